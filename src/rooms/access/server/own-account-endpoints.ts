import { sql } from 'kysely'
import { renderSVG } from 'uqr'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Call, Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import { platformProblem } from '../../../platform/contract.ts'
import { accessEndpoints, accessProblem } from '../contract.ts'
import { findSecret, setPassword } from './accounts.ts'
import { SESSION_COOKIE, setCookie } from './cookies.ts'
import { isAccountCaller, type AccountCaller } from './gate.ts'
import { hasherOf } from './hashing.ts'
import { refuseWeak } from './passwords.ts'
import { forgetCallers } from './remembered.ts'
import { newRecoveryCodes, recoveryHash, useCode } from './second-factor.ts'
import { endSessions, renewToken } from './sessions.ts'
import { clearFailures, countersOf, takeAttempt } from './throttle.ts'
import { matchTotp, newTotpSecret, totpUri } from './totp.ts'
import { readTimes } from './times.ts'
import { HOUR } from '../rules/times.ts'

export const ownAccountTable = {
  'access.changePassword': accessEndpoints['access.changePassword'],
  'access.beginSecondFactor': accessEndpoints['access.beginSecondFactor'],
  'access.confirmSecondFactor': accessEndpoints['access.confirmSecondFactor'],
  'access.endSecondFactor': accessEndpoints['access.endSecondFactor'],
  'access.ownSessions': accessEndpoints['access.ownSessions'],
  'access.revokeSession': accessEndpoints['access.revokeSession'],
}

