import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { DatedDeed } from '../rules/days.ts'

/** Deeds on record after `day` that one dated on it would contradict. */
export async function laterDeeds(
  tx: Tx,
  wide: Scope,
  member: string,
  day: string,
  thread: 'status' | 'relation' | 'both',
): Promise<DatedDeed[]> {
  const tables = thread === 'both' ? ['member_status', 'member_relation'] : [`member_${thread}`]
  const found: DatedDeed[] = []
  for (const table of tables) {
    found.push(
      ...(await rowsOf<DatedDeed>(
        tx,
        sql`select e.day, e.words from ${sql.table(table)} t
          join member_event e on e.district = t.district and e.id = t.event
          where t.district = ${wide.district} and t.member = ${member} and t.valid_from > ${day}`,
      )),
    )
  }
  return found
}
