import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { accessProblem } from '../contract.ts'
import { SESSION_COOKIE, setCookie } from './cookies.ts'
import { addGrant } from './grants/public.ts'
import { hasherOf, OWN_LANE } from './hashing.ts'
import { refuseWeak } from './passwords.ts'
import { forgetCallers } from './remembered.ts'
import { isSetupToken } from './setup-link.ts'
import { enter } from './sign-in.ts'

export interface FirstPerson {
  readonly username: string
  readonly name: string
  readonly password: string
}

/** The first administrator, by the code printed on the console; from then on everybody signs in. */
export async function setUp(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  person: FirstPerson & { readonly token: string },
): Promise<{ ok: true; sentence: string }> {
  if (await context.gates.current.accounts()) throw accessProblem('already-set-up')
  if (!isSetupToken(context, person.token)) throw accessProblem('wrong-token')
  const started = await makeFirst(context, context.localScope(), person, async (tx, id) =>
    enter(context, tx, request, { id, name: person.name }, 'set-up'),
  )
  setCookie(request, reply, SESSION_COOKIE, started.token, started.seconds)
  return { ok: true, sentence: `管理员 ${person.name} 已设好。从现在起，每个人都要登录。` }
}

/** An administrator of the whole office, together with the password and the grant. */
export async function makeFirst<T>(
  context: Context,
  scope: Scope,
  { username, name, password }: FirstPerson,
  then: (tx: Tx, id: string) => Promise<T>,
): Promise<T> {
  refuseWeak(password, { username, name })
  const { clock, config, database } = context
  const hash = await hasherOf(context).make(password, OWN_LANE)
  const done = await database.write(scope, async (tx) => {
    // Two browsers with the same code: the second finds the first one's account.
    await sql`select pg_advisory_xact_lock(hashtext(${`juxin first account ${config.district}`}))`.execute(tx)
    const some = await rowsOf(
      tx,
      sql<{ id: string }>`select id from account where district = ${config.district} limit 1`,
    )
    if (some.length > 0) throw accessProblem('already-set-up')
    const id = clock.id()
    await sql`insert into account (district, id, username, name, state, created_at)
      values (${config.district}, ${id}, ${username}, ${name}, 'active', ${clock.now().toISOString()})`.execute(tx)
    await sql`insert into account_secret (district, account, password_hash)
      values (${config.district}, ${id}, ${hash})`.execute(tx)
    await writeAudit(tx, scope, clock, 'access.set-up', id, { username })
    await addGrant(context, tx, scope, id, {
      role: 'administrator',
      on: { kind: 'area', area: '' },
      reason: '首次设置管理员',
    })
    return then(tx, id)
  })
  forgetCallers(context)
  return done
}
