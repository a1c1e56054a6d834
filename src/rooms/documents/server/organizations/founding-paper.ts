import type { Article } from '../../../../kernel/shapes.ts'
import type { FoundingPaper } from '../../../organizations/founding/contract.ts'
import type { PaperFacts } from '../../../organizations/founding/server/public.ts'
import { paperDay, type PaperPart, type PaperTable } from '../paper.ts'

/** What nobody has said yet is left for the hand. */
export const OPEN = '×××'

/** Who was elected, as the reader may see the names. */
export interface SeatedOfficer {
  readonly post: string
  readonly name: string
}

export interface Paper {
  readonly title: string
  readonly parts: readonly PaperPart[]
}

/** 请示, 批复 and 备案报告 of a founding, filled in with what the case and the ledger know; the rest is ×××. */
export function foundingPaper(
  paper: FoundingPaper,
  facts: PaperFacts,
  officers: readonly SeatedOfficer[],
  today: string,
): Paper {
  switch (paper) {
    case 'application':
      return application(facts, today)
    case 'reply':
      return reply(facts, today)
    case 'filing':
      return filing(facts, officers, today)
  }
}

/** One unit founds for itself; several, or a place, leave the applicant to be written in. */
function applicant({ units, host }: PaperFacts): string {
  return units.length === 1 ? (units[0]?.name ?? OPEN) : (host ?? OPEN)
}

const sayNumber = (paperNo: string): string => (paperNo === '' ? '' : `（${paperNo}）`)

function application(facts: PaperFacts, today: string): Paper {
  const title = `关于成立${facts.name}的请示`
  const day = facts.application?.day ?? today
  const counted = facts.membersFull === null ? OPEN : String(facts.membersFull)
  const several = facts.units.length > 1
  const parts: PaperPart[] = [
    { kind: 'title', text: title },
    { kind: 'addressee', text: `${facts.superior?.name ?? OPEN}：` },
    {
      kind: 'text',
      text: several
        ? `${facts.units.map(({ name }) => name).join('、')}等${facts.units.length}家单位，现有正式党员${counted}名。${facts.why}`
        : `${applicant(facts)}现有正式党员${counted}名。${facts.why}`,
    },
    { kind: 'text', text: `${lawful(facts.article)}，拟成立${facts.name}${hosted(facts)}。` },
    { kind: 'text', text: facts.committee.why },
    ...facts.overrides.map(({ article, reason }): PaperPart => ({ kind: 'text', text: `${article}：${reason}` })),
    { kind: 'text', text: '妥否，请批示。' },
    ...(facts.units.length > 0 ? [{ kind: 'attachments', names: [LIST] } as const] : []),
    { kind: 'signature', organ: applicant(facts), day },
  ]
  return { title, parts: [...parts, ...unitList(facts)] }
}

function reply(facts: PaperFacts, today: string): Paper {
  const { reply: given, application: asked } = facts
  const approved = given?.approved ?? true
  const title = approved ? `关于同意成立${facts.name}的批复` : `关于成立${facts.name}有关事项的批复`
  const meeting =
    given?.meeting == null
      ? `经${facts.superior?.name ?? OPEN}会议研究`
      : `经${paperDay(given.meeting)}${facts.superior?.name ?? ''}会议研究`
  const asking = `你单位《关于成立${facts.name}的请示》${sayNumber(asked?.paperNo ?? '')}收悉。${meeting}`
  const body: PaperPart[] = approved
    ? [
        { kind: 'text', text: `${asking}，现批复如下：` },
        { kind: 'heading', level: 1, text: `同意成立${facts.name}` },
        {
          kind: 'text',
          text: `隶属${facts.superior?.name ?? OPEN}${facts.units.length > 1 ? `，覆盖${facts.units.length}家单位（名单附后）` : ''}${hosted(facts)}。`,
        },
        { kind: 'heading', level: 1, text: '抓紧做好选举工作' },
        { kind: 'text', text: `${facts.committee.why}请按规定召开党员大会选举，选举结果报我们备案。` },
        { kind: 'text', text: '此复。' },
      ]
    : [{ kind: 'text', text: `${asking}，暂不同意成立。${given?.reason ?? ''}` }]
  return {
    title,
    parts: [
      ...numbered(given?.paperNo ?? '', given?.day ?? today),
      { kind: 'title', text: title },
      { kind: 'addressee', text: `${applicant(facts)}：` },
      ...body,
      ...(approved && facts.units.length > 1 ? [{ kind: 'attachments', names: [LIST] } as const] : []),
      { kind: 'signature', organ: facts.superior?.name ?? OPEN, day: given?.day ?? today },
      ...(approved && facts.units.length > 1 ? unitList(facts) : []),
    ],
  }
}

