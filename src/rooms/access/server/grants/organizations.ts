import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'

/** A Party organisation as far as grants look at it: a later room keeps the table. */
export interface Granted {
  readonly name: string
  readonly path: string
  /** Null once it was merged or revoked. */
  readonly chain: string | null
}

/** Asked for only where a grant stands on an organisation: most do not. */
export async function findOrganizations(
  db: Db | Tx,
  district: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, Granted>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await rowsOf<Granted & { id: string }>(
    db,
    sql`select id, name, path, case when state in ('forming', 'active') then chain end as chain
      from organization where district = ${district} and id = any(${wanted}::text[])`,
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Areas in which the organisations of a reach stand, each with all below it. */
export async function pathsOf(db: Db | Tx, district: string, chains: readonly string[]): Promise<string[]> {
  if (chains.length === 0) return []
  const rows = await rowsOf<{ path: string }>(
    db,
    sql`select distinct path from organization where district = ${district} and chain = any(${chains}::text[])`,
  )
  return rows.map(({ path }) => path)
}
