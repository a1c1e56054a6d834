import type { Scope } from '../../../kernel/scope.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'

/**
 * For `open` endpoints of later rooms: whoever asks has no account and reaches nothing, so the gate reads and writes for
 * them, and only the tables that a room's migration gave to the gate (`protect({ gate })`). Take a turn first (`takeTurn`).
 */
export function readForStranger({ database }: Pick<Context, 'database'>): Db {
  return database.gate
}

/**
 * `by` is as whom the trail knows the stranger: under the name that the room gives, neither from which address nor by
 * which account the browser happens to be signed in.
 */
export async function writeForStranger<T>(
  { database }: Pick<Context, 'database'>,
  scope: Scope,
  name: string,
  work: (tx: Tx, by: Scope) => Promise<T>,
): Promise<T> {
  const by: Scope = { ...scope, actor: name, account: null, actingFor: [], from: '' }
  return database.writeAsGate((tx) => work(tx, by))
}