function filing(facts: PaperFacts, officers: readonly SeatedOfficer[], today: string): Paper {
  const { election, filing: filed, reply: given } = facts
  const appointed = election?.how === 'appointed'
  const title = `关于${facts.name}${appointed ? '班子任职' : '选举结果'}的备案报告`
  const meeting =
    election === null
      ? `${facts.name}已召开党员大会`
      : appointed
        ? `${facts.name}班子由上级党组织于${paperDay(election.day)}指派`
        : `${facts.name}于${paperDay(election.day)}召开党员大会，应到会有选举权的党员${election.due ?? OPEN}名，实到${election.present ?? OPEN}名，以无记名投票方式选举产生${election.committee ? '支部委员会' : '书记'}`
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      { kind: 'addressee', text: `${filed?.filedWith || (facts.superior?.name ?? OPEN)}：` },
      {
        kind: 'text',
        text: `根据《关于同意成立${facts.name}的批复》${sayNumber(given?.paperNo ?? '')}，${meeting}。现将班子成员名单报请备案。`,
      },
      ...(officers.length > 0 ? [{ kind: 'table', ...officerTable(officers) } as const] : []),
      { kind: 'text', text: '特此报告。' },
      { kind: 'signature', organ: facts.name, day: filed?.day ?? today },
    ],
  }
}

function lawful(article: Article | null): string {
  return article === null ? '根据有关规定' : `根据《${article.regulation}》${article.article}`
}

function hosted({ host, units, until }: PaperFacts): string {
  const leans = host === null || units.length === 1 ? '' : `，依托${host}`
  return until === null ? leans : `${leans}，任务结束（${paperDay(until)}）后自然撤销`
}

/** `×工委〔2026〕3号` as it was typed; a number that is not in that form stands in the text alone. */
export function numbered(paperNo: string, day: string): PaperPart[] {
  const found = /^(.+?)[〔[（(](\d{4})[〕\]）)](.+?)号?$/u.exec(paperNo.trim())
  if (found === null) return [{ kind: 'number', organ: OPEN, year: Number(day.slice(0, 4)), no: '×' }]
  return [{ kind: 'number', organ: found[1] ?? OPEN, year: Number(found[2]), no: found[3] ?? '×' }]
}

const LIST = '覆盖单位名单'

function unitList(facts: PaperFacts): PaperPart[] {
  if (facts.units.length === 0) return []
  const count = (n: number | null): string => (n === null ? '' : String(n))
  return [
    { kind: 'attachment', no: null, title: LIST },
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 12, align: 'center' },
        { title: '单位名称', width: 62 },
        { title: '地址', width: 50 },
        { title: '正式党员', width: 16, align: 'right' },
        { title: '预备党员', width: 16, align: 'right' },
      ],
      rows: facts.units.map((unit, index) => [
        String(index + 1),
        unit.name,
        unit.address ?? '',
        count(unit.full),
        count(unit.probationary),
      ]),
    },
  ]
}

function officerTable(officers: readonly SeatedOfficer[]): PaperTable {
  return {
    columns: [
      { title: '职务', width: 60, align: 'center' },
      { title: '姓名', width: 60, align: 'center' },
    ],
    rows: officers.map(({ post, name }) => [post, name]),
  }
}
