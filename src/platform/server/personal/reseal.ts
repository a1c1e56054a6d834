import { sql } from 'kysely'
import { noteResealed, readKeyFile } from '../key-file.ts'
import { pause, rowsOf } from '../db/database.ts'
import type { Context } from '../room.ts'
import type { SealedColumn } from './kinds.ts'

/**
 * After the console added a key: what is sealed with an earlier one is sealed anew, a few rows at a time, while the
 * server goes on reading (both keys open). A row that changed meanwhile was sealed with the new key by whoever changed it
 * and is left alone. Once a whole pass finds nothing left, the key file notes that the earlier keys may go: late
 * transactions are found by the next pass.
 */
const SLICE = 200

type Resealing = Pick<Context, 'database' | 'secrets' | 'config' | 'personal'>

/** Whether anything may be left to do. */
export function needsResealing({ config }: Pick<Context, 'config'>): boolean {
  const file = readKeyFile(config.keyFile)
  return file !== null && file.resealed < file.current
}

/** One pass over all sealed columns. Returns how many values were sealed anew. */
export async function resealAll(context: Resealing, onSlice: (done: number) => void = () => {}): Promise<number> {
  const { current } = context.secrets
  let done = 0
  for (const column of context.personal.sealed) {
    for (;;) {
      const moved = await resealSlice(context, column, current)
      done += moved
      onSlice(done)
      if (moved === 0) break
      await pause()
    }
  }
  if (done === 0) noteResealed(context.config.keyFile, current)
  return done
}

async function resealSlice(context: Resealing, { table, column, key }: SealedColumn, current: number): Promise<number> {
  const { database, secrets, config } = context
  const [sealed, names] = [sql.ref(column), sql.join(key.map((name) => sql.ref(name)))]
  // As the owner: what is kept for the gates alone is sealed anew as well, and nobody is shown anything.
  return database.writeAsOwner(async (tx) => {
    const rows = await rowsOf<Record<string, string>>(
      tx,
      sql`select ${names}, ${sealed} as sealed_text from ${sql.table(table)}
        where district = ${config.district} and ${sealed} is not null and ${sealed} not like ${`${current}:%`}
        order by ${names} limit ${SLICE} for update`,
    )
    for (const row of rows) {
      const before = row['sealed_text'] ?? ''
      const own = key.map((name) => sql`${sql.ref(name)} = ${row[name]}`)
      await sql`update ${sql.table(table)} set ${sealed} = ${secrets.seal(secrets.open(before))}
        where district = ${config.district} and ${sql.join(own, sql` and `)} and ${sealed} = ${before}`.execute(tx)
    }
    return rows.length
  })
}
