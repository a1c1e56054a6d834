import type { Config } from '../config.ts'
import { openFolder } from '../db/embedded.ts'
import { lockFolder } from '../db/lock.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Loaded } from './load.ts'
import { backupProblem } from './problems.ts'
import { restorePieces, type Restoring } from './restore.ts'
import { demandAlone, embeddedStore, serverStore, type Store } from './source.ts'
import { doneSteps } from './tables.ts'
import { piecesOf } from './write-backup.ts'

/**
 * Moves an office from one kind of database to the other. What is written is read back there and must have the counts
 * and checksums of what was read here; the source is only read and stays as it is.
 */
export async function moveOffice(from: Config, order: Restoring): Promise<Loaded> {
  const source = await openSource(from)
  try {
    const steps = await doneSteps(source.store)
    if (steps.length === 0)
      throw backupProblem('no-database', { place: from.databaseUrl === null ? from.dataDir : '数据库' })
    const contents = { store: source.store, dataDir: from.dataDir, keyFile: from.keyFile, say: () => {} }
    return await restorePieces(piecesOf(contents), steps, order)
  } finally {
    await source.close()
  }
}

async function openSource(from: Config): Promise<{ store: Store; close(): Promise<void> }> {
  if (from.databaseUrl === null) {
    const folder = join(from.dataDir, 'db')
    if (!existsSync(folder)) throw backupProblem('no-database', { place: from.dataDir })
    const lock = lockFolder(from.dataDir)
    try {
      const store = await embeddedStore((await openFolder(folder)).pg)
      return {
        store,
        async close() {
          await store.close()
          lock.release()
        },
      }
    } catch (error) {
      lock.release()
      throw error
    }
  }
  const store = await serverStore(from.databaseUrl, 'read')
  try {
    // What somebody writes after the moment that is read would stay behind.
    await demandAlone(store)
    return { store, close: store.close }
  } catch (error) {
    await store.close()
    throw error
  }
}
