import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'

/**
 * Takes away what was written by and about the persons. What stays is a dated row of a town in a state, for the counts: no
 * unit, no member, no words. Returns how many were erased.
 */
export async function eraseDeclared(tx: Tx, district: string, ids: readonly string[], day: Day): Promise<number> {
  const rows = await rowsOf(
    tx,
    sql`update declaration set name = null, name_hash = null, phone = null, phone_hash = null, identity = null, said = null,
        unit_id = null, status = null, joined = null, full_on = null, transfer = null, member = null, erased = ${day}
      where district = ${district} and id = any(${[...ids]}::text[]) and erased is null returning id`,
  )
  await sql`update declaration_event set reason = '' where district = ${district}
    and declaration = any(${[...ids]}::text[]) and reason <> ''`.execute(tx)
  return rows.length
}
