import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'

/** The last day on which each of the organisations held anything; those that held nothing are not in it. */
export async function lastLife(db: Db | Tx, scope: Scope, organizations: readonly string[]): Promise<Map<string, Day>> {
  if (organizations.length === 0) return new Map()
  const rows = await rowsOf<{ organization: string; day: Day }>(
    db,
    sql`select organization, max(day) as day from organization_meeting_of
      where district = ${scope.district} and organization = any(${[...organizations]}::text[]) and not withdrawn
      group by organization`,
  )
  return new Map(rows.map(({ organization, day }) => [organization, day]))
}

/** The same as an expression beside a row of `organization`. */
export const lastLifeSql = (scope: Scope): RawBuilder<unknown> =>
  sql`(select max(m.day) from organization_meeting_of m
    where m.district = ${scope.district} and m.organization = organization.id and not m.withdrawn)`
