import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { lockFolder } from '../db/lock.ts'
import { backupFolder, stamp } from './place.ts'
import { listBackups, type Kept } from './list.ts'
import type { Loaded } from './load.ts'
import { backupProblem } from './problems.ts'
import { asideName, restoreBackup, type Restoring } from './restore.ts'
import { demandAlone, quoted, serverStore } from './source.ts'

export interface RolledBack {
  readonly backup: Kept
  readonly loaded: Loaded
  /** Where the data of before the rollback is kept: a folder, or a schema of the database. */
  readonly aside: string
}

/** Belongs to the folder and not to the office: stays where it is. */
const STAYS = new Set(['backups', 'juxin.lock'])

/**
 * Goes back to before the last upgrade: the data as it is now is put aside whole, the backup that the upgrade made first
 * is restored in its place, with the tables as they were then. When that fails, the data comes back.
 */
export async function rollBack(order: Restoring, passphrase: string | null, now: Date): Promise<RolledBack> {
  const { config } = order
  const folder = backupFolder(config).path
  const backup = (await listBackups(folder)).find(({ why }) => why === 'before-upgrade')
  if (!backup) throw backupProblem('nothing-to-roll-back', { folder })
  const file = join(folder, backup.name)
  const { aside, back } =
    config.databaseUrl === null
      ? await setFolderAside(config.dataDir, stamp(now))
      : await setSchemaAside(config.databaseUrl, stamp(now))
  try {
    return { backup, aside, loaded: await restoreBackup(file, passphrase, order) }
  } catch (error) {
    await back()
    throw error
  }
}

async function setFolderAside(dataDir: string, at: string): Promise<{ aside: string; back(): Promise<void> }> {
  const lock = lockFolder(dataDir)
  try {
    const aside = asideName(dataDir, at)
    await mkdir(aside, { mode: 0o700 })
    const names = (await readdir(dataDir)).filter((name) => !STAYS.has(name))
    // The database goes first: without it the folder does not look whole.
    const order = names.sort((one, other) => Number(other === 'db') - Number(one === 'db'))
    for (const name of order) await rename(join(dataDir, name), join(aside, name))
    return {
      aside,
      async back() {
        for (const name of order.toReversed()) await rename(join(aside, name), join(dataDir, name))
      },
    }
  } finally {
    lock.release()
  }
}

async function setSchemaAside(url: string, at: string): Promise<{ aside: string; back(): Promise<void> }> {
  const aside = `before_rollback_${at.replace('-', '_')}`
  const inOne = async (statements: readonly string[]): Promise<void> => {
    const store = await serverStore(url, 'write')
    try {
      await demandAlone(store)
      for (const statement of [...statements, 'commit']) await store.ask(statement)
    } finally {
      await store.close()
    }
  }
  await inOne([
    `alter schema public rename to ${quoted(aside)}`,
    'create schema public',
    'grant usage on schema public to public',
  ])
  return {
    aside,
    back: () => inOne(['drop schema public cascade', `alter schema ${quoted(aside)} rename to public`]),
  }
}
