import { sql } from 'kysely'
import type { Context } from '../../../platform/server/room.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { HOUR } from '../rules/times.ts'
import { readTimes } from './times.ts'
import { newToken, tokenHash } from './tokens.ts'

export interface SessionRow {
  readonly id: string
  readonly account: string
  readonly username: string
  readonly name: string
  readonly state: string
  readonly must_change: boolean
  readonly second_factor: boolean
  readonly used_at: Date
  readonly ends_at: Date
  readonly purpose: string | null
  readonly purpose_until: Date | null
}

export interface Started {
  readonly id: string
  /** Goes into the cookie; only its hash is kept. */
  readonly token: string
  readonly seconds: number
}

/** Every sign-in begins a session with a token of its own: one that somebody planted before is worth nothing. */
export async function startSession(
  context: Context,
  tx: Tx,
  account: string,
  from: string,
  browser: string,
): Promise<Started> {
  const { clock, config } = context
  const { longestDays } = await readTimes(tx, config.district)
  const token = newToken()
  const id = clock.id()
  const now = clock.now()
  const ends = new Date(now.getTime() + longestDays * 24 * HOUR)
  await sql`insert into account_session (district, id, token_hash, account, came_from, browser, started_at, used_at, ends_at)
    values (${config.district}, ${id}, ${tokenHash(token)}, ${account}, ${from}, ${browser}, ${now.toISOString()},
      ${now.toISOString()}, ${ends.toISOString()})`.execute(tx)
  await sql`delete from account_session where district = ${config.district} and account = ${account} and ends_at < ${now.toISOString()}`.execute(
    tx,
  )
  return { id, token, seconds: longestDays * 24 * 3600 }
}

/** The same session under a new token, after what it may do has grown. */
export async function renewToken(context: Context, tx: Tx, session: string): Promise<Started> {
  const { longestDays } = await readTimes(tx, context.config.district)
  const token = newToken()
  await sql`update account_session set token_hash = ${tokenHash(token)}
    where district = ${context.config.district} and id = ${session}`.execute(tx)
  return { id: session, token, seconds: longestDays * 24 * 3600 }
}

/** With its account, in one query. */
export async function findSession(db: Db, district: string, hash: string): Promise<SessionRow | null> {
  const rows = await rowsOf(
    db,
    sql<SessionRow>`select s.id, s.account, s.used_at, s.ends_at, s.purpose, s.purpose_until,
        a.username, a.name, a.state, a.must_change, a.second_factor
      from account_session s join account a on a.district = s.district and a.id = s.account
      where s.district = ${district} and s.token_hash = ${hash}`,
  )
  return rows[0] ?? null
}

/** Ends the sessions of an account, all or all but one. */
export async function endSessions(tx: Tx, district: string, account: string, except: string | null): Promise<void> {
  await sql`delete from account_session
    where district = ${district} and account = ${account} and id is distinct from ${except}`.execute(tx)
}
