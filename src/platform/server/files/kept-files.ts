import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../backup/write-backup.ts'
import type { Secrets } from '../secrets.ts'

/**
 * Files that people attach, in the data folder under `files/`, and with it in every backup. Each is encrypted with a key
 * of its own (AES-256-GCM); that key stands sealed in the file's row, so that a copy of the folder alone opens nothing and
 * changing the office's key seals the small keys anew and leaves the files as they are.
 */
export interface KeptFile {
  /** Sealed; belongs into a column that the room declares in `sealed`. */
  readonly key: string
  readonly size: number
  /** Of what was sent, in hexadecimal. */
  readonly sha256: string
}

const place = (dataDir: string, id: string): string => join(dataDir, 'files', id.slice(-2), id)

/** `id` is the program's own. On the disk when this returns. */
export async function keepFile(dataDir: string, secrets: Secrets, id: string, bytes: Buffer): Promise<KeptFile> {
  const key = randomBytes(32)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  const path = place(dataDir, id)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(Buffer.concat([iv, cipher.getAuthTag(), body]))
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(dirname(path))
  return {
    key: secrets.seal(key.toString('base64')),
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** Errors when the file is gone or was changed. */
export async function readKept(dataDir: string, secrets: Secrets, id: string, key: string): Promise<Buffer> {
  const bytes = await readFile(place(dataDir, id))
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(secrets.open(key), 'base64'), bytes.subarray(0, 12), {
    authTagLength: 16,
  })
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}

export async function dropKept(dataDir: string, id: string): Promise<void> {
  await rm(place(dataDir, id), { force: true })
}
