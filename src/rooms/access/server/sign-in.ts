import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { accessProblem } from '../contract.ts'
import { browserName } from '../rules/browser-name.ts'
import { findByUsername, findSecret, lockAccount, type AccountRow } from './accounts.ts'
import { readCookie, SESSION_COOKIE, setCookie } from './cookies.ts'
import { loadPower } from './grants/power.ts'
import { hasherOf } from './hashing.ts'
import { personScope } from './person-scope.ts'
import { forgetCallers } from './remembered.ts'
import { useCode } from './second-factor.ts'
import { startSession, type Started } from './sessions.ts'
import { clearFailures, countersOf, giveBack, takeAttempt } from './throttle.ts'
import { tokenHash } from './tokens.ts'

export interface Typed {
  readonly username: string
  readonly password: string
  readonly code?: string | undefined
}

/** What must be done before anything else. */
type Must = 'change-password' | 'second-factor' | null

/**
 * Signing in by password. Whatever is wrong, the answer is one and the same, after the same work: an unknown name, a
 * disabled account, a wrong password and a wrong code cannot be told apart.
 */
export async function signIn(
  context: Context,
  scope: Scope,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
): Promise<{ needsCode: boolean; must: Must }> {
  const username = plainName(typed.username)
  const where = { from: request.ip, device: readDevice(context, request, username) }
  const proven = await prove(context, scope, typed, where, (tx, account) =>
    enter(context, tx, request, account, 'password'),
  )
  if (proven === 'needs-code') return { needsCode: true, must: null }
  const { account, done } = proven
  forgetCallers(context)
  setCookie(request, reply, SESSION_COOKIE, done.token, done.seconds)
  setDevice(context, request, reply, username)
  return { needsCode: false, must: await mustOf(context, account) }
}

function plainName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/**
 * Whether somebody is who they say; `then` runs in the same transaction that uses up the code and clears the failures.
 *
 * @throws Problem `access.sign-in-failed`, `access.try-later`.
 */
export async function prove<T>(
  context: Context,
  scope: Scope,
  typed: Typed,
  where: { readonly from: string; readonly device: string | null },
  then: (tx: Tx, account: AccountRow) => Promise<T>,
): Promise<{ account: AccountRow; done: T } | 'needs-code'> {
  const { database, config } = context
  const username = plainName(typed.username)
  const counters = countersOf(context, username, where.from, where.device)
  const failures = await takeAttempt(context, counters)
  const account = await findByUsername(database.gate, config.district, username)
  const secret = await findSecret(database.gate, config.district, account?.id ?? '')
  const hash = account?.state === 'active' ? (secret?.password_hash ?? null) : null
  // Browsers in which the person signed in before go first: guesses from everywhere do not hold them up.
  const rank = where.device === null ? failures : failures - 1
  const right = await hasherOf(context).check(typed.password, hash, { from: where.device ?? where.from, rank })
  const answer = await database.writeAsGate(async (tx) => {
    if (!account || !right) return 'failed' as const
    // As it is now: it may have been disabled while the password was being looked at.
    const { state, second_factor: coded } = await lockAccount(tx, config.district, account.id)
    if (state !== 'active') return 'failed' as const
    if (coded && typed.code === undefined) {
      await giveBack(context, tx, counters)
      return 'needs-code' as const
    }
    if (coded && !(await useCode(context, tx, account.id, typed.code ?? ''))) return 'failed' as const
    await clearFailures(context, tx, counters)
    return { account, done: await then(tx, account) }
  })
  if (answer !== 'failed') return answer
  // Its own transaction, so that it stays although the request is refused.
  await database.writeAsGate((tx) => noteFailed(context, tx, scope, account, username))
  throw accessProblem('sign-in-failed')
}

async function noteFailed(
  context: Context,
  tx: Tx,
  scope: Scope,
  account: AccountRow | null,
  typed: string,
): Promise<void> {
  const details = account ? { name: account.username } : { unknownName: context.secrets.hash('username', typed) }
  await writeAudit(tx, scope, context.clock, 'access.sign-in-failed', account?.id ?? null, details)
}

/** Begins the session and writes it down; the session that the browser brought along ends. */
export async function enter(
  context: Context,
  tx: Tx,
  request: FastifyRequest,
  account: Pick<AccountRow, 'id' | 'name'>,
  by: 'password' | 'single-sign-on' | 'invitation' | 'set-up',
): Promise<Started> {
  const { clock, config } = context
  const old = readCookie(request, SESSION_COOKIE)
  if (old !== null) {
    await sql`delete from account_session
      where district = ${config.district} and token_hash = ${tokenHash(old)}`.execute(tx)
  }
  const started = await startSession(context, tx, account.id, request.ip, browserName(request.headers['user-agent']))
  await sql`update account set last_used = ${clock.now().toISOString()}
    where district = ${config.district} and id = ${account.id}`.execute(tx)
  await writeAudit(tx, personScope(context, request, account), clock, 'access.signed-in', account.id, {
    session: started.id,
    by,
  })
  return started
}

async function mustOf(context: Context, account: AccountRow): Promise<Must> {
  if (account.must_change) return 'change-password'
  const { database, config, clock } = context
  const power = await loadPower(database.gate, config.district, account.id, clock.today(), clock.now())
  return power.needsSecondFactor && !account.second_factor ? 'second-factor' : null
}

/**
 * A mark that a browser keeps once somebody has signed in with it (OWASP's "device cookie"): failures from it are counted
 * by themselves, so that others behind the same address cannot keep the person out. It opens nothing.
 */
const DEVICE_COOKIE = 'juxin-device'
const HALF_A_YEAR = 180 * 24 * 3600

function readDevice(context: Context, request: FastifyRequest, username: string): string | null {
  const [nonce = '', mark = ''] = (readCookie(request, DEVICE_COOKIE) ?? '').split('.')
  return nonce !== '' && mark === deviceMark(context, nonce, username) ? nonce : null
}

function setDevice(context: Context, request: FastifyRequest, reply: FastifyReply, username: string): void {
  if (readDevice(context, request, username) !== null) return
  const nonce = randomBytes(12).toString('base64url')
  setCookie(request, reply, DEVICE_COOKIE, `${nonce}.${deviceMark(context, nonce, username)}`, HALF_A_YEAR)
}

function deviceMark(context: Context, nonce: string, username: string): string {
  return context.secrets.hash('device-mark', `${nonce}\0${username}`)
}
