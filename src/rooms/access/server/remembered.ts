import type { Caller } from '../../../platform/server/gate.ts'
import type { Context } from '../../../platform/server/room.ts'

/**
 * Callers as the gate last found them, by the hash of their token, so that a page that asks ten things at once is looked
 * up once. Kept for seconds only, and dropped as a whole whenever anything about accounts or grants changes here: what
 * was revoked is refused at the next request. Another process on the same database learns of it after `KEPT_MS` at most.
 */
export interface Known {
  readonly caller: Caller
  readonly purposeUntil: number | null
  /** Beyond it the session is over, whatever the memory says. */
  readonly endsAt: number
}

interface Entry {
  readonly known: Known
  /** By the office's clock and by the machine's: the one may be set, the other may stand still in tests. */
  readonly clockAt: number
  readonly at: number
}

const KEPT_MS = 3000
const MOST = 2000

const memories = new WeakMap<Context['gates'], Map<string, Entry>>()
/** Grows with every change, so that what was read before a change is not remembered after it. */
const turns = new WeakMap<Context['gates'], number>()

function memoryOf(context: Context): Map<string, Entry> {
  let found = memories.get(context.gates)
  if (!found) memories.set(context.gates, (found = new Map()))
  return found
}

export function turnOf(context: Context): number {
  return turns.get(context.gates) ?? 0
}

export function recall(context: Context, hash: string): Known | null {
  const found = memoryOf(context).get(hash)
  if (!found) return null
  const now = context.clock.now().getTime()
  const fresh = performance.now() - found.at < KEPT_MS && Math.abs(now - found.clockAt) < KEPT_MS
  return fresh && now < found.known.endsAt ? found.known : null
}

/** `turn` as it was before the reading began. */
export function remember(context: Context, hash: string, known: Known, turn: number): void {
  if (turn !== turnOf(context)) return
  const memory = memoryOf(context)
  if (memory.size >= MOST) memory.clear()
  memory.set(hash, { known, clockAt: context.clock.now().getTime(), at: performance.now() })
}

/** To be called after every change of accounts, sessions, roles, grants, substitutions. */
export function forgetCallers(context: Context): void {
  memoryOf(context).clear()
  turns.set(context.gates, turnOf(context) + 1)
}
