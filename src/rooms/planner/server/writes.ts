import { sql } from 'kysely'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { scopeSql } from '../../units/server/public.ts'
import { plannerProblem } from '../contract.ts'
import { mayDecide, needsReason, STANDING, type Decision, type ProposalKind } from '../rules/decision.ts'
import { changeMembers, restoreMembers } from './change.ts'
import { promisedElsewhere, sayCarried, sayTaken } from './promises.ts'
import { reachedProposals } from './reached-proposals.ts'
import { findProposal, listMembers, type ProposalRecord } from './reads.ts'

export interface DecisionInput {
  readonly id: string
  readonly decision: Decision
  readonly reason?: string | undefined
  readonly members?: readonly string[] | undefined
}

/**
 * Accepts, turns down, changes a proposal or takes a decision back. A change moves units between proposals and may be
 * promised elsewhere, so it is made with sight of the whole plan; what the decider must reach is checked before, and the
 * proposal still after.
 */
export async function decideProposal(context: Context, tx: Tx, scope: Scope, input: DecisionInput): Promise<void> {
  await requireReach(tx, scope, input)
  await context.database.derive(tx, scope, (wide) => decide(context, tx, wide, input))
  if (!(await findProposal(tx, scope, input.id))) throw plannerProblem('outside-reach')
}

async function getProposalRow(tx: Tx, scope: Scope, id: string): Promise<ProposalRecord> {
  const proposal = await findProposal(tx, scope, id)
  if (!proposal || proposal.units === 0) throw plannerProblem('proposal-not-found')
  return proposal
}

async function requireReach(tx: Tx, scope: Scope, { id, members = [] }: DecisionInput): Promise<void> {
  await getProposalRow(tx, scope, id)
  const wanted = [...new Set(members)]
  if (wanted.length === 0) return
  const [found] = await rowsOf<{ n: number }>(
    tx,
    sql`select count(*)::int as n from unit where ${scopeSql(scope)} and id in (${sql.join(wanted)})`,
  )
  if (found?.n !== wanted.length && !isWhole(scope)) throw plannerProblem('outside-reach')
}

async function decide(context: Context, tx: Tx, scope: Scope, input: DecisionInput): Promise<void> {
  const proposal = await getProposalRow(tx, scope, input.id)
  refuse(await sayCarried(tx, scope, proposal))
  const ruling = mayDecide(proposal.kind, proposal.decision, input.decision)
  refuse(ruling.ok ? null : ruling.why)
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason
  if (needsReason(input.decision) && reason === null) throw plannerProblem('reason-required')

  const before = await memberIds(tx, scope, proposal)
  if (input.decision === 'changed') {
    await changeMembers(context, tx, scope, proposal, input.members ?? [])
  } else if (proposal.decision === 'changed') {
    await restoreMembers(context, tx, scope, proposal)
  }
  const after = await memberIds(tx, scope, proposal)
  if (STANDING.includes(input.decision)) refuse(await sayTaken(tx, scope, proposal, after))
  await sql`update proposal set decision = ${input.decision}, reason = ${input.decision === 'open' ? null : reason},
      decided_at = ${context.clock.now().toISOString()}
    where district = ${scope.district} and plan_id = ${proposal.plan_id} and no = ${proposal.no}`.execute(tx)
  const moved = before.join() === after.join() ? {} : { before, after }
  await writeAudit(
    tx,
    scope,
    context.clock,
    'planner.decide',
    input.id,
    {
      from: proposal.decision,
      to: input.decision,
      reason: input.reason ?? null,
      ...moved,
    },
    { path: proposal.path },
  )
}

/** Accepts what is still open, as far as no other plan has promised its units. */
export async function acceptOpen(
  context: Context,
  tx: Tx,
  scope: Scope,
  input: { readonly plan: string; readonly town?: string | undefined; readonly kind?: ProposalKind | undefined },
): Promise<number> {
  // Whether another plan has promised a unit is asked of all plans; accepted is what the caller reaches.
  const rows = await context.database.derive(tx, scope, (wide) =>
    rowsOf<{ no: number }>(
      tx,
      sql`update proposal p set decision = 'accepted', reason = null, decided_at = ${context.clock.now().toISOString()}
      where ${reachedProposals(scope, 'p')} and p.plan_id = ${input.plan} and p.decision = 'open' and p.carried_to is null
        and p.kind <> 'uncovered' and p.units > 0
        and ${input.town === undefined ? sql`true` : sql`p.area_key = ${input.town}`}
        and ${input.kind === undefined ? sql`true` : sql`p.kind = ${input.kind}`}
        and not exists (
          select 1 from proposal_member m
          where m.district = p.district and m.plan_id = p.plan_id and m.no = p.no
            and m.unit_id in (select unit_id from (${promisedElsewhere(wide, input.plan)}) promised))
      returning p.no`,
    ),
  )
  if (rows.length > 0) {
    await writeAudit(tx, scope, context.clock, 'planner.accept-all', input.plan, {
      town: input.town ?? null,
      kind: input.kind ?? null,
      proposals: rows.map(({ no }) => no),
    })
  }
  return rows.length
}

async function memberIds(tx: Tx, scope: Scope, { plan_id, no }: ProposalRecord): Promise<string[]> {
  return (await listMembers(tx, scope, plan_id, [no])).map((row) => row.unit_id).sort()
}

function refuse(why: string | null): void {
  if (why !== null) throw plannerProblem('change-infeasible', { why })
}
