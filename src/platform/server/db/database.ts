import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Config } from '../config.ts'
import { EmbeddedDialect, openEmbedded, type Embedded } from './embedded.ts'
import { lockFolder, type Lock } from './lock.ts'
import { copyText, type CopyValue } from './copy-text.ts'

/** Queries name their own result types, so the handle itself knows no tables. */
// oxlint-disable-next-line typescript/no-empty-object-type -- Kysely's name for "no table known"
type NoTables = {}

/** For reading: any number at a time on PostgreSQL, one after another on the embedded database. */
export type Db = Kysely<NoTables>

/** An open transaction. Only `Database.write` makes one, so a write outside a transaction does not compile. */
export type Tx = Transaction<NoTables> & { readonly __tx: true }

export interface Database {
  readonly kind: 'embedded' | 'postgres'
  readonly db: Db
  /** Everything in `work` is committed together or not at all. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * COPY of many rows into one table inside the transaction, in slices so that neither side holds them all as text.
   * `columns` are in the order of the values of a row.
   */
  copy(tx: Tx, table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]>): Promise<number>
  /**
   * After much was written: planner statistics, and on the embedded database, which has no process that does so by
   * itself, room of deleted rows. Outside any transaction; a failure costs speed only.
   */
  tidy(tables: readonly string[]): Promise<void>
  /** fsync calls since opening; null on PostgreSQL, which does its own. */
  syncs(): number | null
  close(): Promise<void>
}

/** Opens the database that the configuration names; takes the folder's lock for the embedded one. */
export async function openDatabase(config: Config): Promise<Database> {
  return config.databaseUrl === null ? openFolder(config.dataDir) : openServer(config.databaseUrl)
}

const SLICE = 4000

async function openFolder(dataDir: string): Promise<Database> {
  const lock: Lock = lockFolder(dataDir)
  let embedded: Embedded
  try {
    embedded = await openEmbedded(dataDir)
  } catch (error) {
    lock.release()
    throw error
  }
  const db: Db = new Kysely<NoTables>({ dialect: new EmbeddedDialect(embedded.pg) })
  return {
    kind: 'embedded',
    db,
    write: (work) => db.transaction().execute((tx) => work(tx as Tx)),
    async copy(_tx, table, columns, rows) {
      const command = `copy ${table} (${columns.join(', ')}) from '/dev/blob'`
      let count = 0
      for (const slice of slices(rows)) {
        await embedded.pg.query(command, [], { blob: new Blob([copyText(slice)]) })
        count += slice.length
        await pause()
      }
      return count
    },
    async tidy(tables) {
      for (const table of tables) await sql.raw(`vacuum (analyze) ${table}`).execute(db)
    },
    syncs: () => embedded.fs.syncs,
    async close() {
      await db.destroy()
      await embedded.pg.close()
      lock.release()
    },
  }
}

async function openServer(url: string): Promise<Database> {
  // bigint counts come back as numbers: no table here reaches 2^53 rows; dates stay the text they are.
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => {
      if (oid === pg.types.builtins.INT8) return Number
      if (oid === pg.types.builtins.NUMERIC) return Number
      if (oid === pg.types.builtins.DATE) return String
      return pg.types.getTypeParser(oid, format)
    },
  }
  // Compiling a plan takes longer than any query here runs.
  const pool = new pg.Pool({ connectionString: url, max: 10, types, options: '-c jit=off' })
  const held = new WeakMap<object, pg.PoolClient>()
  const db: Db = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) })
  return {
    kind: 'postgres',
    db,
    async write(work) {
      const client = await pool.connect()
      // One dialect over one client, so that COPY can use the very connection of the transaction.
      const single = { connect: async () => unreleased(client), end: async () => {}, options: {} }
      const own = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool: single }) })
      try {
        const done = await own.transaction().execute((tx) => {
          held.set(tx, client)
          return work(tx as Tx)
        })
        client.release()
        return done
      } catch (error) {
        client.release(error instanceof Error && isConnectionLost(error) ? error : undefined)
        throw error
      }
    },
    async copy(tx, table, columns, rows) {
      const client = held.get(tx)
      if (!client) throw new Error('copy outside a transaction of this database')
      let count = 0
      const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
      const texts = function* (): Generator<string> {
        for (const slice of slices(rows)) {
          count += slice.length
          yield copyText(slice)
        }
      }
      await pipeline(Readable.from(texts()), stream)
      return count
    },
    async tidy(tables) {
      for (const table of tables) await sql.raw(`analyze ${table}`).execute(db)
    },
    syncs: () => null,
    async close() {
      await db.destroy()
    },
  }
}

function unreleased(client: pg.PoolClient): pg.PoolClient {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'release') return () => {}
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function isConnectionLost(error: Error): boolean {
  return /terminat|ECONNRESET|EPIPE/i.test(error.message)
}

function* slices<T>(rows: Iterable<T>): Generator<T[]> {
  let slice: T[] = []
  for (const row of rows) {
    slice.push(row)
    if (slice.length === SLICE) {
      yield slice
      slice = []
    }
  }
  if (slice.length > 0) yield slice
}

/** Lets the server answer others between two slices of heavy work. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Rows of a raw query, typed by the caller. */
export async function rowsOf<T>(db: Db | Tx, query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await query.execute(db)).rows
}
