import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { accessProblem } from '../contract.ts'
import { HOUR } from '../rules/times.ts'
import { setPassword } from './accounts.ts'
import { SESSION_COOKIE, setCookie } from './cookies.ts'
import { hasherOf } from './hashing.ts'
import { refuseWeak } from './passwords.ts'
import { personScope } from './person-scope.ts'
import { forgetCallers } from './remembered.ts'
import { enter } from './sign-in.ts'
import { readTimes } from './times.ts'
import { newToken, tokenHash } from './tokens.ts'

/**
 * A one-time link, by which somebody sets the own password: so nobody else ever knows it. There is at most one for each
 * account; a new one ends the earlier.
 */
export interface Link {
  /** Relative to the server's address, `/invitation/…`; shown once, only its hash is kept. */
  readonly link: string
  readonly until: string
}

export async function makeInvitation(
  context: Context,
  tx: Tx,
  account: string,
  dropSecondFactor = false,
): Promise<Link> {
  const { clock, config } = context
  const { linkHours } = await readTimes(tx, config.district)
  const token = newToken()
  const until = new Date(clock.now().getTime() + linkHours * HOUR).toISOString()
  await sql`insert into account_invitation (district, account, token_hash, until, drop_second_factor)
    values (${config.district}, ${account}, ${tokenHash(token)}, ${until}, ${dropSecondFactor})
    on conflict (district, account) do update set token_hash = excluded.token_hash, until = excluded.until,
      drop_second_factor = excluded.drop_second_factor`.execute(tx)
  return { link: `/invitation/${token}`, until }
}

interface Invited {
  readonly account: string
  readonly username: string
  readonly name: string
  readonly until: Date
  readonly drop_second_factor: boolean
  readonly second_factor: boolean
}

/** @throws Problem `access.invitation-ended` for whatever does not open: used, expired, replaced, made up. */
export async function getInvitation(context: Context, db: Db | Tx, token: string): Promise<Invited> {
  const { clock, config } = context
  const rows = await rowsOf(
    db,
    sql<Invited>`select i.account, a.username, a.name, i.until, i.drop_second_factor, a.second_factor
      from account_invitation i join account a on a.district = i.district and a.id = i.account
      where i.district = ${config.district} and i.token_hash = ${tokenHash(token)} and i.until > ${clock.now().toISOString()}
        and a.state = 'invited'`,
  )
  if (!rows[0]) throw accessProblem('invitation-ended')
  return rows[0]
}

export async function acceptInvitation(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<{ ok: true; sentence: string }> {
  const { clock, config, database } = context
  const invited = await getInvitation(context, database.gate, token)
  // Before the link is used up: a weak password must not cost it.
  refuseWeak(password, invited)
  const hash = await hasherOf(context).make(password, { from: request.ip, rank: 0 })
  const started = await database.writeAsGate(async (tx) => {
    const { account, name, drop_second_factor: drop, second_factor: second } = await getInvitation(context, tx, token)
    const used = await sql`delete from account_invitation
      where district = ${config.district} and token_hash = ${tokenHash(token)}`.execute(tx)
    if (used.numAffectedRows !== 1n) throw accessProblem('invitation-ended')
    await setPassword(tx, config.district, account, hash)
    await sql`update account set state = 'active', must_change = false, second_factor = ${second && !drop}
      where district = ${config.district} and id = ${account}`.execute(tx)
    if (drop) await dropSecret(tx, config.district, account)
    await writeAudit(tx, personScope(context, request, { id: account, name }), clock, 'access.password-set', account, {
      by: 'one-time-link',
      secondFactorDropped: second && drop,
    })
    // A second factor that stays is asked for: the link alone does not replace it.
    return second && !drop ? null : enter(context, tx, request, { id: account, name }, 'invitation')
  })
  forgetCallers(context)
  if (started) setCookie(request, reply, SESSION_COOKIE, started.token, started.seconds)
  return { ok: true, sentence: '密码已设好，这个链接不能再用了。' }
}

async function dropSecret(tx: Tx, district: string, account: string): Promise<void> {
  await sql`update account_secret set totp = null, totp_pending = null, recovery = '{}'
    where district = ${district} and account = ${account}`.execute(tx)
}
