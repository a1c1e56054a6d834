import type {
  MemberRecord,
  PlanRow,
  PlanSelection,
  ProposalRecord,
  TownRow,
  WholeProposal,
} from '../../planner/server/public.ts'
import { articleOfProposal, hostWords, levelWords, sayObstacle } from '../../planner/public.ts'
import { BREAK, paperDay, type PaperColumn, type PaperPart, type PaperRow, type PaperTable } from './paper.ts'

export interface PlanContent {
  readonly plan: PlanRow
  readonly selection: PlanSelection
  readonly towns: readonly TownRow[]
  readonly joint: readonly WholeProposal[]
  readonly own: readonly WholeProposal[]
  readonly uncovered: readonly WholeProposal[]
  readonly today: string
}

/** 关于组建联合党支部的建议方案: the text on what is proposed and why, then the lists by town. */
export function planPaper(content: PlanContent): { readonly title: string; readonly parts: readonly PaperPart[] } {
  const { plan, selection, joint, own, uncovered, today } = content
  const accepted = selection.only === 'accepted'
  const town = selection.town === undefined ? null : (content.towns.find((row) => row.town === selection.town) ?? null)
  // Units whose town is not known are listed together under their county.
  const open = town !== null && town.town.endsWith('?')
  const place = town === null ? '' : open ? town.county : `${town.county}${town.name}`
  const marked = [
    `关于${place === '' ? '' : `在${place}`}`,
    '组建联合党支部的',
    `${accepted ? '' : '建议'}方案`,
    open ? '（镇街未定单位）' : '',
  ].join(BREAK)
  const title = marked.replaceAll(BREAK, '')
  const towns = content.towns.filter((row) => town === null || row.town === town.town)
  const attachments = [
    { name: '各镇街组建情况表', table: towns.length > 1, parts: [{ kind: 'table' as const, ...townTable(towns) }] },
    { name: '联合组建明细表', table: joint.length > 0, parts: listByTown(joint, jointTable) },
    { name: '单独组建明细表', table: own.length > 0, parts: listByTown(own, ownTable) },
    {
      name: '暂不能覆盖单位表',
      table: uncovered.length > 0,
      parts: listByTown(uncovered, (all) => uncoveredTable(all, plan)),
    },
  ].filter(({ table }) => table)
  const parts: PaperPart[] = [
    { kind: 'number', organ: '×××', year: Number(today.slice(0, 4)), no: '×' },
    { kind: 'title', text: marked },
    { kind: 'addressee', text: '×××：' },
    { kind: 'text', text: opening(content, place) },
    { kind: 'heading', level: 1, text: '组建建议' },
    ...suggestions(content),
    { kind: 'heading', level: 1, text: '主要依据' },
    ...grounds(content),
    { kind: 'heading', level: 1, text: '需要注意的事项' },
    ...warnings(content),
    { kind: 'heading', level: 1, text: town === null ? '各区县情况' : '汇总' },
    { kind: 'table', ...countyTable(towns) },
    ...(attachments.length > 0 ? [{ kind: 'attachments' as const, names: attachments.map(({ name }) => name) }] : []),
    { kind: 'signature', organ: '×××', day: today },
    ...attachments.flatMap(({ name, parts: list }, index): PaperPart[] => [
      { kind: 'attachment', no: attachments.length > 1 ? index + 1 : null, title: name },
      ...list,
    ]),
  ]
  return { title, parts }
}

function opening({ plan, selection }: PlanContent, place: string): string {
  const scope = place === '' ? '' : `${place}`
  const state =
    selection.only === 'accepted'
      ? '现将已审定的组建安排汇总如下。'
      : '经逐户比对地址和正式党员数，提出如下建议，请审定。'
  return `为扩大党的组织覆盖和工作覆盖，根据《中国共产党支部工作条例（试行）》有关规定，依据截至${paperDay(plan.as_of)}的${scope}单位台账，${state}`
}

