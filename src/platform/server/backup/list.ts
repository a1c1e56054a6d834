import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readHeader, type Why } from './header.ts'

/** A backup that lies in the folder. */
export interface Kept {
  readonly name: string
  readonly at: string
  readonly bytes: number
  readonly rows: number
  readonly why: Why
  readonly verified: boolean
}

/**
 * What the reading back found, beside the backup as `NAME.json`: the folder tells by itself what is in it, also when the
 * database is lost or was restored to an earlier day. The size binds it to the file.
 */
const receiptShape = z.object({ rows: z.number().int(), bytes: z.number().int(), verified: z.boolean() })

export async function writeReceipt(path: string, receipt: z.infer<typeof receiptShape>): Promise<void> {
  await writeFile(`${path}.json.part`, JSON.stringify(receipt), { mode: 0o600 })
  await rename(`${path}.json.part`, `${path}.json`)
}

/** Newest first. Files that are no backups are passed over. */
export async function listBackups(folder: string): Promise<Kept[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jxb'))
  const found = await Promise.all(names.map((name) => look(folder, name)))
  return found.filter((one) => one !== null).sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
}

export async function removeBackup(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true })
  await rm(join(folder, `${name}.json`), { force: true })
}

async function look(folder: string, name: string): Promise<Kept | null> {
  const path = join(folder, name)
  try {
    const [{ header }, { size }] = await Promise.all([readHeader(path), stat(path)])
    const receipt = receiptShape.safeParse(JSON.parse(await readFile(`${path}.json`, 'utf8').catch(() => 'null')))
    const fits = receipt.success && receipt.data.bytes === size
    return {
      name,
      at: header.at,
      bytes: size,
      rows: fits ? receipt.data.rows : 0,
      why: header.why,
      verified: fits && receipt.data.verified,
    }
  } catch {
    return null
  }
}