/** What somebody does with the own account. The password is asked again for whatever weakens or moves the sign-in. */
export function ownAccountHandlers(context: Context): Handlers<typeof ownAccountTable> {
  const { clock, config, database, secrets } = context
  const { district } = config

  /** What grew in power gets a new token; every other place where the person was signed in is signed out. */
  const renew = async (tx: Tx, person: AccountCaller) => {
    await endSessions(tx, district, person.account, person.session)
    return renewToken(context, tx, person.session)
  }
  const handCookie = ({ request, reply }: Call, { token, seconds }: { token: string; seconds: number }): void => {
    forgetCallers(context)
    setCookie(request, reply, SESSION_COOKIE, token, seconds)
  }

  return {
    'access.changePassword': async ({ old, password }, call) => {
      const person = personOf(call)
      await askPassword(context, call, person, old)
      refuseWeak(password, person)
      const hash = await hasherOf(context).make(password, { from: call.request.ip, rank: 0 })
      const renewed = await database.writeAsGate(async (tx) => {
        await setPassword(tx, district, person.account, hash)
        await sql`update account set must_change = false where district = ${district} and id = ${person.account}`.execute(
          tx,
        )
        await writeAudit(tx, call.scope, clock, 'access.password-changed', person.account)
        return renew(tx, person)
      })
      handCookie(call, renewed)
      return { ok: true as const, sentence: '密码已改。其他地方的登录已失效。' }
    },
    'access.beginSecondFactor': async ({ password }, call) => {
      const person = personOf(call)
      await askPassword(context, call, person, password)
      const secret = newTotpSecret()
      await database.writeAsGate(async (tx) => {
        await sql`insert into account_secret (district, account, totp_pending)
          values (${district}, ${person.account}, ${secrets.seal(secret)})
          on conflict (district, account) do update set totp_pending = excluded.totp_pending`.execute(tx)
      })
      const uri = totpUri(secret, person.username)
      return { secret, uri, picture: renderSVG(uri, { ecc: 'M', border: 2 }) }
    },
    'access.confirmSecondFactor': async ({ code }, call) => {
      const person = personOf(call)
      const pending = (await findSecret(database.gate, district, person.account))?.totp_pending
      if (!pending) throw accessProblem('not-begun')
      const step = matchTotp(secrets.open(pending), code, clock.now(), 0)
      if (step === null) throw accessProblem('code-wrong')
      const recoveryCodes = newRecoveryCodes()
      const renewed = await database.writeAsGate(async (tx) => {
        await sql`update account_secret set totp = ${pending}, totp_pending = null, totp_step = ${step},
            recovery = ${recoveryCodes.map(recoveryHash)}
          where district = ${district} and account = ${person.account}`.execute(tx)
        await sql`update account set second_factor = true where district = ${district} and id = ${person.account}`.execute(
          tx,
        )
        await writeAudit(tx, call.scope, clock, 'access.second-factor-set', person.account)
        return renew(tx, person)
      })
      handCookie(call, renewed)
      return { recoveryCodes }
    },
    'access.endSecondFactor': async ({ password, code }, call) => {
      const person = personOf(call)
      if (person.power.needsSecondFactor) throw accessProblem('second-factor-required')
      const counters = await askPassword(context, call, person, password)
      const renewed = await database.writeAsGate(async (tx) => {
        if (!(await useCode(context, tx, person.account, code))) return null
        await sql`update account_secret set totp = null, totp_pending = null, recovery = '{}'
          where district = ${district} and account = ${person.account}`.execute(tx)
        await sql`update account set second_factor = false where district = ${district} and id = ${person.account}`.execute(
          tx,
        )
        await writeAudit(tx, call.scope, clock, 'access.second-factor-ended', person.account)
        return renew(tx, person)
      })
      if (!renewed) {
        await takeAttempt(context, counters)
        throw accessProblem('code-wrong')
      }
      handCookie(call, renewed)
      return { ok: true as const, sentence: '两步验证已停用。' }
    },
    'access.ownSessions': async (_, call) => {
      const person = personOf(call)
      const { idleHours } = await readTimes(database.gate, district)
      const idle = clock.now().getTime() - idleHours * HOUR
      const rows = await rowsOf(
        call.db,
        sql<OwnSession>`select id, came_from, browser, started_at, used_at, ends_at from account_session
          where district = ${district} and account = ${person.account} and ends_at > ${clock.now().toISOString()}
          order by used_at desc, id`,
      )
      return {
        rows: rows
          .filter((row) => row.used_at.getTime() > idle)
          .map((row) => ({
            id: row.id,
            current: row.id === person.session,
            from: row.came_from,
            browser: row.browser,
            startedAt: row.started_at.toISOString(),
            usedAt: row.used_at.toISOString(),
            until: new Date(Math.min(row.ends_at.getTime(), row.used_at.getTime() + idleHours * HOUR)).toISOString(),
          })),
      }
    },
    'access.revokeSession': async ({ id }, call) => {
      const person = personOf(call)
      await database.write(call.scope, async (tx) => {
        const done = await sql`delete from account_session
          where district = ${district} and account = ${person.account} and id = ${id}`.execute(tx)
        if (done.numAffectedRows !== 1n) throw accessProblem('session-not-found')
        await writeAudit(tx, call.scope, clock, 'access.session-revoked', person.account, { session: id })
      })
      forgetCallers(context)
      return { ok: true as const, sentence: '那处登录已失效。' }
    },
  }
}

interface OwnSession {
  readonly id: string
  readonly came_from: string
  readonly browser: string
  readonly started_at: Date
  readonly used_at: Date
  readonly ends_at: Date
}

/** This PC before the first account has no account of its own to look after. */
function personOf({ caller }: Call): AccountCaller {
  if (!isAccountCaller(caller)) throw platformProblem('not-signed-in')
  return caller
}

/** Counted like a sign-in, so that a screen left open is no place to guess at. */
async function askPassword(context: Context, { request }: Call, person: AccountCaller, password: string) {
  const { config, database } = context
  const counters = countersOf(context, person.username, request.ip, person.session)
  const failures = await takeAttempt(context, counters)
  const secret = await findSecret(database.gate, config.district, person.account)
  const right = await hasherOf(context).check(password, secret?.password_hash ?? null, {
    from: request.ip,
    rank: failures,
  })
  if (!right) throw accessProblem('password-wrong')
  await database.writeAsGate((tx) => clearFailures(context, tx, counters))
  return counters
}
