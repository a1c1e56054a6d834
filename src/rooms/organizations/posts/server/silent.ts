import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { lastLifeSql } from '../../life/server/last-life.ts'
import { SINCE } from '../../life/server/subjects.ts'

/**
 * Since when no organisation life is on record, as an expression beside a row of `organization`: the last time, or the day
 * from which it was to be recorded here at all where that is later. What nobody could record is not held against anybody.
 */
export const silentSinceSql = (scope: Scope): RawBuilder<unknown> => sql`greatest(${lastLifeSql(scope)}, ${SINCE})`

export async function silentSince(db: Db | Tx, scope: Scope, organization: string): Promise<Day | null> {
  const [row] = await rowsOf<{ day: Day | null }>(
    db,
    sql`select ${silentSinceSql(scope)} as day from organization
      where organization.district = ${scope.district} and organization.id = ${organization}`,
  )
  return row?.day ?? null
}
