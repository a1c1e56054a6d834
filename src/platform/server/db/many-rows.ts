import { sql, type RawBuilder } from 'kysely'
import { rowsOf, type Db, type Tx } from './database.ts'

/**
 * Thousands of rows in one value: the embedded database hands single rows over slower than it finds them. Values come as
 * JSON has them: days as text, instants too, no binary. Rows keep the order of the query.
 */
export async function manyRowsOf<T>(db: Db | Tx, query: RawBuilder<unknown>): Promise<T[]> {
  const [found] = await rowsOf<{ rows: T[] }>(db, sql`select coalesce(json_agg(one), '[]') as rows from (${query}) one`)
  return found?.rows ?? []
}