function suggestions({ plan, joint, own, towns, selection }: PlanContent): PaperPart[] {
  const units = joint.reduce((sum, { proposal }) => sum + proposal.units, 0)
  const members = joint.reduce((sum, { proposal }) => sum + proposal.weight, 0)
  const parts: PaperPart[] = []
  if (joint.length > 0) {
    const near = joint.filter(({ proposal }) => proposal.common === 'building' || proposal.common === 'road').length
    parts.push(
      { kind: 'heading', level: 2, text: '联合组建' },
      {
        kind: 'text',
        text: `对正式党员1至2名的单位，组建联合党支部${joint.length}个，覆盖${units}家单位、正式党员${members}名。其中同一楼宇或者同一道路的${near}个。`,
      },
    )
  }
  if (own.length > 0) {
    parts.push(
      { kind: 'heading', level: 2, text: '单独组建' },
      { kind: 'text', text: `正式党员满3名而没有党组织的${own.length}家单位，单独成立党支部。` },
    )
  }
  const looked = towns.reduce((sum, row) => sum + row.assigned, 0)
  if (selection.only === 'all' && selection.town === undefined && looked > 0) {
    const { assigned, instructorsNeeded } = plan.figures
    const present = assigned > 0 ? `现有指导员就近联系${assigned}家，` : '现有指导员没有余量，'
    parts.push(
      { kind: 'heading', level: 2, text: '选派指导员' },
      {
        kind: 'text',
        text: `没有党员、也没有工作覆盖的单位${looked}家，${present}还需选派${instructorsNeeded}名，每名联系不超过${plan.params.capacity}家。名单见方案表格。`,
      },
    )
  }
  if (parts.length === 0) parts.push({ kind: 'text', text: '没有需要列出的组建建议。' })
  return parts
}

function grounds({ joint, own }: PlanContent): PaperPart[] {
  const kinds = [...(joint.length > 0 ? (['joint'] as const) : []), ...(own.length > 0 ? (['own'] as const) : [])]
  const articles = (kinds.length > 0 ? kinds : (['joint'] as const)).map(articleOfProposal)
  return articles.map(({ regulation, article, text }) => ({
    kind: 'text' as const,
    text: `《${regulation}》${article}：“${text}”`,
  }))
}

