import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { EVERYTHING, isWhole, type Scope } from '../../../kernel/scope.ts'
import type { Config } from '../config.ts'
import { mintScope } from '../mint-scope.ts'
import { platformProblem } from '../../contract.ts'
import { demandRoomToRecover, isDiskFull } from '../disk.ts'
import { copyText, type CopyValue } from './copy-text.ts'
import { EmbeddedDialect, OneConnection, openEmbedded, type DurableFs, type Embedded } from './embedded.ts'
import { lockFolder, type Lock } from './lock.ts'
import { ServerDialect } from './server-dialect.ts'
import { enter, gateOf, OWNER, standingOf, type Standing } from './standing.ts'

/** Queries name their own result types, so the handle itself knows no tables. */
// oxlint-disable-next-line typescript/no-empty-object-type -- Kysely's name for "no table known"
type NoTables = {}

/** For reading: any number at a time on PostgreSQL, one after another on the embedded database. */
export type Db = Kysely<NoTables>

/** An open transaction. Only `Database.write` makes one, so a write outside a transaction does not compile. */
export type Tx = Transaction<NoTables> & { readonly __tx: true }

export interface Database {
  readonly kind: 'embedded' | 'postgres'
  /** For reading within a scope: row-level security answers for it, whatever the query forgot. */
  as(scope: Scope): Db
  /** Everything in `work` is committed together or not at all, within the scope. */
  write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Inside a transaction: what follows from a deed reaches further than the one who did it (counters of the district
   * after a correction of one unit). `work` is given the whole office, under the same actor; afterwards the
   * transaction stands as before. Check with the narrow scope what the person may do, before and after.
   */
  derive<T>(tx: Tx, scope: Scope, work: (wide: Scope) => Promise<T>): Promise<T>
  /**
   * Reads what lies around somebody's reach and is told by name only (who stands above an organisation, what else it covers):
   * `work` is given the whole office, inside the open transaction where `db` is one.
   */
  beyond<T>(db: Db | Tx, scope: Scope, work: (around: Db, wide: Scope) => Promise<T>): Promise<T>
  /** For the gates: who signs in and what they may, sealing the trail. */
  readonly gate: Db
  writeAsGate<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Past row-level security, as the owner of the tables: migrations, backup, tests. Nothing that answers a person. */
  readonly owner: Db
  writeAsOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * COPY of many rows into one table inside the transaction, in slices so that neither side holds them all as text.
   * `columns` are in the order of the values of a row. Within a narrower scope than the office the rows are inserted
   * one slice after another, since COPY does not ask row-level security.
   */
  copy(tx: Tx, table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]>): Promise<number>
  /**
   * After much was written: planner statistics, and on the embedded database, which has no process that does so by
   * itself, room of deleted rows. Outside any transaction; a failure costs speed only.
   */
  tidy(tables: readonly string[]): Promise<void>
  /** Planner statistics of tables, or of some columns of theirs (`unit (district, path)`), after many rows were added. */
  analyze(targets: readonly string[]): Promise<void>
  /** fsync calls since opening; null on PostgreSQL, which does its own. */
  syncs(): number | null
  /** Connections to the server now, and who waits for one; null for the embedded database, which has one. */
  connections(): Connections | null
  close(): Promise<void>
}

