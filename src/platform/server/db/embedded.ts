import { spawn } from 'node:child_process'
import { existsSync, fsyncSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, types, type PGliteOptions } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
} from 'kysely'
import { enter, type Standing } from './standing.ts'

/**
 * PGlite made durable. Out of the box it starts with `-F` and its file system has no fsync: it outlives a dead process
 * but not a dead machine. Three steps cure it: a file system whose `fsync` reaches the disk, start parameters without
 * `-F`, and `wal_sync_method=fsync` (the default fdatasync never reaches the file system). A test counts the calls.
 */
export class DurableFs extends NodeFS {
  syncs = 0
  /** The engine has panicked (no room for its log) and must not be spoken to again. */
  aborted = false

  override async init(pg: Parameters<NodeFS['init']>[0], options: Parameters<NodeFS['init']>[1]) {
    const made = await super.init(pg, options)
    const preRun = made.emscriptenOpts.preRun
    const hook = (module: { NODEFS?: { stream_ops: { fsync?: (stream: { nfd: number }) => number } } }): void => {
      const ops = module.NODEFS?.stream_ops
      if (!ops) throw new Error('the embedded database has no file system to make durable')
      ops.fsync = (stream) => {
        this.syncs++
        fsyncSync(stream.nfd)
        return 0
      }
    }
    made.emscriptenOpts.onAbort = () => {
      this.aborted = true
    }
    const hooks = Array.isArray(preRun) ? preRun : preRun ? [preRun] : []
    // The package types its module without NODEFS, which is there at run time.
    made.emscriptenOpts.preRun = [...hooks, hook as unknown as (typeof hooks)[number]]
    return made
  }
}

const SYNC = 'S'.charCodeAt(0)

/**
 * An engine that has panicked spins for ever at the next message, and with it the whole program. PGlite sends one itself
 * after each failed statement: that one is swallowed, so that the statement's own error comes out; any other is refused.
 */
class Mortal extends PGlite {
  readonly #fs: DurableFs

  constructor(fs: DurableFs, options: PGliteOptions) {
    super({ ...options, fs })
    this.#fs = fs
  }

  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    if (!this.#fs.aborted) return super.execProtocolRawSync(message)
    if (message[0] === SYNC) return new Uint8Array(0)
    throw new Error('the embedded database has given up and is not open')
  }
}

export interface Embedded {
  readonly pg: PGlite
  readonly fs: DurableFs
}

export async function openEmbedded(dataDir: string, files?: (folder: string) => DurableFs): Promise<Embedded> {
  const folder = join(dataDir, 'db')
  if (!existsSync(folder)) await makeFolder(folder)
  return openFolder(folder, files)
}

/**
 * A new database is made beside its place and moved there when it is whole, so that a process killed meanwhile leaves
 * nothing half made; and by a process of its own, because making one takes 400 MB that a thread does not give back in time.
 */
async function makeFolder(folder: string): Promise<void> {
  const making = `${folder}.new`
  rmSync(making, { recursive: true, force: true })
  const script = join(import.meta.dirname, 'make-database.ts')
  const maker = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, making], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  maker.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await new Promise<void>((done, failed) => {
    maker.on('error', failed)
    maker.on('close', (code) => (code === 0 ? done() : failed(new Error(`the database was not made: ${said}`))))
  })
  renameSync(making, folder)
}

export async function openFolder(
  folder: string,
  files: (folder: string) => DurableFs = (at) => new DurableFs(at),
): Promise<Embedded> {
  const fs = files(folder)
  const settings = [
    'wal_sync_method=fsync',
    // One user on one PC: less shared memory, fewer and larger checkpoints.
    'shared_buffers=64MB',
    'maintenance_work_mem=48MB',
    'work_mem=16MB',
    'max_wal_size=512MB',
    'jit=off',
  ]
  const pg = new Mortal(fs, {
    // For exclusion constraints over days; a server has it among its trusted extensions.
    extensions: { btree_gist },
    // As on the server database: counts are numbers, calendar days stay text.
    parsers: { [types.INT8]: Number, [types.NUMERIC]: Number, [types.DATE]: String },
    startParams: [
      ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
  })
  await pg.waitReady
  return { pg, fs }
}

/**
 * The one connection, handed to one caller at a time in the order of asking. It remembers as whom it stands, so that
 * callers of one scope in a row pay nothing for it.
 *
 * An engine that has panicked is left behind: the next caller gets one that is opened anew and recovers from the log, as
 * after a dead process.
 */
export class OneConnection {
  #embedded: Embedded
  readonly #reopen: () => Promise<Embedded>
  #last: Promise<void> = Promise.resolve()
  #stands = ''

  constructor(embedded: Embedded, reopen: () => Promise<Embedded>) {
    this.#embedded = embedded
    this.#reopen = reopen
  }

  get dead(): boolean {
    return this.#embedded.fs.aborted
  }

  /** For whoever has taken the connection. */
  get pg(): PGlite {
    return this.#embedded.pg
  }

  async take(standing: Standing): Promise<EmbeddedConnection> {
    const before = this.#last
    let free: () => void = () => {}
    this.#last = new Promise((done) => (free = done))
    await before
    try {
      if (this.dead) {
        this.#embedded = await this.#reopen()
        this.#stands = ''
      }
      const wanted = enter(standing, 'session').join('; ')
      if (wanted !== this.#stands) {
        this.#stands = ''
        await this.pg.exec(wanted)
        this.#stands = wanted
      }
    } catch (error) {
      free()
      throw error
    }
    return new EmbeddedConnection(this, free)
  }

  async close(): Promise<void> {
    if (!this.dead) await this.pg.close()
  }
}

/**
 * Kysely on the embedded database, standing as one scope. Transactions are plain `begin`/`commit`, so that `copy` with a
 * blob can run inside an open transaction; the built-in driver hides PGlite's own transaction object and leaves no way to
 * do that.
 */
export class EmbeddedDialect implements Dialect {
  readonly #one: OneConnection
  readonly #standing: Standing

  constructor(one: OneConnection, standing: Standing) {
    this.#one = one
    this.#standing = standing
  }

  createAdapter() {
    return new PostgresAdapter()
  }

  createDriver(): Driver {
    const run = async (connection: DatabaseConnection, text: string): Promise<void> => {
      await connection.executeQuery(CompiledQuery.raw(text))
    }
    return {
      init: async () => {},
      acquireConnection: () => this.#one.take(this.#standing),
      releaseConnection: async (connection) => (connection as EmbeddedConnection).free(),
      beginTransaction: (connection) => run(connection, 'begin'),
      commitTransaction: (connection) => run(connection, 'commit'),
      // What has given up has nothing to roll back: recovery drops what was not committed.
      rollbackTransaction: async (connection) => {
        if (!this.#one.dead) await run(connection, 'rollback')
      },
      destroy: async () => {},
    }
  }

  createIntrospector(db: ConstructorParameters<typeof PostgresIntrospector>[0]) {
    return new PostgresIntrospector(db)
  }

  createQueryCompiler() {
    return new PostgresQueryCompiler()
  }
}

class EmbeddedConnection implements DatabaseConnection {
  readonly #one: OneConnection
  readonly free: () => void

  constructor(one: OneConnection, free: () => void) {
    this.#one = one
    this.free = free
  }

  async executeQuery<R>(query: CompiledQuery) {
    const answer = await this.#one.pg.query<R>(query.sql, [...query.parameters])
    return { rows: answer.rows, numAffectedRows: BigInt(answer.affectedRows ?? 0) }
  }

  streamQuery(): never {
    throw new Error('the embedded database does not stream rows: page by key instead')
  }
}
