import type { Scope } from '../../../kernel/scope.ts'
import { pause, type Db } from '../../../platform/server/db/database.ts'
import type { WriteColumn, WriteSheet } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { articleOfProposal } from '../rules/articles.ts'
import { levelWords } from '../rules/costs.ts'
import type { Decision, ProposalKind } from '../rules/decision.ts'
import { decisionWords, kindWords } from '../rules/paper-words.ts'
import { hostWords } from '../rules/hosts.ts'
import { sayObstacle } from '../rules/uncovered.ts'
import { figure } from '../rules/words.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { showInstructor } from './instructors/who.ts'
import { cautionsShown } from './present.ts'
import { regretOf } from './present-group.ts'
import { listMembers, type MemberRecord, type PlanRow, type ProposalRecord } from './reads.ts'
import { listProposals } from './proposal-list.ts'

export interface PlanSelection {
  readonly town?: string | undefined
  readonly only: 'accepted' | 'all'
}

export interface WholeProposal {
  readonly proposal: ProposalRecord
  readonly members: readonly MemberRecord[]
}

const SLICE = 400
const SETTLED: readonly Decision[] = ['accepted', 'changed']

/** Proposals of one kind with their members, in the order of the plan, a slice at a time. */
export async function* eachProposal(
  db: Db,
  scope: Scope,
  plan: PlanRow,
  kind: ProposalKind,
  { town, only }: PlanSelection,
): AsyncGenerator<WholeProposal> {
  let after = 0
  for (;;) {
    const proposals = await listProposals(db, scope, plan.id, { kind, town }, after, SLICE)
    const wanted = only === 'all' ? proposals : proposals.filter(({ decision }) => SETTLED.includes(decision))
    const members = new Map<number, MemberRecord[]>()
    const numbers = wanted.map(({ no }) => no)
    for (const row of await listMembers(db, scope, plan.id, numbers)) {
      const list = members.get(row.no)
      if (list) list.push(row)
      else members.set(row.no, [row])
    }
    for (const proposal of wanted) yield { proposal, members: members.get(proposal.no) ?? [] }
    const last = proposals.at(-1)
    if (!last || proposals.length < SLICE) return
    after = last.no
    await pause()
  }
}

const KINDS: readonly ProposalKind[] = ['joint', 'own', 'instructor', 'uncovered']

const UNIT_COLUMNS: readonly WriteColumn[] = [
  { title: '单位名称', width: 36 },
  { title: '统一社会信用代码', width: 22, kind: 'code' },
  { title: '地址', width: 40 },
  { title: '行业', width: 20 },
  { title: '正式党员', width: 10, kind: 'number' },
]

const COLUMNS: Readonly<Record<ProposalKind, readonly WriteColumn[]>> = {
  joint: [
    ...head('组内家数', '组内正式党员'),
    { title: '共同地址', width: 14 },
    { title: '组建方式', width: 12 },
    { title: '代价', width: 10, kind: 'number' },
    { title: '高出下界', width: 10, kind: 'number' },
    ...UNIT_COLUMNS,
    ...tail(),
  ],
  own: [...head(), ...UNIT_COLUMNS, ...tail()],
  instructor: [{ title: '指导员', width: 16 }, ...head('联系家数'), ...UNIT_COLUMNS, ...tail()],
  uncovered: [...head(), ...UNIT_COLUMNS, { title: '暂不能覆盖的原因', width: 40 }, ...tail()],
}

function head(...counts: readonly string[]): WriteColumn[] {
  return [
    { title: '方案序号', width: 10, kind: 'number' },
    { title: '区县', width: 12 },
    { title: '镇街', width: 14 },
    { title: '建议', width: 26 },
    ...counts.map((title): WriteColumn => ({ title, width: 12, kind: 'number' })),
  ]
}

function tail(): WriteColumn[] {
  return [
    { title: '依据', width: 34 },
    { title: '需要注意', width: 44 },
    { title: '审定', width: 10 },
    { title: '理由', width: 24 },
  ]
}

/** One line per unit, a sheet per kind of proposal. */
export function planSheets(db: Db, scope: Scope, plan: PlanRow, selection: PlanSelection, eyes: Eyes): WriteSheet[] {
  return KINDS.map((kind) => ({
    name: kindWords[kind],
    titles: [`组建方案 ${plan.no} 号${plan.name === '' ? '' : `（${plan.name}）`}：${kindWords[kind]}`],
    notes: [
      `数据截至 ${plan.as_of}${selection.only === 'accepted' ? '；只列已接受和已调整的' : ''}`,
      ...(kind === 'joint' ? [sayGap(plan)] : []),
    ],
    columns: COLUMNS[kind],
    rows: rows(db, scope, plan, kind, selection, eyes),
  }))
}

/** 代价 19,456.0，与理论下界相差 0.0%（按地址树精确求解）。 */
function sayGap({ figures, proof }: PlanRow): string {
  const { gap } = proof ?? figures
  const method = proof && proof.method !== '' ? `（${proof.method}）` : ''
  return `代价 ${figure(Number(figures.cost.toFixed(1)))}，与理论下界相差 ${(gap * 100).toFixed(2)}%${method}`
}

async function* rows(db: Db, scope: Scope, plan: PlanRow, kind: ProposalKind, selection: PlanSelection, eyes: Eyes) {
  for await (const { proposal, members } of eachProposal(db, scope, plan, kind, selection)) {
    for (const member of members)
      yield cells(kind, { ...proposal, instructor: showInstructor(eyes, proposal.instructor) }, member, members, plan)
  }
}

function cells(
  kind: ProposalKind,
  proposal: ProposalRecord,
  member: MemberRecord,
  members: readonly MemberRecord[],
  plan: PlanRow,
) {
  const place = [proposal.no, proposal.county_name, proposal.town_name, proposal.title]
  const unit = [member.name, member.code, member.address, member.industry_name, member.weight]
  const { regulation, article } = articleOfProposal(kind)
  const rest = [
    `《${regulation}》${article}`,
    cautionsShown(proposal).join('\n'),
    decisionWords[proposal.decision],
    proposal.reason,
  ]
  switch (kind) {
    case 'joint': {
      const common = proposal.common === null ? '' : levelWords(proposal.common)
      const host = proposal.host === null ? '' : hostWords[proposal.host]
      const figures = [host, proposal.cost, regretOf(proposal, members)]
      return [...place, proposal.units, proposal.weight, common, ...figures, ...unit, ...rest]
    }
    case 'own':
      return [...place, ...unit, ...rest]
    case 'instructor':
      return [proposal.instructor, ...place, proposal.units, ...unit, ...rest]
    case 'uncovered': {
      const why = proposal.obstacle === null ? '' : sayObstacle(proposal.obstacle, plan.params.within)
      return [...place, ...unit, why, ...rest]
    }
  }
}
