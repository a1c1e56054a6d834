import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Context } from '../../../platform/server/room.ts'
import { FairQueue } from './fair-queue.ts'

/**
 * Password hashes: argon2id (RFC 9106) as `$argon2id$v=19$m=32768,t=3,p=1$salt$hash`, a tenth of a second each, computed
 * in Node's thread pool so that the server goes on answering. At least one core stays free for everybody else, and the
 * addresses take turns, those with fewer failures first: a hundred wrong guesses do not hold up one good sign-in.
 */
export interface Hasher {
  make(password: string, lane: Lane): Promise<string>
  /** Against a hash, or against nobody's where there is none: the same work, so that time tells nothing. */
  check(password: string, hash: string | null, lane: Lane): Promise<boolean>
  /** How many were computed, for the tests. */
  readonly count: number
}

/** Whose turn it is: those who come from one place wait in one lane, the lowest rank goes first. */
export interface Lane {
  readonly from: string
  readonly rank: number
}

export const OWN_LANE: Lane = { from: '', rank: 0 }

export interface Cost {
  readonly memoryKib: number
  readonly passes: number
}

/** Above OWASP's least (19 MiB, 2 passes). */
const COST: Cost = { memoryKib: 32 * 1024, passes: 3 }
const LENGTH = 32

const hashers = new WeakMap<Context['gates'], Hasher>()

export function hasherOf(context: Context): Hasher {
  let found = hashers.get(context.gates)
  if (!found) hashers.set(context.gates, (found = makeHasher()))
  return found
}

/** Another one than the usual, e.g. a cheap one for tests. */
export function installHasher(context: Context, hasher: Hasher): void {
  hashers.set(context.gates, hasher)
}

export function makeHasher(cost: Cost = COST, atOnce = Math.max(1, Math.min(3, availableParallelism() - 1))): Hasher {
  const queue = new FairQueue(atOnce)
  let count = 0
  const compute = (password: string, salt: Buffer, taken: Cost, lane: Lane): Promise<Buffer> =>
    queue.run(lane.from, lane.rank, () => {
      count++
      return derive(password, salt, taken)
    })
  const nobodys = randomBytes(16)
  return {
    async make(password, lane) {
      const salt = randomBytes(16)
      return write(salt, cost, await compute(password, salt, cost, lane))
    },
    async check(password, hash, lane) {
      const read = hash === null ? null : parse(hash)
      const { salt, cost: taken } = read ?? { salt: nobodys, cost }
      const made = await compute(password, salt, taken, lane)
      return read !== null && timingSafeEqual(made, read.key)
    },
    get count() {
      return count
    },
  }
}

function derive(password: string, nonce: Buffer, { memoryKib, passes }: Cost): Promise<Buffer> {
  return new Promise((done, failed) => {
    // The same password typed with another input method must stay the same bytes.
    const message = password.normalize('NFKC')
    argon2(
      'argon2id',
      { message, nonce, memory: memoryKib, passes, parallelism: 1, tagLength: LENGTH },
      (error: Error | null, key: Buffer) => (error ? failed(error) : done(key)),
    )
  })
}

const bare = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

function write(salt: Buffer, { memoryKib, passes }: Cost, key: Buffer): string {
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=1$${bare(salt)}$${bare(key)}`
}

function parse(hash: string): { salt: Buffer; key: Buffer; cost: Cost } | null {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(hash)
  if (!found) return null
  const [, memory = '', passes = '', salt = '', key = ''] = found
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== LENGTH) return null
  return { cost: { memoryKib: Number(memory), passes: Number(passes) }, salt: Buffer.from(salt, 'base64'), key: bytes }
}
