import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { NOTHING } from '../../../kernel/scope.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { everybody, type Caller, type Gate } from '../../../platform/server/gate.ts'
import type { Context } from '../../../platform/server/room.ts'
import { HOUR, MINUTE } from '../rules/times.ts'
import { isFromOwnPages, readCookie, SESSION_COOKIE } from './cookies.ts'
import { loadPower, type Power } from './grants/power.ts'
import { localPurpose } from './local-purpose.ts'
import { recall, remember, turnOf, type Known } from './remembered.ts'
import { findSession, type SessionRow } from './sessions.ts'
import { readTimes } from './times.ts'
import { tokenHash } from './tokens.ts'

/** What the session's page shows beyond what every handler needs of a caller. */
export interface AccountCaller extends Caller {
  readonly account: string
  readonly session: string
  readonly username: string
  readonly power: Power
  readonly secondFactor: boolean
  readonly purposeUntil: Date | null
}

/**
 * From the cookie to the caller: memory of a few seconds, else one query for session and account and one for what the
 * person may. Nobody has an account yet: whoever sits at this very PC works as the whole office.
 */
export function makeGate(context: Context): Gate {
  const accounts = makeAccounts(context)
  return {
    accounts,
    async caller(request) {
      const token = readCookie(request, SESSION_COOKIE)
      if (token !== null && isFromOwnPages(request)) {
        const found = await findCaller(context, tokenHash(token))
        if (found) return found
      }
      if (!isAtThisPc(request) || !isFromOwnPages(request) || (await accounts())) return null
      return { ...everybody('本机'), purpose: localPurpose(context)?.words ?? null }
    },
  }
}

/** Once there is one there always is: accounts are disabled, never removed. */
function makeAccounts(context: Context): () => Promise<boolean> {
  const { database, config } = context
  let known = false
  return async () => {
    if (known) return true
    const rows = await rowsOf(
      database.gate,
      sql<{ id: string }>`select id from account where district = ${config.district} and state <> 'invited' limit 1`,
    )
    known = rows.length > 0
    return known
  }
}

/** A proxy on this machine passes on the calls of others: then the peer's address says nothing. */
function isAtThisPc(request: FastifyRequest): boolean {
  const peer = request.socket.remoteAddress ?? ''
  const proxied = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return !proxied && /^(127\.|::1$|::ffff:127\.)/.test(peer)
}

async function findCaller(context: Context, hash: string): Promise<Caller | null> {
  const known = recall(context, hash)
  const found = known ?? (await readCaller(context, hash))
  if (!found) return null
  const now = context.clock.now().getTime()
  if (found.purposeUntil !== null && now >= found.purposeUntil) return { ...found.caller, purpose: null }
  return found.caller
}

async function readCaller(context: Context, hash: string): Promise<Known | null> {
  const { database, clock, config } = context
  const turn = turnOf(context)
  const session = await findSession(database.gate, config.district, hash)
  if (!session || session.state !== 'active') return null
  const now = clock.now()
  const { idleHours } = await readTimes(database.gate, config.district)
  const endsAt = Math.min(session.ends_at.getTime(), session.used_at.getTime() + idleHours * HOUR)
  if (now.getTime() >= endsAt) return null
  if (now.getTime() - session.used_at.getTime() > MINUTE) await noteUse(context, session, now)
  const power = await loadPower(database.gate, config.district, session.account, clock.today(), now)
  const known = { caller: callerOf(session, power), purposeUntil: session.purpose_until?.getTime() ?? null, endsAt }
  remember(context, hash, known, turn)
  return known
}

/** To the minute, so that reading a page does not write to the disk each time. */
async function noteUse(context: Context, session: SessionRow, now: Date): Promise<void> {
  await context.database.writeAsGate(async (tx) => {
    await sql`update account_session set used_at = ${now.toISOString()}
      where district = ${context.config.district} and id = ${session.id}`.execute(tx)
    await sql`update account set last_used = ${now.toISOString()}
      where district = ${context.config.district} and id = ${session.account}`.execute(tx)
  })
}

function callerOf(session: SessionRow, power: Power): AccountCaller {
  const needsFactor = power.needsSecondFactor && !session.second_factor
  return {
    account: session.account,
    name: session.name,
    session: session.id,
    username: session.username,
    power,
    secondFactor: session.second_factor,
    purposeUntil: session.purpose_until,
    reach: (verb) => (verb === 'open' || verb === 'self' ? NOTHING : power.reach(verb)),
    actingFor: (verb) => power.actingFor(verb),
    purpose: session.purpose,
    must: session.must_change ? 'change-password' : needsFactor ? 'second-factor' : null,
  }
}

export function isAccountCaller(caller: Caller | null): caller is AccountCaller {
  return caller !== null && caller.account !== null && 'power' in caller
}
