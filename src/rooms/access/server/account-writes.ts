import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { accessEvents, accessProblem, type HandedOver, type On } from '../contract.ts'
import { digitsOf } from './account-reads.ts'
import { lockAccount } from './accounts.ts'
import { addGrant, isLastManager, moveDuties } from './grants/public.ts'
import { makeInvitation, type Link } from './invitations.ts'
import { endSessions } from './sessions.ts'

/**
 * What the administrators do to accounts. Each runs inside the caller's transaction, within the whole office, and writes
 * its row of the trail; the caller drops the gate's memory afterwards (`forgetCallers`).
 */
export interface NewAccount {
  readonly username: string
  readonly name: string
  readonly phone?: string | undefined
  readonly post?: string | undefined
  readonly grants: readonly { readonly role: string; readonly on: On; readonly until?: string | undefined }[]
  readonly reason: string
}

export async function createAccount(
  context: Context,
  tx: Tx,
  scope: Scope,
  person: NewAccount,
): Promise<{ id: string; link: Link }> {
  const { clock, secrets } = context
  const { district } = scope
  await requireSetUp(tx, district)
  const id = clock.id()
  const { username, name, phone, post, grants, reason } = person
  const made = await sql`insert into account (district, id, username, name, phone, phone_hash, post, state, created_at)
    values (${district}, ${id}, ${username}, ${name}, ${phone === undefined ? null : secrets.seal(phone)},
      ${phone === undefined ? null : secrets.hash('phone', digitsOf(phone))}, ${post ?? null}, 'invited',
      ${clock.now().toISOString()})
    on conflict (district, username) do nothing`.execute(tx)
  if (made.numAffectedRows !== 1n) throw accessProblem('username-taken', { username })
  await writeAudit(tx, scope, clock, 'access.account-created', id, {
    before: null,
    after: { username, name: keyed(secrets, 'name', name), phone: keyed(secrets, 'phone', phone ?? null), post },
    reason,
  })
  for (const { role, on, until } of grants) await addGrant(context, tx, scope, id, { role, on, until, reason })
  return { id, link: await makeInvitation(context, tx, id) }
}

/** Before the first administrator is set up anybody made here could sign in and nobody could manage them. */
async function requireSetUp(tx: Tx, district: string): Promise<void> {
  const some = await rowsOf(tx, sql<{ id: string }>`select id from account where district = ${district} limit 1`)
  if (some.length === 0) throw accessProblem('set-up-first')
}

export async function inviteAgain(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, reason, dropSecondFactor }: { id: string; reason: string; dropSecondFactor: boolean },
): Promise<Link> {
  const account = await lockAccount(tx, scope.district, id)
  if (account.state !== 'active' && account.state !== 'invited') {
    throw accessProblem('wrong-on', { why: '这个账号已停用或已交接，请先恢复使用。' })
  }
  await setState(tx, scope.district, id, 'invited')
  await endSessions(tx, scope.district, id, null)
  await writeAudit(tx, scope, context.clock, 'access.account-invited', id, { reason, dropSecondFactor })
  return makeInvitation(context, tx, id, dropSecondFactor)
}

export async function disableAccount(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, reason }: { id: string; reason: string },
): Promise<string> {
  const { district } = scope
  const account = await lockAccount(tx, district, id)
  if (await isLastManager(tx, district, id, context.clock.today())) throw accessProblem('last-administrator')
  await shut(tx, district, id, 'disabled')
  await writeAudit(tx, scope, context.clock, 'access.account-disabled', id, {
    before: { state: account.state },
    after: { state: 'disabled' },
    reason,
  })
  return `${account.name} 的账号已停用，现有登录已失效。`
}

export async function enableAccount(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, reason, hasPassword }: { id: string; reason: string; hasPassword: boolean },
): Promise<string> {
  const { district } = scope
  const account = await lockAccount(tx, district, id)
  if (account.state === 'active' || account.state === 'invited') return `${account.name} 的账号本来就在用。`
  const state = hasPassword ? 'active' : 'invited'
  await setState(tx, district, id, state)
  await writeAudit(tx, scope, context.clock, 'access.account-enabled', id, {
    before: { state: account.state },
    after: { state },
    reason,
  })
  return state === 'active'
    ? `${account.name} 的账号已恢复。`
    : `${account.name} 的账号已恢复，还没有设过密码，请换一个一次性链接。`
}

/**
 * The leaver's duties move to the successor, the account ends, and what the person did stays under the person's name.
 * Later rooms move what was in hand (`access.handed-over`) in the same transaction.
 */
export async function handOver(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, successor, reason }: { id: string; successor: string; reason: string },
): Promise<string> {
  const { district } = scope
  if (id === successor) throw accessProblem('wrong-on', { why: '不能交给本人。' })
  // Always in the same order, so that two hand-overs do not wait for each other.
  const locked = new Map<string, Awaited<ReturnType<typeof lockAccount>>>()
  for (const one of [id, successor].sort()) locked.set(one, await lockAccount(tx, district, one))
  const [from, to] = [locked.get(id), locked.get(successor)]
  if (!from || !to) throw accessProblem('account-not-found')
  if (from.state === 'handed-over') throw accessProblem('wrong-on', { why: '这个账号已经交接过了。' })
  if (to.state !== 'active' && to.state !== 'invited') {
    throw accessProblem('wrong-on', { why: '接手人的账号已停用或已交接。' })
  }
  const last = await isLastManager(tx, district, id, context.clock.today())
  if (last && to.state !== 'active') throw accessProblem('last-administrator')
  await moveDuties(context, tx, scope, id, successor, reason)
  await shut(tx, district, id, 'handed-over')
  await sql`update account set successor = ${successor} where district = ${district} and id = ${id}`.execute(tx)
  await writeAudit(tx, scope, context.clock, 'access.account-handed-over', id, { successor, reason })
  const payload: HandedOver = { from: id, to: successor }
  await context.reactions.emit(accessEvents.handedOver, tx, scope, payload)
  return `${from.name} 已交接给 ${to.name}，${from.name} 的账号已停用，历史仍记在本人名下。`
}

async function shut(tx: Tx, district: string, id: string, state: 'disabled' | 'handed-over'): Promise<void> {
  await setState(tx, district, id, state)
  await endSessions(tx, district, id, null)
  await sql`delete from account_invitation where district = ${district} and account = ${id}`.execute(tx)
}

async function setState(tx: Tx, district: string, id: string, state: string): Promise<void> {
  await sql`update account set state = ${state}, successor = null where district = ${district} and id = ${id}`.execute(
    tx,
  )
}
