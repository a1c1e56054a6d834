import type { z } from 'zod'
import type { memberShape, Plan, PlanParams, proposalShape, ProposalRow } from '../contract.ts'
import { articleOfProposal } from '../rules/articles.ts'
import { generalNotes } from '../rules/cautions.ts'
import { levelWords } from '../rules/costs.ts'
import { sayPlan } from '../rules/plan-sentence.ts'
import { sayObstacle } from '../rules/uncovered.ts'
import { whyInstructor } from '../rules/why.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { showInstructor } from './instructors/who.ts'
import type { LedgerMark } from './ledger.ts'
import { presentGroup } from './present-group.ts'
import { TREE_METHOD } from './solve/town-proof.ts'
import { proposalId, type MemberRecord, type PlanRow, type ProposalRecord } from './reads.ts'
import { type TownRow } from './town-rows.ts'

export function presentPlan(row: PlanRow, mark: LedgerMark): Omit<Plan, 'towns' | 'uncoveredBy'> {
  const { figures } = row
  return {
    id: row.id,
    no: row.no,
    name: row.name,
    scenario: row.scenario_id,
    madeAt: row.made_at,
    asOf: row.as_of,
    params: row.params,
    sentence: sentenceOf(row),
    groups: figures.groups,
    groupUnits: figures.groupUnits,
    founders: figures.founders,
    uncovered: figures.uncovered,
    withoutMembers: figures.withoutMembers,
    assigned: figures.assigned,
    instructors: figures.instructors,
    instructorsNeeded: figures.instructorsNeeded,
    unverified: figures.unverified,
    cost: figures.cost,
    ...presentProof(row),
    byHost: [...(figures.byHost ?? [])],
    changedUnits: figures.changedUnits ?? null,
    comparedNo: figures.comparedNo ?? null,
    curve: row.curve,
    peerCost: figures.peerCost,
    peerUncovered: figures.peerUncovered,
    carried: figures.carried,
    milliseconds: figures.milliseconds,
    decided: row.decided,
    stale: isStale(row, mark),
  }
}

/** Whoever reaches a part of the plan cannot count the units it was made from: newer ones of theirs tell. */
function isStale(row: PlanRow, mark: LedgerMark): boolean {
  if (row.whole) return mark.at !== row.ledger_at || mark.units !== row.ledger_units
  return mark.at !== null && row.ledger_at !== null && mark.at > row.ledger_at
}

/** Bounds are refined after a plan is made, so its first lines are said anew. */
export function sentenceOf({ sentence, figures, proof, params }: PlanRow): string {
  return proof ? sayPlan({ ...figures, bound: proof.bound, gap: proof.gap }, params.within, params.capacity) : sentence
}

function presentProof({ proof, figures }: PlanRow) {
  const { bound, gap } = proof ?? figures
  const proven = gap === 0
  return {
    bound,
    gap,
    gapState: proof?.state ?? (proven ? ('proven' as const) : ('settled' as const)),
    gapMethod: proof?.method ?? (proven ? TREE_METHOD : ''),
    provenTowns: proof?.provenTowns ?? 0,
  }
}

export function presentWholePlan(row: PlanRow, mark: LedgerMark, towns: readonly TownRow[]): Plan {
  return { ...presentPlan(row, mark), towns: [...towns], uncoveredBy: [...row.figures.uncoveredBy] }
}

export function presentRow(row: ProposalRecord, eyes: Eyes): ProposalRow {
  return {
    id: proposalId(row.plan_id, row.no),
    plan: row.plan_id,
    no: row.no,
    kind: row.kind,
    title: row.title,
    town: row.town,
    townName: row.town_name,
    units: row.units,
    weight: row.weight,
    industries: row.industries,
    common: row.common,
    commonName: row.common === null ? '' : levelWords(row.common),
    cost: row.cost,
    host: row.host,
    cautions: row.cautions,
    instructor: showInstructor(eyes, row.instructor),
    decision: row.decision,
    reason: row.reason,
  }
}

export function presentProposal(
  row: ProposalRecord,
  members: readonly MemberRecord[],
  plan: PlanRow,
  eyes: Eyes,
): z.infer<typeof proposalShape> {
  const { params } = plan
  return {
    ...presentRow(row, eyes),
    members: members.map(presentMember),
    why: row.why === '' ? whyVacant(row, params) : row.why,
    article: articleOfProposal(row.kind),
    ...presentGroup(row, members, plan),
    alternatives: [...row.alternatives],
    against: cautionsShown(row),
    blockedBy: row.obstacle === null ? null : sayObstacle(row.obstacle, params.within),
    nearest: row.nearest.map((near) => ({ ...near, price: null })),
  }
}

/** Places to be filled are many and all for the same reason: it is said when asked for. */
function whyVacant({ units, common, place_name }: ProposalRecord, { capacity }: PlanParams): string {
  const near = common === null ? '' : levelWords(common)
  return whyInstructor({ units, near, place: place_name, capacity, vacant: true, load: null })
}

/** What speaks against this proposal, then what is to be minded with all of its kind. */
export function cautionsShown({ against, kind, instructor }: ProposalRecord): string[] {
  return [...against, ...generalNotes(kind, instructor)]
}

export function presentMember(row: MemberRecord): z.infer<typeof memberShape> {
  return {
    unit: row.unit_id,
    name: row.name,
    code: row.code,
    weight: row.weight,
    address: row.address,
    industryName: row.industry_name,
    price: row.price,
  }
}
