import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { platformProblem } from '../../contract.ts'
import type { Config } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { openFolder } from '../db/embedded.ts'
import { lockFolder } from '../db/lock.ts'
import { migrate, UNFINISHED, type Migration } from '../db/migrate.ts'
import type { Piece } from './entries.ts'
import type { Header } from './header.ts'
import { load, type Loaded } from './load.ts'
import { backupProblem } from './problems.ts'
import { checkBackup, openBackup } from './read-backup.ts'
import { embeddedStore, serverStore } from './source.ts'
import { syncFile, syncFolder } from './write-backup.ts'

export interface Restoring {
  /** Where to: its data folder and database. */
  readonly config: Config
  readonly migrations: readonly Migration[]
  readonly say: (doing: string, progress: number) => void
  /** Looks at the restored office before it takes its place; whatever it throws undoes the restore. */
  readonly prove: (config: Config) => Promise<void>
}

/** Restores a backup into an empty place. What is half done never has the name of what is whole. */
export async function restoreBackup(
  file: string,
  passphrase: string | null,
  order: Restoring,
): Promise<Loaded & { readonly header: Header }> {
  const { keyFile } = order.config
  const opened = await openBackup(file, keyFile, passphrase)
  // The passphrase opened it although a key file is there: that one belongs to somebody else's data.
  if (opened.by === 'passphrase' && existsSync(keyFile)) throw backupProblem('other-key', { keyFile })
  // Read to its end before anything is made: a damaged file is told apart from a failed restore.
  order.say('核对备份文件', 0)
  await checkBackup(file, keyFile, passphrase)
  const loaded = await restorePieces(opened.pieces(), opened.header.steps, order, async ({ keys }) => {
    if (opened.by === 'passphrase') await placeKeys(keyFile, keys)
  })
  return { ...loaded, header: opened.header }
}

/** The same from another database instead of a file. `settle` runs once the tables are proved equal. */
export async function restorePieces(
  pieces: AsyncIterable<Piece>,
  steps: readonly string[],
  order: Restoring,
  settle: (loaded: Loaded) => Promise<void> = async () => {},
): Promise<Loaded> {
  const known = new Map(order.migrations.map((step) => [`${step.room} ${step.number}`, step]))
  if (steps.some((step) => !known.has(step))) throw platformProblem('data-newer')
  const wanted = order.migrations.filter((step) => steps.includes(`${step.room} ${step.number}`))
  const { databaseUrl } = order.config
  return databaseUrl === null
    ? intoFolder(pieces, wanted, order, settle)
    : intoServer(databaseUrl, pieces, wanted, order, settle)
}

/** What may lie in a data folder that counts as empty. */
const HARMLESS = new Set(['backups', 'juxin.lock', 'restoring', 'copying'])

async function intoFolder(
  pieces: AsyncIterable<Piece>,
  steps: readonly Migration[],
  { config, say, prove }: Restoring,
  settle: (loaded: Loaded) => Promise<void>,
): Promise<Loaded> {
  const { dataDir } = config
  const lock = lockFolder(dataDir)
  try {
    const there = (await readdir(dataDir)).filter((name) => !HARMLESS.has(name))
    if (there.length > 0) throw backupProblem('not-empty', { place: dataDir })
    // Inside the folder, so that moving into place never crosses a disk.
    const beside = { ...config, dataDir: join(dataDir, 'restoring') }
    await rm(beside.dataDir, { recursive: true, force: true })
    say('建表', 0)
    try {
      const database = await openDatabase(beside)
      try {
        await migrate(database, steps)
      } finally {
        await database.close()
      }
      const { pg } = await openFolder(join(beside.dataDir, 'db'))
      const store = await embeddedStore(pg)
      let loaded: Loaded
      try {
        loaded = await load(pieces, store, beside.dataDir, say)
      } finally {
        await store.close()
      }
      await settle(loaded)
      say('核对计数和留痕', 0.85)
      await prove(beside)
      await moveInto(beside.dataDir, dataDir)
      return loaded
    } finally {
      await rm(beside.dataDir, { recursive: true, force: true })
    }
  } finally {
    lock.release()
  }
}

/** The database comes last: a folder with a database is whole. */
async function moveInto(from: string, to: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => name !== 'juxin.lock')
  for (const name of names.sort((one, other) => Number(one === 'db') - Number(other === 'db'))) {
    await rename(join(from, name), join(to, name))
  }
  await syncFolder(to)
}

async function intoServer(
  url: string,
  pieces: AsyncIterable<Piece>,
  steps: readonly Migration[],
  { config, say, prove }: Restoring,
  settle: (loaded: Loaded) => Promise<void>,
): Promise<Loaded> {
  await claimEmpty(url)
  try {
    const database = await openDatabase(config)
    try {
      say('建表', 0)
      await migrate(database, steps, { unfinished: true })
    } finally {
      await database.close()
    }
    const store = await serverStore(url, 'write')
    let loaded: Loaded
    try {
      await mkdir(config.dataDir, { recursive: true })
      loaded = await load(pieces, store, config.dataDir, say)
      await store.ask(`drop table ${UNFINISHED}`)
      await store.ask('commit')
      await store.ask('analyze')
    } finally {
      await store.close()
    }
    await settle(loaded)
    say('核对计数和留痕', 0.85)
    await prove(config)
    return loaded
  } catch (error) {
    await dropAll(url)
    throw error
  }
}

/** A database with tables is not empty, unless they are those of a restore that broke off. */
async function claimEmpty(url: string): Promise<void> {
  const store = await serverStore(url, 'write')
  try {
    const names = await store.ask<{ name: string }>(
      `select tablename::text as name from pg_tables where schemaname = 'public'`,
    )
    const unfinished = names.some(({ name }) => name === UNFINISHED)
    if (names.length > 0 && !unfinished) throw backupProblem('not-empty', { place: '数据库' })
    if (unfinished) await emptySchema(store.ask)
    await store.ask(`create table ${UNFINISHED} (at timestamptz not null default now())`)
    await store.ask('commit')
  } finally {
    await store.close()
  }
}

async function dropAll(url: string): Promise<void> {
  const store = await serverStore(url, 'write')
  try {
    await emptySchema(store.ask)
    await store.ask('commit')
  } finally {
    await store.close()
  }
}

export async function emptySchema(ask: (text: string) => Promise<unknown[]>): Promise<void> {
  await ask('drop schema public cascade')
  await ask('create schema public')
  await ask('grant usage on schema public to public')
}

/** Never over another key file: `wx`. */
async function placeKeys(keyFile: string, keys: Buffer): Promise<void> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 })
  await writeFile(keyFile, keys, { mode: 0o600, flag: 'wx' })
  await syncFile(keyFile)
}

/** `data` → `data.before-rollback-20261121-093000`. */
export function asideName(dataDir: string, stamp: string): string {
  return join(dirname(dataDir), `${basename(dataDir)}.before-rollback-${stamp}`)
}
