import type { Scope } from '../../../kernel/scope.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { plannerProblem, type RuleCheck } from '../contract.ts'
import { judgeBatch } from '../rules/batch.ts'
import { nameOf, type PlacedUnit } from '../rules/cautions.ts'
import type { ProposalKind } from '../rules/decision.ts'
import { judgeGroup, staysLawful } from '../rules/feasible.ts'
import { makeYardstick, tidy } from '../rules/price.ts'
import type { DraftInput } from './draft.ts'
import { draftFacts } from './facts.ts'
import { findLoads } from './instructors/reads.ts'
import { listInstructorSettings } from './instructors/settings.ts'
import { findDivisions, sectionName } from './names.ts'
import { listPairs } from './pairs/pairs.ts'
import { townNameOf } from './places.ts'
import {
  findPlan,
  listMembers,
  listMembersByUnit,
  listProposalsByNo,
  placeMembers,
  yardstickOf,
  type MemberRecord,
  type ProposalRecord,
} from './reads.ts'
import { weightOf, type ProposalFacts } from './rows.ts'

/** A proposal that loses units to the change, and who stays in it. */
export interface Donor {
  readonly donor: ProposalRecord
  readonly rest: readonly PlacedUnit[]
  readonly costAfter: number
}

/** What a change of members comes to, before anything is written. */
export interface WeighedChange {
  /** Why it cannot be done; null where it can. */
  readonly why: string | null
  readonly checks: readonly RuleCheck[]
  /** The proposal as it would be; null where it would have no members. */
  readonly facts: ProposalFacts | null
  readonly added: readonly string[]
  readonly removed: readonly MemberRecord[]
  readonly donors: readonly Donor[]
  /** Of the proposal and its donors together. */
  readonly costBefore: number
  readonly costAfter: number
  readonly input: DraftInput
}

/**
 * The one judgement of a change, for the trial and for the deed: units come from proposals still open, and those must stay
 * lawful without them; the new group keeps every hard rule of the plan, and pairs noted since then.
 */
export async function weighChange(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  proposal: ProposalRecord,
  wanted: readonly string[],
): Promise<WeighedChange> {
  const input = await changeInput(context, db, scope, proposal)
  const present = await listMembers(db, scope, proposal.plan_id, [proposal.no])
  const target = new Set(wanted)
  const added = [...target].filter((unit) => !present.some((row) => row.unit_id === unit))
  const removed = present.filter((row) => !target.has(row.unit_id))
  const incoming = await listMembersByUnit(db, scope, proposal.plan_id, added)
  const staying = present.filter((row) => target.has(row.unit_id))
  const members = placeMembers([...staying, ...incoming], input.cityOf)
  const donors = await weighDonors(db, scope, proposal, incoming, input)

  const kind: ProposalKind = proposal.kind === 'instructor' ? 'instructor' : 'joint'
  const ruling =
    kind === 'joint'
      ? judgeGroup(members, input.yardstick, (member) => townNameOf(member, input.names))
      : judgeBatch({
          ...(await batchFacts(context, db, scope, proposal)),
          members,
          grows: added.length > 0,
          capacity: input.params.capacity,
        })
  const facts = members.length === 0 ? null : draftFacts(kind, members, proposal.instructor, input)
  const unknown = added.length - incoming.length
  const why =
    (added.length === 0 && removed.length === 0 ? '成员没有变化。' : null) ??
    (target.size === 0 ? '至少要留一家单位。' : null) ??
    (unknown > 0 ? `有 ${unknown} 家不在本方案里，可能已有组织或尚未核实。` : null) ??
    ruling.why ??
    sayDonorHeld(proposal, donors) ??
    sayDonorBroken(donors)
  return {
    why,
    checks: ruling.checks,
    facts: facts && { ...facts, cautions: [...ruling.notes, ...facts.cautions] },
    added,
    removed,
    donors,
    costBefore: tidy(proposal.cost + donors.reduce((sum, { donor }) => sum + donor.cost, 0)),
    costAfter: tidy((facts?.cost ?? 0) + donors.reduce((sum, { costAfter }) => sum + costAfter, 0)),
    input,
  }
}

