import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Tx } from '../../../platform/server/db/database.ts'

export interface MemberCounts {
  readonly full: number
  readonly probationary: number
}

/** Adds to the numbers of members; negative ones take away. `wide`: the whole office, inside `database.derive`. */
export async function moveMemberCounts(tx: Tx, wide: Scope, deltas: ReadonlyMap<string, MemberCounts>): Promise<void> {
  const values = [...deltas]
    .filter(([, { full, probationary }]) => full !== 0 || probationary !== 0)
    .map(([id, delta]) => ({ id, ...delta }))
  if (values.length === 0) return
  await sql`update organization o set members_full = o.members_full + d."full",
      members_probationary = o.members_probationary + d.probationary
    from json_to_recordset(${JSON.stringify(values)}::json) as d(id text, "full" int, probationary int)
    where o.district = ${wide.district} and o.id = d.id`.execute(tx)
}

/** The last day of the term in office; null where none is on record. */
export async function setTermDue(tx: Tx, wide: Scope, organization: string, day: Day | null): Promise<void> {
  await sql`update organization set term_due = ${day}
    where district = ${wide.district} and id = ${organization}`.execute(tx)
}
