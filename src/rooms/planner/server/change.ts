import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { plannerProblem, type PlanParams } from '../contract.ts'
import { nameOf, type PlacedUnit } from '../rules/cautions.ts'
import { FOUNDING, levelCost } from '../rules/costs.ts'
import type { ProposalKind } from '../rules/decision.ts'
import { checkJoint } from '../rules/feasible.ts'
import { keepPlanned, keyOf, moveUnits, putOut, writeFacts, writePlanned } from './changed-rows.ts'
import type { DraftInput } from './draft.ts'
import { draftFacts } from './facts.ts'
import { findDivisions, sectionName } from './names.ts'
import { townNameOf } from './places.ts'
import {
  findPlan,
  listMembers,
  listMembersByUnit,
  listMembersPlannedIn,
  listProposalsByNo,
  placeMembers,
  type ProposalRecord,
} from './reads.ts'
import { weightOf } from './rows.ts'

/**
 * The office puts other units into a group. Units come from proposals still open, and those must stay lawful without
 * them; units put out become uncovered. Where the plan had put each unit stays on record (`planned_no`), so that the change
 * can be taken back: every unit returns there.
 */
export async function changeMembers(
  context: Context,
  tx: Tx,
  scope: Scope,
  proposal: ProposalRecord,
  wanted: readonly string[],
): Promise<void> {
  const input = await draftInput(context, tx, scope, proposal)
  const present = await listMembers(tx, scope, proposal.plan_id, [proposal.no])
  const target = new Set(wanted)
  const added = [...target].filter((unit) => !present.some((row) => row.unit_id === unit))
  const removed = present.filter((row) => !target.has(row.unit_id))
  if (added.length === 0 && removed.length === 0) refuse('成员没有变化。')
  if (target.size === 0) refuse('至少要留一家单位。')

  const incoming = await listMembersByUnit(tx, scope, proposal.plan_id, added)
  if (incoming.length < added.length)
    refuse(`有 ${added.length - incoming.length} 家不在本方案里，可能已有组织或尚未核实。`)
  const donors = await listProposalsByNo(tx, scope, proposal.plan_id, [...new Set(incoming.map((row) => row.no))])
  const members = placeMembers([...present.filter((row) => target.has(row.unit_id)), ...incoming], input.cityOf)

  const kind: ProposalKind = proposal.kind === 'instructor' ? 'instructor' : 'joint'
  const notes = kind === 'joint' ? checkGroup(members, input) : checkBatch(members.length, input.params)
  for (const donor of donors) refuseDonor(proposal, donor)

  await moveUnits(tx, scope, proposal, added, proposal.no)
  for (const donor of donors) await settleDonor(tx, scope, donor, input)
  if (removed.length > 0) {
    await putOut(tx, scope, proposal, placeMembers(removed, input.cityOf), input)
  }
  const facts = draftFacts(kind, members, proposal.instructor, input)
  const was = levelCost(facts.place.shared)
  const changed = `调整：由 ${proposal.units} 家变为 ${members.length} 家（${was.words}），代价由 ${proposal.cost} 变为 ${facts.cost}。`
  await writeFacts(tx, scope, proposal, {
    ...facts,
    why: kind === 'joint' ? `${changed}${facts.why}` : facts.why,
    cautions: [...notes, ...facts.cautions],
  })
}

/** Every unit goes back to where the plan had put it; refused while another change holds one of them. */
export async function restoreMembers(context: Context, tx: Tx, scope: Scope, proposal: ProposalRecord): Promise<void> {
  const present = await listMembers(tx, scope, proposal.plan_id, [proposal.no])
  const planned = await listMembersPlannedIn(tx, scope, proposal.plan_id, proposal.no)
  const leaving = present.filter((row) => row.planned_no !== proposal.no)
  const coming = planned.filter((row) => row.no !== proposal.no)
  if (leaving.length === 0 && coming.length === 0) return
  const input = await draftInput(context, tx, scope, proposal)
  const others = [...leaving.map((row) => row.planned_no), ...coming.map((row) => row.no)]
  const touched = await listProposalsByNo(tx, scope, proposal.plan_id, [...new Set(others)])
  for (const other of touched) {
    if (other.decision !== 'open') refuse(`第 ${other.no} 条已经审定，而且与这次调整有关；先撤回第 ${other.no} 条。`)
  }
  for (const row of leaving) await moveUnits(tx, scope, proposal, [row.unit_id], row.planned_no)
  await moveUnits(
    tx,
    scope,
    proposal,
    coming.map((row) => row.unit_id),
    proposal.no,
  )
  for (const other of [proposal, ...touched]) await settleDonor(tx, scope, other, input)
}

function refuse(why: string): never {
  throw plannerProblem('change-infeasible', { why })
}

async function draftInput(context: Context, tx: Tx, scope: Scope, proposal: ProposalRecord): Promise<DraftInput> {
  const plan = await findPlan(tx, scope, proposal.plan_id)
  if (!plan) throw plannerProblem('plan-not-found')
  return { params: plan.params, ...(await findDivisions(tx, scope, context.clock.today())), sectionName }
}

function checkGroup(members: readonly PlacedUnit[], { params, names }: DraftInput): readonly string[] {
  const candidates = members.map((member) => ({
    name: nameOf(member),
    weight: member.weight,
    keys: member.keys,
    townName: townNameOf(member, names),
  }))
  const feasible = checkJoint(candidates, params)
  return feasible.ok ? feasible.notes : refuse(feasible.why)
}

function checkBatch(size: number, { capacity }: PlanParams): readonly string[] {
  return size > capacity ? [`一名指导员联系 ${size} 家，超过一般 ${capacity} 家，已按调整理由办理`] : []
}

function refuseDonor(proposal: ProposalRecord, donor: ProposalRecord): void {
  if (donor.decision !== 'open') refuse(`其中有单位在第 ${donor.no} 条，那一条已经审定；先撤回第 ${donor.no} 条。`)
  if ((proposal.kind === 'instructor') !== (donor.kind === 'instructor')) {
    refuse(
      proposal.kind === 'instructor'
        ? `第 ${donor.no} 条的单位有正式党员，不由指导员联系。`
        : `第 ${donor.no} 条的单位没有党员，不能作为联建单位。`,
    )
  }
}

/** Says anew what a proposal is after units left it or came back; whole again, it reads as the plan had made it. */
async function settleDonor(tx: Tx, scope: Scope, donor: ProposalRecord, input: DraftInput): Promise<void> {
  const rows = await listMembers(tx, scope, donor.plan_id, [donor.no])
  const planned = await listMembersPlannedIn(tx, scope, donor.plan_id, donor.no)
  const members = placeMembers(rows, input.cityOf)
  const whole = rows.length === planned.length && rows.every((row) => row.planned_no === donor.no)
  if (whole && planned.length > 0) {
    if (donor.as_planned !== null) await writePlanned(tx, scope, donor)
    return
  }
  if (members.length === 0) {
    await keepPlanned(tx, scope, donor)
    await sql`update proposal set units = 0 where ${keyOf(scope, donor)}`.execute(tx)
    return
  }
  const weight = weightOf(members)
  if (donor.kind === 'joint' && (members.length < 2 || weight < FOUNDING)) {
    refuse(`第 ${donor.no} 条会只剩 ${members.length} 家、${weight} 名正式党员，不成立。`)
  }
  await writeFacts(tx, scope, donor, draftFacts(donor.kind, members, donor.instructor, input))
}
