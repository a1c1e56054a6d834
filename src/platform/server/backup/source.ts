import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { backupProblem } from './problems.ts'

/** One connection to either kind of database, past row-level security, for taking out and putting in whole tables. */
export interface Store {
  readonly kind: 'embedded' | 'postgres'
  ask<T>(text: string): Promise<T[]>
  /** Rows of a table as COPY text, in any order, pieces ending anywhere. */
  copyOut(table: string, columns: readonly string[]): AsyncIterable<Buffer>
  /** `rows` is COPY text and ends with a whole row. */
  copyIn(table: string, columns: readonly string[], rows: Buffer): Promise<void>
  close(): Promise<void>
}

/** Settings under which every value has the same text everywhere. */
const SAME_TEXT = [
  `set timezone = 'UTC'`,
  `set datestyle = 'ISO, YMD'`,
  `set intervalstyle = 'iso_8601'`,
  `set extra_float_digits = 1`,
  `set bytea_output = 'hex'`,
]

/** Pages of 8 KB that one COPY takes: the embedded database hands over its text as a whole. */
const PAGES = 1024

export async function embeddedStore(db: PGlite): Promise<Store> {
  for (const statement of SAME_TEXT) await db.exec(statement)
  const ask = async <T>(text: string): Promise<T[]> => (await db.query<T>(text)).rows
  return {
    kind: 'embedded',
    ask,
    async *copyOut(table, columns) {
      const [size] = await ask<{ pages: number }>(
        `select pg_relation_size('${quoted(table)}'::regclass) / current_setting('block_size')::int as pages`,
      )
      for (let from = 0; from < (size?.pages ?? 0); from += PAGES) {
        const slice = `select ${list(columns)} from ${quoted(table)} where ctid >= '(${from},0)' and ctid < '(${from + PAGES},0)'`
        const { blob } = await db.query(`copy (${slice}) to '/dev/blob'`)
        if (blob) yield Buffer.from(await blob.arrayBuffer())
      }
    },
    async copyIn(table, columns, rows) {
      // A view of the bytes, as the DOM's types want them.
      const blob = new Blob([new Uint8Array(rows)])
      await db.query(`copy ${quoted(table)} (${list(columns)}) from '/dev/blob'`, [], { blob })
    },
    close: () => db.close(),
  }
}

/** `span` reads everything as of one moment, or writes everything together or not at all. */
export async function serverStore(url: string, span: 'read' | 'write'): Promise<Store> {
  const client = new pg.Client({ connectionString: url, options: '-c jit=off' })
  await client.connect()
  try {
    for (const statement of SAME_TEXT) await client.query(statement)
    await client.query(span === 'read' ? 'begin isolation level repeatable read read only' : 'begin')
  } catch (error) {
    await client.end()
    throw error
  }
  return {
    kind: 'postgres',
    // The caller names the shape of its own query's rows.
    ask: async <T>(text: string) => (await client.query(text)).rows as T[],
    async *copyOut(table, columns) {
      const stream = client.query(copyTo(`copy (select ${list(columns)} from ${quoted(table)}) to stdout`))
      for await (const piece of stream) yield piece as Buffer
    },
    async copyIn(table, columns, rows) {
      const stream = client.query(copyFrom(`copy ${quoted(table)} (${list(columns)}) from stdin`))
      await new Promise<void>((done, failed) => {
        stream.on('error', failed)
        stream.on('finish', done)
        stream.end(rows)
      })
    },
    close: () => client.end(),
  }
}

/** Throws while others are connected to the server database. */
export async function demandAlone(store: Store): Promise<void> {
  const [others] = await store.ask<{ count: string }>(
    `select count(*) as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
  if (Number(others?.count) > 0) throw backupProblem('in-use', { count: Number(others?.count) })
}

const list = (columns: readonly string[]): string => columns.map(quoted).join(', ')

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
