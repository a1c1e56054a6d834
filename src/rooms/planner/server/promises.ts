import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { STANDING } from '../rules/decision.ts'
import { findPlan, type ProposalRecord } from './reads.ts'

/** What stands in the way of deciding a proposal, because it was decided elsewhere. */

/** Units that stand in proposals of other plans which hold. */
export function promisedElsewhere(scope: Scope, plan: string): RawBuilder<unknown> {
  return sql`select o.unit_id, q.plan_id, q.no from proposal q
    join proposal_member o on o.district = q.district and o.plan_id = q.plan_id and o.no = q.no
    where q.district = ${scope.district} and q.plan_id <> ${plan} and q.decision in (${sql.join([...STANDING])})
      and q.carried_to is null`
}

/** A proposal that a later plan took over is decided there. */
export async function sayCarried(db: Db | Tx, scope: Scope, { carried_to }: ProposalRecord): Promise<string | null> {
  if (carried_to === null) return null
  const plan = await findPlan(db, scope, carried_to.split('-')[0] ?? '')
  return `这一条已转入方案 ${plan?.no ?? ''} 号，请到那里审定。`
}

/** A unit can be promised once: what another plan has accepted must be withdrawn there first. */
export async function sayTaken(
  db: Db | Tx,
  scope: Scope,
  { plan_id }: ProposalRecord,
  units: readonly string[],
): Promise<string | null> {
  if (units.length === 0) return null
  const rows = await rowsOf<{ name: string; no: number; plan: number }>(
    db,
    sql`select coalesce(u.name, '其中一家') as name, promised.no, s.no as plan
      from (${promisedElsewhere(scope, plan_id)}) promised
      join plan s on s.district = ${scope.district} and s.id = promised.plan_id
      left join unit u on u.district = ${scope.district} and u.id = promised.unit_id
      where promised.unit_id in (${sql.join(units)}) order by promised.unit_id limit 1`,
  )
  const taken = rows[0]
  return taken ? `${taken.name}在方案 ${taken.plan} 号第 ${taken.no} 条里已经审定；先到那里撤回。` : null
}
