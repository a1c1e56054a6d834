import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { plannerProblem } from '../contract.ts'
import { levelCost } from '../rules/costs.ts'
import { keepPlanned, keyOf, moveUnits, putOut, writeFacts, writePlanned } from './changed-rows.ts'
import type { DraftInput } from './draft.ts'
import { draftFacts } from './facts.ts'
import { listMembers, listMembersPlannedIn, listProposalsByNo, placeMembers, type ProposalRecord } from './reads.ts'
import { changeInput, sayLeft, weighChange } from './weigh-change.ts'

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
  const { why, facts, added, removed, donors, input } = await weighChange(context, tx, scope, proposal, wanted)
  if (why !== null || facts === null) refuse(why ?? '至少要留一家单位。')
  await moveUnits(tx, scope, proposal, added, proposal.no)
  for (const { donor } of donors) await settleDonor(tx, scope, donor, input)
  if (removed.length > 0) await putOut(tx, scope, proposal, placeMembers(removed, input.cityOf), input)
  const { members, cost, place } = facts
  const level = levelCost(place.shared).words
  const changed = `调整：由 ${proposal.units} 家变为 ${members.length} 家（${level}），代价由 ${proposal.cost} 变为 ${cost}。`
  await writeFacts(tx, scope, proposal, {
    ...facts,
    why: facts.kind === 'joint' ? `${changed}${facts.why}` : facts.why,
  })
}

/** Every unit goes back to where the plan had put it; refused while another change holds one of them. */
export async function restoreMembers(context: Context, tx: Tx, scope: Scope, proposal: ProposalRecord): Promise<void> {
  const present = await listMembers(tx, scope, proposal.plan_id, [proposal.no])
  const planned = await listMembersPlannedIn(tx, scope, proposal.plan_id, proposal.no)
  const leaving = present.filter((row) => row.planned_no !== proposal.no)
  const coming = planned.filter((row) => row.no !== proposal.no)
  if (leaving.length === 0 && coming.length === 0) return
  const input = await changeInput(context, tx, scope, proposal)
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
  const broken = sayLeft(donor, members)
  if (broken !== null) refuse(broken)
  await writeFacts(tx, scope, donor, draftFacts(donor.kind, members, donor.instructor, input))
}
