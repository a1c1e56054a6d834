import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * The office's keys. They live in a file outside the data folder (`config.keyFile`), so that a copy of the data alone
 * opens nothing. `hash` is for looking up and for the trail: the same text gives the same hash, and nobody without the
 * key can try out names.
 */
export interface Secrets {
  /** Encrypts for keeping in a column: authenticated, with the number of the key it took, never twice the same text. */
  seal(text: string): string
  /** Errors when the text was changed or its key is not there. */
  open(sealed: string): string
  /** Keyed hash, 32 hexadecimal digits; `kind` keeps phones and names apart. */
  hash(kind: string, text: string): string
  /** Number of the key that `seal` takes now; columns sealed with an earlier one are sealed anew by the rotation. */
  readonly current: number
}

interface KeyFile {
  /** Number of the key in use. */
  readonly current: number
  readonly keys: readonly { readonly no: number; readonly key: string }[]
  readonly hashKey: string
}

/** Reads the key file; makes it, readable by its owner only, where there is none. */
export function openSecrets(path: string): Secrets {
  if (!existsSync(path)) makeKeyFile(path)
  const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile
  const keys = new Map(file.keys.map(({ no, key }) => [no, Buffer.from(key, 'base64')]))
  const keyOf = (no: number): Buffer => {
    const found = keys.get(no)
    if (!found) throw new Error(`key ${no} is not in the key file`)
    return found
  }
  const hashKey = Buffer.from(file.hashKey, 'base64')
  return {
    current: file.current,
    seal(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(file.current), iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${file.current}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
    },
    open(sealed) {
      const [no = '', body = ''] = sealed.split(':')
      const bytes = Buffer.from(body, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(Number(no)), bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    hash: (kind, text) => createHmac('sha256', hashKey).update(`${kind}\0${text}`).digest('hex').slice(0, 32),
  }
}

function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = (): string => randomBytes(32).toString('base64')
  const file: KeyFile = { current: 1, keys: [{ no: 1, key: fresh() }], hashKey: fresh() }
  writeFileSync(path, JSON.stringify(file), { mode: 0o600, flag: 'wx' })
}
