import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../audit.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Context } from '../room.ts'
import { openEyes, type Eyes } from './eyes.ts'

/**
 * Reads something that holds personal data. Without a stated purpose it is an ordinary read and `eyes` masks. With one,
 * what is read and the row in the trail that says so are one transaction: nobody sees a name of which the trail knows
 * nothing. One row per request: how many persons, whom (keyed), why. `purpose` where what is asked for is purpose enough,
 * as when somebody's own file is given back.
 */
export async function readPersonal<T>(
  context: Pick<Context, 'database' | 'secrets' | 'clock'>,
  scope: Scope,
  what: string,
  work: (db: Db, eyes: Eyes) => Promise<T>,
  purpose: string | null = scope.purpose,
): Promise<T> {
  const eyes = openEyes(context.secrets, { purpose })
  if (!eyes.clear) return work(context.database.as(scope), eyes)
  return context.database.write(scope, async (tx) => {
    const answer = await work(tx, eyes)
    await noteSeen(context, tx, scope, what, eyes, purpose)
    return answer
  })
}

/** For an answer given inside a transaction that is open already, e.g. of a change. Nothing is written when nobody was seen. */
export async function noteSeen(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  scope: Scope,
  what: string,
  eyes: Eyes,
  purpose: string | null = scope.purpose,
): Promise<void> {
  const { persons, subjects } = eyes.seen()
  if (persons === 0) return
  const details = { what, persons, subjects, purpose }
  await writeAudit(tx, scope, context.clock, 'personal.read', null, details)
}
