import type { Context } from '../../../platform/server/room.ts'

/** The purpose stated at this PC before the first account exists; there is no session to keep it in. */
export interface Purpose {
  readonly words: string
  readonly until: Date
}

const stated = new WeakMap<Context['gates'], Purpose>()

export function localPurpose(context: Context): Purpose | null {
  const found = stated.get(context.gates)
  return found && context.clock.now() < found.until ? found : null
}

export function stateLocalPurpose(context: Context, purpose: Purpose | null): void {
  if (purpose) stated.set(context.gates, purpose)
  else stated.delete(context.gates)
}