export interface Connections extends Readonly<Record<string, number>> {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

export interface Opening {
  /**
   * Asked before every write within a scope: refuses when the disk of the data folder is nearly full. Signing in and out,
   * seals and the program's own upkeep write little and go on. A server's disk is its own affair.
   */
  readonly guard?: () => Promise<void>
  /** The file system under the embedded database; tests of durability put their own there. */
  readonly files?: (folder: string) => DurableFs
}

/** Opens the database that the configuration names; takes the folder's lock for the embedded one. */
export async function openDatabase(config: Config, opening: Opening = {}): Promise<Database> {
  return config.databaseUrl === null ? openFolder(config, opening) : openServer(config.databaseUrl, config.district)
}

const SLICE = 4000

/** What the two kinds of database do differently. */
interface Engine {
  readonly kind: Database['kind']
  read(standing: Standing): Db
  write<T>(standing: Standing, work: (tx: Tx) => Promise<T>): Promise<T>
  copySlice(tx: Tx, command: string, text: string): Promise<void>
  tidy(owner: Db, table: string): Promise<void>
  syncs(): number | null
  connections(): Connections | null
  close(): Promise<void>
}

function assemble(engine: Engine, district: string, guard: () => Promise<void> = async () => {}): Database {
  const standings = new WeakMap<object, Standing>()
  const owner = engine.read(OWNER)
  const write = <T>(standing: Standing, work: (tx: Tx) => Promise<T>): Promise<T> =>
    engine
      .write(standing, (tx) => {
        standings.set(tx, standing)
        return work(tx)
      })
      .catch((error: unknown) => {
        throw isDiskFull(error) ? platformProblem('disk-full') : error
      })
  /** Runs `work` as somebody else inside an open transaction. A failed transaction is left as it is: it rolls back. */
  const during = async <T>(tx: Tx, standing: Standing, work: () => Promise<T>): Promise<T> => {
    const before = standings.get(tx)
    if (!before) throw new Error('not a transaction of this database')
    const change = async (to: Standing): Promise<void> => {
      for (const statement of enter(to, 'local')) await sql.raw(statement).execute(tx)
      standings.set(tx, to)
    }
    await change(standing)
    const done = await work()
    await change(before)
    return done
  }
  const widen = (scope: Scope): Scope => mintScope({ ...scope, ...EVERYTHING })
  const isOpen = (db: Db | Tx): db is Tx => standings.has(db)
  return {
    kind: engine.kind,
    owner,
    gate: engine.read(gateOf(district)),
    as: (scope) => engine.read(standingOf(scope)),
    write: async (scope, work) => {
      await guard()
      return write(standingOf(scope), work)
    },
    writeAsGate: (work) => write(gateOf(district), work),
    writeAsOwner: (work) => write(OWNER, work),
    derive: (tx, scope, work) => {
      if (isWhole(scope)) return work(scope)
      const wide = widen(scope)
      return during(tx, standingOf(wide), () => work(wide))
    },
    beyond: (db, scope, work) => {
      if (isWhole(scope)) return work(db, scope)
      const wide = widen(scope)
      const standing = standingOf(wide)
      return isOpen(db) ? during(db, standing, () => work(db, wide)) : work(engine.read(standing), wide)
    },
    async copy(tx, table, columns, rows) {
      const standing = standings.get(tx)
      if (!standing) throw new Error('copy outside a transaction of this database')
      let count = 0
      const every = async (take: (slice: readonly (readonly CopyValue[])[]) => Promise<void>): Promise<void> => {
        for (const slice of slices(rows)) {
          await take(slice)
          count += slice.length
        }
      }
      if (standing.role === 'juxin_part') {
        await every((slice) => insertSlice(tx, table, columns, slice))
        return count
      }
      const command = `copy ${table} (${columns.join(', ')}) from`
      await during(tx, OWNER, () => every((slice) => engine.copySlice(tx, command, copyText(slice))))
      return count
    },
    async tidy(tables) {
      for (const table of tables) await engine.tidy(owner, table)
    },
    async analyze(targets) {
      for (const target of targets) await sql.raw(`analyze ${target}`).execute(owner)
    },
    syncs: engine.syncs,
    connections: engine.connections,
    close: engine.close,
  }
}

/** Slower than COPY, and asked by row-level security. The table's own row type reads arrays and documents from JSON. */
async function insertSlice(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  const records = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])))
  const names = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${names})
    select ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(records)}::json)`.execute(
    tx,
  )
}

async function openFolder(config: Config, { guard, files }: Opening): Promise<Database> {
  const lock: Lock = lockFolder(config.dataDir)
  let embedded: Embedded
  try {
    embedded = await openEmbedded(config.dataDir, files)
  } catch (error) {
    lock.release()
    throw error
  }
  let syncsBefore = 0
  const one = new OneConnection(embedded, async () => {
    await demandRoomToRecover(config.dataDir)
    syncsBefore += embedded.fs.syncs
    embedded = await openEmbedded(config.dataDir, files)
    return embedded
  })
  const open = (standing: Standing): Db => new Kysely<NoTables>({ dialect: new EmbeddedDialect(one, standing) })
  return assemble(
    {
      kind: 'embedded',
      read: open,
      write: (standing, work) =>
        open(standing)
          .transaction()
          .execute((tx) => work(tx as Tx)),
      async copySlice(_tx, command, text) {
        await one.pg.query(`${command} '/dev/blob'`, [], { blob: new Blob([text]) })
        await pause()
      },
      async tidy(owner, table) {
        await sql.raw(`vacuum (analyze) ${table}`).execute(owner)
      },
      syncs: () => syncsBefore + embedded.fs.syncs,
      connections: () => null,
      async close() {
        await one.close()
        lock.release()
      },
    },
    config.district,
    guard,
  )
}

async function openServer(url: string, district: string): Promise<Database> {
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
  // A server that restarts drops connections that nobody is using: without a listener that would end the program. What is
  // being asked just then fails by itself, and the next to ask gets a new connection.
  pool.on('connect', (client) => void client.on('error', () => {}))
  pool.on('error', () => {})
  const held = new WeakMap<object, pg.PoolClient>()
  return assemble(
    {
      kind: 'postgres',
      read: (standing) => new Kysely<NoTables>({ dialect: new ServerDialect(() => pool.connect(), standing) }),
      async write(standing, work) {
        const client = await pool.connect()
        // One dialect over one client, so that COPY can use the very connection of the transaction.
        const dialect = new ServerDialect(async () => client, standing)
        return new Kysely<NoTables>({ dialect }).transaction().execute((tx) => {
          held.set(tx, client)
          return work(tx as Tx)
        })
      },
      async copySlice(tx, command, text) {
        const client = held.get(tx)
        if (!client) throw new Error('copy outside a transaction of this database')
        await pipeline(Readable.from([text]), client.query(copyFrom(`${command} stdin`)))
      },
      async tidy(owner, table) {
        await sql.raw(`analyze ${table}`).execute(owner)
      },
      syncs: () => null,
      connections: () => ({
        busy: pool.totalCount - pool.idleCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      }),
      close: () => pool.end(),
    },
    district,
  )
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
