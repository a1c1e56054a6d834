import type { LifePaper } from '../../contract.ts'
import type { LifeYear } from '../../../organizations/life/contract.ts'
import { lifeNames, type LifeKind } from '../../../organizations/life/public.ts'
import { BREAK, paperDay, type PaperPart, type PaperRow } from '../paper.ts'
import type { Paper } from './founding-paper.ts'

/**
 * A year of organisation life on paper: the plan, the minutes book in order of days, the numbers of those due and present.
 * Numbers of meetings only: who came and who did not stands in none of them.
 */
export function lifePaper(paper: LifePaper, life: LifeYear, today: string): Paper {
  switch (paper) {
    case 'plan':
      return plan(life, today)
    case 'minutes':
      return minutes(life, today)
    case 'attendance':
      return attendance(life, today)
  }
}

const named = ({ organization, year }: LifeYear, what: string): { title: string; shown: string } => {
  const shown = `${organization.name}${BREAK}${year}年${what}`
  return { title: shown.replaceAll(BREAK, ''), shown }
}

const kindsOf = (kinds: readonly LifeKind[]): string => kinds.map((kind) => lifeNames[kind]).join('、')

function plan(life: LifeYear, today: string): Paper {
  const { title, shown } = named(life, `度组织生活计划${life.plan.saved ? '' : '（建议稿）'}`)
  const rows = life.plan.items
    .toSorted((a, b) => a.month - b.month)
    .map(({ month, kind, topic }): PaperRow => [`${month}月`, lifeNames[kind], topic, ''])
  return {
    title,
    parts: [
      { kind: 'title', text: shown },
      {
        kind: 'text',
        text: `为严肃党的组织生活，根据有关规定，结合实际，制定${life.year}年度组织生活计划如下。`,
      },
      ...(life.demands.length === 0
        ? []
        : ([{ kind: 'heading', level: 1, text: '基本要求' }, ...requirements(life)] as const)),
      { kind: 'heading', level: 1, text: '月度安排' },
      rows.length === 0
        ? { kind: 'text', text: '还没有排。' }
        : {
            kind: 'table',
            columns: [
              { title: '月份', width: 16, align: 'center' },
              { title: '内容', width: 36, align: 'center' },
              { title: '主题', width: 74 },
              { title: '备注', width: 30 },
            ],
            rows,
          },
      { kind: 'signature', organ: life.organization.name, day: today },
    ],
  }
}

/** What each regulation asks for, said once. */
function requirements({ demands }: LifeYear): PaperPart[] {
  return [...Map.groupBy(demands, ({ article }) => article.regulation)].map(([regulation, all]) => ({
    kind: 'text',
    text: `根据《${regulation}》，${all.map(({ words, months, times }) => `${words}${often(months)}至少${times}次`).join('，')}。`,
  }))
}

const often = (months: number): string =>
  months === 1 ? '每月' : months === 3 ? '每季度' : months === 12 ? '每年' : `每${months}个月`

function minutes(life: LifeYear, today: string): Paper {
  const { title, shown } = named(life, '组织生活记录簿')
  return {
    title,
    parts: [
      { kind: 'title', text: shown },
      {
        kind: 'text',
        text:
          life.meetings.length === 0
            ? `${life.year}年没有记组织生活。`
            : `${life.year}年共记组织生活${life.meetings.length}次，按日期先后记录如下。`,
      },
      ...life.meetings.flatMap((meeting) => minutesOf(meeting, life.organization.id)),
      { kind: 'signature', organ: life.organization.name, day: today },
    ],
  }
}

function minutesOf(meeting: LifeYear['meetings'][number], own: string): PaperPart[] {
  const mine = meeting.holders.find(({ organization }) => organization === own)
  const others = meeting.holders.filter(({ organization }) => organization !== own).map(({ name }) => name)
  const count = (n: number | null | undefined): string => (n == null ? '' : `${n}名`)
  const what = kindsOf(meeting.kinds)
  return [
    { kind: 'heading', level: 1, text: `${dayOfYear(meeting.day)}${what}` },
    {
      kind: 'form',
      together: true,
      rows: [
        { pairs: [['时间', paperDay(meeting.day)], ['形式', meeting.bySecretary ? `${what}（书记讲）` : what]] }, // prettier-ignore
        { pairs: [['名称', meeting.title]] },
        { pairs: [['应到党员', count(mine?.due)], ['实到党员', count(mine?.present)]] }, // prettier-ignore
        ...(others.length === 0 ? [] : [{ pairs: [['共同开展', others.join('、')] as const] as const }]),
        { pairs: [['议题和决定', meeting.note]], height: 30 },
        { pairs: [['主持人', ''], ['记录人', '']] }, // prettier-ignore
      ],
    },
  ]
}

function attendance(life: LifeYear, today: string): Paper {
  const { title, shown } = named(life, '组织生活到会情况汇总表')
  const { meetings, attendance: kinds } = life
  const parts: PaperPart[] = [
    { kind: 'title', text: shown },
    {
      kind: 'text',
      text:
        meetings.length === 0
          ? `${life.year}年没有记组织生活。`
          : `${life.year}年共记组织生活${meetings.length}次。表中只有每次会议的应到、实到人数，不记到会个人。`,
    },
  ]
  if (meetings.length > 0) {
    parts.push(
      { kind: 'heading', level: 1, text: '分形式汇总' },
      {
        kind: 'table',
        columns: [
          { title: '形式', width: 46 },
          { title: '次数', width: 20, align: 'right' },
          { title: '其中记了人数', width: 30, align: 'right' },
          { title: '应到人次', width: 20, align: 'right' },
          { title: '实到人次', width: 20, align: 'right' },
          { title: '到会率', width: 20, align: 'right' },
        ],
        rows: kinds.map(({ kind, n, counted, due, present }) => [
          lifeNames[kind],
          String(n),
          String(counted),
          ...(counted === 0 ? ['', '', ''] : [String(due), String(present), share(present, due)]),
        ]),
      },
      { kind: 'text', text: '一次活动有几种形式的，各算一次。' },
      { kind: 'heading', level: 1, text: '逐次情况' },
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 12, align: 'center' },
          { title: '日期', width: 22, align: 'center' },
          { title: '形式', width: 44 },
          { title: '名称', width: 38 },
          { title: '应到', width: 12, align: 'right' },
          { title: '实到', width: 12, align: 'right' },
          { title: '到会率', width: 16, align: 'right' },
        ],
        rows: meetings.map((meeting, at) => attendanceRow(meeting, at, life.organization.id)),
      },
    )
  }
  return { title, parts: [...parts, { kind: 'signature', organ: life.organization.name, day: today }] }
}

function attendanceRow(
  { day, kinds, title, holders }: LifeYear['meetings'][number],
  at: number,
  own: string,
): PaperRow {
  const { due = null, present = null } = holders.find(({ organization }) => organization === own) ?? {}
  const counted = due !== null && present !== null
  return [
    String(at + 1),
    dayOfYear(day),
    kindsOf(kinds),
    title,
    due === null ? '' : String(due),
    present === null ? '' : String(present),
    counted ? share(present, due) : '',
  ]
}

/** The year stands in the title. */
const dayOfYear = (day: string): string => paperDay(day).replace(/^.*年/, '')

/** One decimal; nobody due is no share. */
const share = (present: number, due: number): string => (due === 0 ? '' : `${((100 * present) / due).toFixed(1)}%`)
