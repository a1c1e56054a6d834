import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'

/** Names of areas of a day, by id, as one JSON value; what is not found has none. */
export async function readAreaNames(
  db: Db | Tx,
  scope: Scope,
  ids: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const [row] = await rowsOf<{ rows: readonly [string, string][] | null }>(
    db,
    sql`select json_agg(json_build_array(id, name)) as rows from area
      where district = ${scope.district} and id in (select json_array_elements_text(${JSON.stringify(ids)}::json))
        and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`,
  )
  return new Map(row?.rows ?? [])
}
