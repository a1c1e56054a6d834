import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { scopeSql } from '../../units/server/public.ts'

/** Those of the units that the actor reaches. */
export async function reachedUnits(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select id from unit where ${scopeSql(scope)} and id = any(${[...ids]}::text[])`,
  )
  return rows.map((row) => row.id)
}
