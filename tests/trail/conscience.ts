import { sql } from 'kysely'
import { rowsOf, type Database, type Tx } from '../../src/platform/server/db/database.ts'

/** What one transaction changed, by the database's own count. */
export interface Changed {
  /** Tables other than the trail, in which rows were added, changed or removed. */
  readonly tables: readonly string[]
  /** Rows added to the trail. */
  readonly audited: number
}

/**
 * Watches every transaction that writes within a scope: at its end the database is asked which tables it changed.
 * PostgreSQL counts per transaction; the difference is taken because counts of the one before may not be settled yet.
 */
export function watchWrites(database: Database): Changed[] {
  const seen: Changed[] = []
  const plain = database.write.bind(database)
  const write = <T>(scope: Parameters<Database['write']>[0], work: (tx: Tx) => Promise<T>): Promise<T> =>
    plain(scope, async (tx) => {
      const before = await countChanges(tx)
      const done = await work(tx)
      const after = await countChanges(tx)
      const tables = [...after].filter(([table, n]) => n > (before.get(table) ?? 0)).map(([table]) => table)
      seen.push({
        tables: tables.filter((table) => table !== 'audit' && table !== 'audit_waiting').sort(),
        audited: (after.get('audit') ?? 0) - (before.get('audit') ?? 0),
      })
      return done
    })
  // The rooms hold this very object.
  Object.assign(database, { write })
  return seen
}

async function countChanges(tx: Tx): Promise<Map<string, number>> {
  const rows = await rowsOf<{ table: string; n: number }>(
    tx,
    sql`select relname as table, n_tup_ins + n_tup_upd + n_tup_del as n from pg_stat_xact_user_tables
      where n_tup_ins + n_tup_upd + n_tup_del > 0`,
  )
  return new Map(rows.map(({ table, n }) => [table, n]))
}