/** What proposals of a plan are worked out from; pairs noted after it was made hold as well, at no price. */
export async function changeInput(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  proposal: ProposalRecord,
): Promise<DraftInput> {
  const plan = await findPlan(db, scope, proposal.plan_id)
  if (!plan) throw plannerProblem('plan-not-found')
  const { params, middle } = yardstickOf(plan)
  const since = (await listPairs(db, scope)).filter(({ kind }) => kind === 'apart')
  const apart = since.map(({ unit_a: a, unit_b: b, kind }) => ({ a, b, kind }))
  return {
    params,
    yardstick: makeYardstick(params, middle, [...plan.pairs, ...apart]),
    ...(await findDivisions(db, scope, context.clock.today())),
    sectionName,
  }
}

async function weighDonors(
  db: Db | Tx,
  scope: Scope,
  proposal: ProposalRecord,
  incoming: readonly MemberRecord[],
  input: DraftInput,
): Promise<Donor[]> {
  const leaving = new Set(incoming.map((row) => row.unit_id))
  const numbers = [...new Set(incoming.map((row) => row.no))]
  const donors = await listProposalsByNo(db, scope, proposal.plan_id, numbers)
  const rows = await listMembers(db, scope, proposal.plan_id, numbers)
  return donors.map((donor) => {
    const rest = placeMembers(
      rows.filter(({ no, unit_id }) => no === donor.no && !leaving.has(unit_id)),
      input.cityOf,
    )
    const costAfter = rest.length === 0 ? 0 : draftFacts(donor.kind, rest, donor.instructor, input).cost
    return { donor, rest, costAfter }
  })
}

/** What is known today of the instructor of a batch. */
async function batchFacts(context: Context, db: Db | Tx, scope: Scope, { instructor }: ProposalRecord) {
  const settings = await listInstructorSettings(db, scope)
  const loads = instructor === null ? new Map<string, number>() : await findLoads(db, scope, instructor)
  return {
    instructor,
    setting: settings.get(instructor ?? ''),
    load: loads.get(instructor ?? '') ?? 0,
    day: context.clock.today(),
  }
}

function sayDonorHeld(proposal: ProposalRecord, donors: readonly Donor[]): string | null {
  for (const { donor } of donors) {
    if (donor.decision !== 'open') return `其中有单位在第 ${donor.no} 条，那一条已经审定；先撤回第 ${donor.no} 条。`
    if ((proposal.kind === 'instructor') === (donor.kind === 'instructor')) continue
    return proposal.kind === 'instructor'
      ? `第 ${donor.no} 条的单位有正式党员，不由指导员联系。`
      : `第 ${donor.no} 条的单位没有党员，不能作为联建单位。`
  }
  return null
}

function sayDonorBroken(donors: readonly Donor[]): string | null {
  for (const { donor, rest } of donors) {
    if (rest.length > 0) {
      const why = sayLeft(donor, rest)
      if (why !== null) return why
    }
  }
  return null
}

/** Why a proposal cannot be left with these members; null where it can. */
export function sayLeft(donor: ProposalRecord, rest: readonly PlacedUnit[]): string | null {
  if (donor.kind !== 'joint' || staysLawful(rest)) return null
  return `第 ${donor.no} 条会只剩 ${rest.length} 家、${weightOf(rest)} 名正式党员，不成立。`
}

/** What becomes of the others, one line each. */
export function sayOthers({ donors, removed, input }: WeighedChange): string[] {
  const left = placeMembers(removed, input.cityOf).map(nameOf)
  const said = donors.map(({ donor, rest, costAfter }) =>
    rest.length === 0
      ? `第 ${donor.no} 条不再需要`
      : `第 ${donor.no} 条剩 ${rest.length} 家、${weightOf(rest)} 名正式党员，代价由 ${donor.cost} 变为 ${costAfter}`,
  )
  return left.length === 0 ? said : [...said, `${left.join('、')}移出后没有编组，成为暂不能覆盖`]
}
