import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { UnitsMerging } from './changes.ts'

interface Carried {
  readonly table: string
  /** The column by which a row is found again. */
  readonly key?: string
  /** The name under which what moved is kept with the merge. */
  readonly name?: string
}

/**
 * Two records of one unit: rows of a later room that stand at the one (`unit_id`) stand at the other, and go back when the
 * merge is undone. Gives the keys of the rows that moved now.
 */
export async function carryUnit(
  tx: Tx,
  wide: Scope,
  { table, key = 'id', name = table }: Carried,
  { kept, gone, undone, carried }: UnitsMerging,
): Promise<string[]> {
  const back = carried[name]
  const keys = Array.isArray(back) ? back.map(String) : []
  if (undone && keys.length === 0) return []
  const [from, to] = undone ? [kept, gone] : [gone, kept]
  const rows = await rowsOf<{ key: string }>(
    tx,
    sql`update ${sql.table(table)} set unit_id = ${to} where district = ${wide.district} and unit_id = ${from}
      ${undone ? sql`and ${sql.ref(key)} = any(${keys}::text[])` : sql``} returning ${sql.ref(key)} as key`,
  )
  const moved = rows.map((row) => row.key)
  if (!undone && moved.length > 0) carried[name] = moved
  return moved
}
