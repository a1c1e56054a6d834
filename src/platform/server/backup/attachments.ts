import { opendir } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'

/** What in the data folder is the database itself, belongs to the running program or is a backup. */
const OWN = new Set(['db', 'db.new', 'juxin.lock', 'juxin.door', 'backups', 'restoring', 'copying'])

/**
 * Files of the data folder that are not the database, as paths with `/` relative to it, in order. The key file is left
 * out wherever it lies: it goes into the backup as an entry of its own.
 */
export async function listAttachments(dataDir: string, without: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const left = new Set(without.map((path) => resolve(path)))
  const walk = async (folder: string, top: boolean): Promise<void> => {
    let entries
    try {
      entries = await opendir(folder)
    } catch {
      return // nothing there, or gone meanwhile
    }
    for await (const entry of entries) {
      if (top && OWN.has(entry.name)) continue
      const path = join(folder, entry.name)
      if (left.has(resolve(path))) continue
      if (entry.isDirectory()) await walk(path, false)
      else if (entry.isFile()) found.push(relative(dataDir, path).split(sep).join('/'))
    }
  }
  await walk(dataDir, true)
  return found.sort()
}

/** Whether a path from a backup stays inside the folder it is written to. */
export function isInside(path: string): boolean {
  return (
    path !== '' &&
    !/^[/\\]|[\0\\:]/.test(path) &&
    path.split('/').every((part) => part !== '..' && part !== '.' && part !== '')
  )
}
