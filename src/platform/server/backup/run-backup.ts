import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { constants } from 'node:fs'
import { basename, join } from 'node:path'
import { VERSION } from '../config.ts'
import { openFolder } from '../db/embedded.ts'
import { makeHeader, type Why } from './header.ts'
import { writeReceipt } from './list.ts'
import { newBackupPath } from './place.ts'
import { backupProblem } from './problems.ts'
import { checkBackup } from './read-backup.ts'
import { embeddedStore, serverStore, type Store } from './source.ts'
import { doneSteps } from './tables.ts'
import { writeBackup } from './write-backup.ts'

/** All that a process of its own must be told to make one backup. */
export interface BackupOrder {
  readonly dataDir: string
  readonly databaseUrl: string | null
  /**
   * The embedded database is open elsewhere and stands still: its files are copied first, with these of its log. Null:
   * nobody has it open.
   */
  readonly copy: { readonly firstLog: string; readonly lastLog: string } | null
  readonly keyFile: string
  readonly passphrase: string | null
  readonly folder: string
  readonly district: string
  readonly why: Why
  readonly at: string
}

export interface Made {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly rows: number
  readonly files: number
  /** Whether a passphrase opens it besides the key file. */
  readonly passphrase: boolean
}

export type Told =
  /** The files are copied: the database may go on. */
  { readonly copied: true } | { readonly doing: string; readonly progress: number }

/** Makes a backup, reads it back and only then says that there is one; what does not read back is removed. */
export async function runBackup(order: BackupOrder, tell: (told: Told) => void): Promise<Made> {
  const copied = join(order.dataDir, 'copying')
  try {
    if (order.copy !== null) {
      await copyStandingStill(join(order.dataDir, 'db'), copied, order.copy)
      tell({ copied: true })
    }
    const store = await openStore(order, copied)
    let steps: string[]
    let made
    try {
      steps = await doneSteps(store)
      if (steps.length === 0) throw backupProblem('no-database', { place: order.dataDir })
      const { header, key } = await makeHeader(
        {
          version: VERSION,
          at: order.at,
          why: order.why,
          database: store.kind,
          district: order.district,
          steps,
        },
        order.keyFile,
        order.passphrase,
      )
      await mkdir(order.folder, { recursive: true, mode: 0o700 })
      const path = newBackupPath(order.folder, new Date(order.at))
      made = await writeBackup(path, header, key, {
        store,
        dataDir: order.dataDir,
        keyFile: order.keyFile,
        say: (doing, progress) => tell({ doing, progress: progress * 0.7 }),
      })
    } finally {
      await store.close()
    }
    tell({ doing: '读回核对', progress: 0.75 })
    try {
      await checkBackup(made.path, order.keyFile, order.passphrase)
    } catch (error) {
      await rm(made.path, { force: true })
      throw error
    }
    await writeReceipt(made.path, { rows: made.rows, bytes: made.bytes, verified: true })
    return { ...made, name: basename(made.path), passphrase: order.passphrase !== null }
  } finally {
    await rm(copied, { recursive: true, force: true })
  }
}

async function openStore(order: BackupOrder, copied: string): Promise<Store> {
  if (order.databaseUrl !== null) return serverStore(order.databaseUrl, 'read')
  const { pg } = await openFolder(order.copy === null ? join(order.dataDir, 'db') : join(copied, 'db'))
  return embeddedStore(pg)
}

/**
 * Copies the files of a database that has just been checkpointed and that nobody writes to: pages are on the disk, and of
 * the log only what follows the checkpoint is needed; the rest is old segments kept to be used again.
 */
async function copyStandingStill(from: string, to: string, log: NonNullable<BackupOrder['copy']>): Promise<void> {
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true, mode: 0o700 })
  const needed = (await readdir(join(from, 'pg_wal'))).filter(
    (name) => !/^[0-9A-F]{24}$/.test(name) || (name >= log.firstLog && name <= log.lastLog),
  )
  const keep = new Set(needed.map((name) => join(from, 'pg_wal', name)))
  await cp(from, join(to, 'db'), {
    recursive: true,
    // A file system that can share blocks does.
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => !path.startsWith(join(from, 'pg_wal', '/')) || keep.has(path),
  })
}
