import { sql } from 'kysely'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { FORGOTTEN_MS, FREE, waitAfter, type Counted } from '../rules/throttle.ts'
import { MINUTE } from '../rules/times.ts'
import { accessProblem } from '../contract.ts'

/**
 * Failed sign-ins, kept in the database so that a restart forgives nothing. Rows carry keyed hashes of what was typed and
 * from where: the table names nobody.
 */
export interface Counter {
  readonly kind: Counted
  readonly who: string
}

/**
 * A browser in which this person has signed in before carries a mark (`device`) and is counted by itself: whatever others
 * behind the same address do wrong, it may try.
 */
export function countersOf(context: Context, name: string, from: string, device: string | null): readonly Counter[] {
  const { hash } = context.secrets
  if (device !== null) return [{ kind: 'name', who: hash('device', `${device}\0${name}`) }]
  return [
    { kind: 'name', who: hash('name-from', `${from}\0${name}`) },
    { kind: 'address', who: hash('from', from) },
  ]
}

/**
 * Counts an attempt as failed before the password is looked at, so that many at the same instant do not all slip through;
 * what was right is taken back. Returns how often the counters failed before.
 *
 * @throws Problem `access.try-later` while one of the counters waits.
 */
export async function takeAttempt(context: Context, counters: readonly Counter[]): Promise<number> {
  return context.database.writeAsGate(async (tx) => {
    let failures = 0
    for (const counter of counters) failures = Math.max(failures, await countOne(context, tx, counter))
    return failures
  })
}

async function countOne(context: Context, tx: Tx, { kind, who }: Counter): Promise<number> {
  const { config, clock } = context
  const now = clock.now()
  const forgotten = new Date(now.getTime() - FORGOTTEN_MS).toISOString()
  const rows = await rowsOf(
    tx,
    sql<{ count: number; until: Date | null }>`insert into sign_in_failure as f (district, who, count, last)
      values (${config.district}, ${who}, 1, ${now.toISOString()})
      on conflict (district, who) do update
        set count = case when f.last < ${forgotten} then 1 else f.count + 1 end, last = excluded.last
      returning count, until`,
  )
  const { count, until } = rows[0] ?? { count: 1, until: null }
  // Thrown inside the transaction: a refused attempt counts for nothing and does not prolong the waiting.
  if (until !== null && until > now) throw tooMany(until.getTime() - now.getTime())
  const wait = waitAfter(kind, count)
  if (wait > 0) {
    await sql`update sign_in_failure set until = ${new Date(now.getTime() + wait).toISOString()}
      where district = ${config.district} and who = ${who}`.execute(tx)
  }
  return count - 1
}

function tooMany(milliseconds: number) {
  return accessProblem('try-later', { minutes: Math.ceil(milliseconds / MINUTE) })
}

/** A right password whose code is still to come was no failure; nothing of what others did wrong is forgiven by it. */
export async function giveBack(context: Context, tx: Tx, counters: readonly Counter[]): Promise<void> {
  for (const { kind, who } of counters) {
    await sql`update sign_in_failure
      set count = greatest(count - 1, 0), until = case when count - 1 <= ${FREE[kind]} then null else until end
      where district = ${context.config.district} and who = ${who}`.execute(tx)
  }
}

/** A good sign-in clears what was counted for the name; of the address it takes back its own. */
export async function clearFailures(context: Context, tx: Tx, counters: readonly Counter[]): Promise<void> {
  const { config, clock } = context
  const names = counters.filter(({ kind }) => kind === 'name').map(({ who }) => who)
  await sql`delete from sign_in_failure where district = ${config.district} and who = any (${names})`.execute(tx)
  await giveBack(
    context,
    tx,
    counters.filter(({ kind }) => kind === 'address'),
  )
  const forgotten = new Date(clock.now().getTime() - FORGOTTEN_MS).toISOString()
  await sql`delete from sign_in_failure where district = ${config.district} and last < ${forgotten}`.execute(tx)
}
