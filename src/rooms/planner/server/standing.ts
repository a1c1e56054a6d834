import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { STANDING, type Decision, type ProposalKind } from '../rules/decision.ts'

/** A proposal that the office has accepted, changed or locked, and no later plan has taken over yet. */
export interface Standing {
  readonly plan_id: string
  readonly no: number
  readonly kind: ProposalKind
  readonly decision: Decision
  readonly reason: string | null
  readonly decided_at: string | null
  readonly instructor: string | null
  readonly units: readonly string[]
}

export async function listStanding(db: Db | Tx, scope: Scope): Promise<Standing[]> {
  return rowsOf<Standing>(
    db,
    sql`select p.plan_id, p.no, p.kind, p.decision, p.reason, p.decided_at::text as decided_at, p.instructor,
        array_agg(m.unit_id order by m.unit_id) as units
      from proposal p join proposal_member m on m.district = p.district and m.plan_id = p.plan_id and m.no = p.no
      where p.district = ${scope.district} and p.decision in (${sql.join(STANDING)}) and p.carried_to is null
      group by p.district, p.plan_id, p.no order by p.plan_id, p.no`,
  )
}

/** Groups that the office has turned down, by their members, with the reason. */
export async function findTurnedDown(db: Db | Tx, scope: Scope): Promise<Map<string, string>> {
  const rows = await rowsOf<{ units: string[]; reason: string | null; day: string }>(
    db,
    sql`select array_agg(m.unit_id order by m.unit_id) as units, p.reason, p.decided_at::date::text as day
      from proposal p join proposal_member m on m.district = p.district and m.plan_id = p.plan_id and m.no = p.no
      where p.district = ${scope.district} and p.decision = 'rejected'
      group by p.district, p.plan_id, p.no`,
  )
  return new Map(rows.map(({ units, reason, day }) => [memberKey(units), `${day} 未采纳过同样的建议：${reason ?? ''}`]))
}

export function memberKey(units: readonly string[]): string {
  return [...units].sort().join(' ')
}
