import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { openSecrets } from '../secrets.ts'
import { backupProblem } from './problems.ts'

/**
 * The first line of a backup, readable by anybody: what it is, which steps of the tables it holds, and the file's own key
 * wrapped by the office's key and, where one was given, by a passphrase (scrypt).
 */
const headerShape = z.object({
  juxin: z.literal('backup'),
  format: z.number().int(),
  version: z.string(),
  at: z.string(),
  why: z.enum(['by-hand', 'scheduled', 'before-upgrade', 'before-restore']),
  database: z.enum(['embedded', 'postgres']),
  district: z.string(),
  /** `units 3`: steps of the tables that were done. */
  steps: z.array(z.string()),
  key: z.object({
    office: z.string(),
    passphrase: z
      .object({
        kdf: z.literal('scrypt'),
        n: z.number(),
        r: z.number(),
        p: z.number(),
        salt: z.string(),
        key: z.string(),
      })
      .nullable(),
  }),
})
export type Header = z.infer<typeof headerShape>
export type Why = Header['why']

export const FORMAT = 1
const LONGEST = 64 * 1024
/** OWASP's figures for scrypt: 128 MB and about a third of a second. */
const SCRYPT = { n: 2 ** 17, r: 8, p: 1 }

export async function makeHeader(
  parts: Omit<Header, 'juxin' | 'format' | 'key'>,
  keyFile: string,
  passphrase: string | null,
): Promise<{ header: Header; key: Buffer }> {
  const key = randomBytes(32)
  const office = openSecrets(keyFile).seal(key.toString('base64'))
  return {
    header: {
      juxin: 'backup',
      format: FORMAT,
      ...parts,
      key: { office, passphrase: passphrase === null ? null : await wrap(key, passphrase) },
    },
    key,
  }
}

export function headerLine(header: Header): Buffer {
  return Buffer.from(`${JSON.stringify(header)}\n`)
}

/** What every frame is bound to. */
export function headerSum(line: Buffer): Buffer {
  return createHash('sha256').update(line).digest()
}

/** The header and where the frames begin. Errors when the file is no backup or from a newer version. */
export async function readHeader(path: string): Promise<{ header: Header; line: Buffer }> {
  const file = await open(path)
  try {
    if (!(await file.stat()).isFile()) throw backupProblem('not-a-backup', { file: basename(path) })
    const bytes = Buffer.alloc(LONGEST)
    const { bytesRead } = await file.read(bytes, 0, LONGEST, 0)
    const end = bytes.subarray(0, bytesRead).indexOf(10)
    const no = backupProblem('not-a-backup', { file: basename(path) })
    if (end < 0) throw no
    const line = Buffer.from(bytes.subarray(0, end + 1))
    let parsed: unknown
    try {
      parsed = JSON.parse(line.toString())
    } catch {
      throw no
    }
    const bare = z.object({ juxin: z.literal('backup'), format: z.number(), version: z.string() }).safeParse(parsed)
    if (!bare.success) throw no
    if (bare.data.format > FORMAT) throw backupProblem('newer', { file: basename(path), version: bare.data.version })
    const header = headerShape.safeParse(parsed)
    if (!header.success) throw no
    return { header: header.data, line }
  } finally {
    await file.close()
  }
}

/** The file's key. `by` says whether the key file here belongs to the backup. */
export async function unwrapKey(
  header: Header,
  keyFile: string,
  passphrase: string | null,
): Promise<{ key: Buffer; by: 'office' | 'passphrase' }> {
  if (existsSync(keyFile)) {
    try {
      return { key: Buffer.from(openSecrets(keyFile).open(header.key.office), 'base64'), by: 'office' }
    } catch {
      // Another office's key: the passphrase may still open it.
    }
  }
  if (passphrase === null) throw backupProblem('no-key', { keyFile })
  const wrapped = header.key.passphrase
  if (wrapped === null) throw backupProblem('no-passphrase', { keyFile })
  const { n, r, p, salt } = wrapped
  const made = await derive(passphrase, Buffer.from(salt, 'base64'), { n, r, p })
  const bytes = Buffer.from(wrapped.key, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', made, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return { key: Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]), by: 'passphrase' }
  } catch {
    throw backupProblem('wrong-passphrase')
  }
}

async function wrap(key: Buffer, passphrase: string): Promise<NonNullable<Header['key']['passphrase']>> {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, SCRYPT), iv)
  const body = Buffer.concat([cipher.update(key), cipher.final()])
  return {
    kdf: 'scrypt',
    ...SCRYPT,
    salt: salt.toString('base64'),
    key: Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64'),
  }
}

function derive(passphrase: string, salt: Buffer, { n, r, p }: typeof SCRYPT): Promise<Buffer> {
  // A header is anybody's to write: figures that would take all memory are refused.
  if (n > 2 ** 20 || r > 16 || p > 4) throw backupProblem('wrong-content', { what: '口令参数过大' })
  return new Promise((done, failed) => {
    const options = { N: n, r, p, maxmem: 256 * n * r }
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) => (error ? failed(error) : done(key)))
  })
}