function warnings({ plan, joint, own, uncovered }: PlanContent): PaperPart[] {
  const cautioned = [...joint, ...own].filter(({ proposal }) => proposal.cautions > 0).length
  const reasons = new Map<string, number>()
  for (const { proposal } of uncovered) {
    const reason = proposal.obstacle === null ? '' : sayObstacle(proposal.obstacle, plan.params.within)
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const said = [...reasons].map(([reason, n]) => `${reason.replace(/^.*：/, '').replace('，', '、')}的${n}家`)
  const items = [
    cautioned > 0
      ? `有${cautioned}条建议存在地址待核定、行业不相近等情况，已在方案表格中逐条注明，组建前先核实。`
      : null,
    uncovered.length > 0 ? `暂不能覆盖的单位${uncovered.length}家，其中${said.join('，')}。` : null,
    '台账没有书记人选一项，组建前应当先与单位商定人选；党组织的成立按照规定程序申请、批复、选举、备案。',
  ].filter((item) => item !== null)
  return items.map((text) => ({ kind: 'heading', level: 3, text }))
}

const COUNTS: readonly PaperColumn[] = [
  { title: '联合组建（个）', width: 18, align: 'right' },
  { title: '覆盖单位（家）', width: 18, align: 'right' },
  { title: '单独组建（家）', width: 18, align: 'right' },
  { title: '指导员联系（家）', width: 18, align: 'right' },
  { title: '暂不能覆盖（家）', width: 18, align: 'right' },
]

function counts(rows: readonly TownRow[]): string[] {
  const sum = (pick: (row: TownRow) => number): string => {
    const total = rows.reduce((all, row) => all + pick(row), 0)
    return total === 0 ? '' : String(total)
  }
  return [
    sum(({ groups }) => groups),
    sum(({ units }) => units),
    sum(({ founders }) => founders),
    sum(({ assigned }) => assigned),
    sum(({ uncovered }) => uncovered),
  ]
}

function byCounty(towns: readonly TownRow[]): [string, TownRow[]][] {
  const counties = new Map<string, TownRow[]>()
  for (const row of towns) {
    const list = counties.get(row.county)
    if (list) list.push(row)
    else counties.set(row.county, [row])
  }
  return [...counties]
}

function countyTable(towns: readonly TownRow[]): PaperTable {
  const counties = byCounty(towns)
  const total = counties.length > 1 ? [['合计', ...counts(towns)]] : []
  return {
    columns: [{ title: '区县', width: 66, align: 'center' }, ...COUNTS],
    rows: [...counties.map(([county, rows]) => [county, ...counts(rows)]), ...total],
  }
}

function townTable(towns: readonly TownRow[]): PaperTable {
  return {
    columns: [{ title: '区县', width: 30, align: 'center' }, { title: '镇街', width: 36, align: 'center' }, ...COUNTS],
    rows: byCounty(towns).flatMap(([county, rows]) =>
      rows.map((row, index): PaperRow => [
        index === 0 ? { text: county, rows: rows.length } : null,
        row.name,
        ...counts([row]),
      ]),
    ),
  }
}

/** A heading for every town where there are several, then its table. */
function listByTown(all: readonly WholeProposal[], table: (all: readonly WholeProposal[]) => PaperTable): PaperPart[] {
  const towns = new Map<string, WholeProposal[]>()
  for (const one of all) {
    const list = towns.get(one.proposal.area_key)
    if (list) list.push(one)
    else towns.set(one.proposal.area_key, [one])
  }
  return [...towns.values()].flatMap((list): PaperPart[] => {
    const first = list[0]?.proposal
    const name = `${first?.county_name ?? ''}${first?.town_name ?? ''}`
    const heading: PaperPart[] = towns.size > 1 ? [{ kind: 'heading', level: 2, text: name }] : []
    return [...heading, { kind: 'table', ...table(list) }]
  })
}

const CODE_AND_COUNT: readonly PaperColumn[] = [
  { title: '统一社会信用代码', width: 42, align: 'center' },
  { title: '正式党员', width: 12, align: 'center' },
]

function jointTable(all: readonly WholeProposal[]): PaperTable {
  return {
    columns: [
      { title: '编号', width: 12, align: 'center' },
      { title: '共同地址', width: 34 },
      { title: '单位名称', width: 56 },
      ...CODE_AND_COUNT,
    ],
    rows: all.flatMap(({ proposal, members }) =>
      members.map((member, index): PaperRow => {
        const rows = members.length
        const head =
          index === 0
            ? [
                { text: String(proposal.no), rows },
                { text: commonPlace(proposal), rows },
              ]
            : [null, null]
        return [...head, ...unitCells(member)]
      }),
    ),
  }
}

function commonPlace(proposal: ProposalRecord): string {
  const host = proposal.host === null ? [] : [hostWords[proposal.host]]
  const words = [...(proposal.common === null ? [] : [levelWords(proposal.common)]), ...host].join('，')
  return proposal.title === '' ? words : `${proposal.title}（${words}）`
}

function ownTable(all: readonly WholeProposal[]): PaperTable {
  return {
    columns: [
      { title: '编号', width: 12, align: 'center' },
      { title: '单位名称', width: 52 },
      ...CODE_AND_COUNT,
      { title: '地址', width: 38 },
    ],
    rows: all.flatMap(({ proposal, members }) =>
      members.map((member) => [String(proposal.no), ...unitCells(member), member.address ?? '']),
    ),
  }
}

function uncoveredTable(all: readonly WholeProposal[], plan: PlanRow): PaperTable {
  return {
    columns: [
      { title: '编号', width: 12, align: 'center' },
      { title: '单位名称', width: 52 },
      ...CODE_AND_COUNT,
      { title: '原因', width: 38 },
    ],
    rows: all.flatMap(({ proposal, members }) => {
      const why = proposal.obstacle === null ? '' : sayObstacle(proposal.obstacle, plan.params.within)
      return members.map((member) => [String(proposal.no), ...unitCells(member), why])
    }),
  }
}

function unitCells({ name, code, weight }: MemberRecord): string[] {
  return [name, code ?? '', String(weight)]
}
