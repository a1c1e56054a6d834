import { sql } from 'kysely'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { HOUR, MINUTE } from '../rules/times.ts'
import { FORGOTTEN_MS } from '../rules/throttle.ts'

/** How often an open endpoint does its work within one hour of the clock. */
export interface TurnLimits {
  readonly fromOne: number
  readonly fromAll: number
}

/**
 * Takes one turn of an endpoint that anybody may use without signing in: counted by address and for everybody together, in
 * the table of the failed sign-ins, as keyed hashes of the hour, and in a transaction of its own, so that it stays whatever
 * becomes of the request. Returns the minutes until the hour is over when there were too many, else null.
 */
export async function takeTurn(
  context: Context,
  what: string,
  from: string,
  limits: TurnLimits,
): Promise<number | null> {
  const { clock, config, database, secrets } = context
  const now = clock.now()
  const hour = Math.floor(now.getTime() / HOUR)
  const counters = [
    { who: secrets.hash('turn-from', `${what}\0${hour}\0${from}`), most: limits.fromOne },
    { who: secrets.hash('turn', `${what}\0${hour}`), most: limits.fromAll },
  ]
  return database.writeAsGate(async (tx) => {
    let full = false
    for (const { who, most } of counters) {
      const [row] = await rowsOf<{ count: number }>(
        tx,
        sql`insert into sign_in_failure as f (district, who, count, last)
          values (${config.district}, ${who}, 1, ${now.toISOString()})
          on conflict (district, who) do update set count = f.count + 1, last = excluded.last returning count`,
      )
      full ||= (row?.count ?? 1) > most
      const forgotten = new Date(now.getTime() - FORGOTTEN_MS).toISOString()
      if (row?.count === 1)
        await sql`delete from sign_in_failure where district = ${config.district} and last < ${forgotten}`.execute(tx)
    }
    return full ? Math.ceil(((hour + 1) * HOUR - now.getTime()) / MINUTE) : null
  })
}
