import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { statSync } from 'node:fs'
import { Problem } from '../../kernel/problem.ts'
import { makeKeyFile, readKeyFile, type KeyFile } from './key-file.ts'

/**
 * The office's keys. They live in a file outside the data folder (`config.keyFile`), so that a copy of the data alone
 * opens nothing. `hash` is for looking up and for the trail: the same text gives the same hash, and nobody without the
 * key can try out names. A key that the console adds while the server runs comes into use at the next sealing.
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

interface Keys {
  readonly mark: string
  readonly current: number
  /** As key objects: bytes would be made into one anew at every use, which takes ten times as long as the hash itself. */
  readonly keys: ReadonlyMap<number, KeyObject>
  readonly hashKey: KeyObject
}

/** Reads the key file; makes it, readable by its owner only, where there is none. */
export function openSecrets(path: string): Secrets {
  let held = keysOf(path, readKeyFile(path) ?? makeKeyFile(path))
  /** Read anew when the file is another one than before; while it is missing or unreadable the keys in hand go on. */
  const now = (): Keys => {
    if (markOf(path) === held.mark) return held
    try {
      const file = readKeyFile(path)
      if (file !== null) held = keysOf(path, file)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
    return held
  }
  return {
    get current() {
      return now().current
    },
    seal(text) {
      const { current, keys } = now()
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(keys, current), iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${current}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.slice(sealed.indexOf(':') + 1), 'base64')
      const no = keyNumberOf(sealed)
      const key = held.keys.get(no) ?? keyOf(now().keys, no)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    hash: (kind, text) => createHmac('sha256', held.hashKey).update(`${kind}\0${text}`).digest('hex').slice(0, 32),
  }
}

/** Number of the key that a text was sealed with. */
export function keyNumberOf(sealed: string): number {
  return Number(/^(\d{1,6}):/.exec(sealed)?.[1] ?? Number.NaN)
}

function keyOf(keys: ReadonlyMap<number, KeyObject>, no: number): KeyObject {
  const found = keys.get(no)
  if (!found) throw new Error(`key ${no} is not in the key file`)
  return found
}

function keysOf(path: string, file: KeyFile): Keys {
  return {
    mark: markOf(path),
    current: file.current,
    keys: new Map(file.keys.map(({ no, key }) => [no, createSecretKey(key, 'base64')])),
    hashKey: createSecretKey(file.hashKey, 'base64'),
  }
}

/** The file is replaced as a whole, so another one has another number. */
function markOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`
}
