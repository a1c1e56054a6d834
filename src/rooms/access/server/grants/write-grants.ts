import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { accessProblem, type Grant, type On } from '../../contract.ts'
import { mayGrant } from '../../rules/grants/grantable.ts'
import { overlap } from '../../rules/grants/lifecycle.ts'
import { forgetCallers } from '../remembered.ts'
import { wholeVerbs } from './catalogue.ts'
import { checkDays } from './days.ts'
import { findGrant, listGrantsOf } from './list-grants.ts'
import { keepingManager } from './managers.ts'
import { settleOn } from './places.ts'
import { findRole } from './roles.ts'

export interface GrantInput {
  readonly role: string
  readonly on: On
  /** First day; today when absent. */
  readonly from?: string | undefined
  /** Last day, inclusive; for good when absent. */
  readonly until?: string | undefined
  readonly reason: string
}

/** Grants a role to an account, within the transaction of whoever makes the account or grants. */
export async function addGrant(
  context: Context,
  tx: Tx,
  scope: Scope,
  account: string,
  { role: roleId, on: asked, from, until, reason }: GrantInput,
): Promise<Grant> {
  const { clock } = context
  const { district } = scope
  const today = clock.today()
  await requireUsable(tx, district, account)
  const role = await findRole(tx, district, roleId)
  if (!role) throw accessProblem('role-not-found')
  const { on, path } = await settleOn(tx, district, asked, today)
  const decision = mayGrant(role, on, wholeVerbs(context))
  if (!decision.ok) throw accessProblem('wrong-on', { why: `${decision.why}。` })
  const span = { from: from ?? today, until: until ?? null, ended: false }
  checkDays(span.from, span.until, today)
  const others = (await listGrantsOf(tx, district, [account], today)).get(account) ?? []
  const same = others.find(
    (other) =>
      other.role === role.id && isSame(other.on, on) && overlap({ ...other, ended: other.state === 'ended' }, span),
  )
  if (same) throw accessProblem('same-grant', { grant: `${same.roleName} · ${same.onName}` })
  const id = await insertGrant(context, tx, scope, account, { role: role.id, on, ...span, reason })
  const made = await findGrant(tx, district, id, today)
  if (!made) throw new Error('a grant just made is not there')
  await writeAudit(
    tx,
    scope,
    clock,
    'access.grant',
    account,
    { before: null, after: sayGrant(made.grant), reason },
    atPath(path),
  )
  forgetCallers(context)
  return made.grant
}

/** Takes a grant back, today and for good; it stays on record. */
export async function endGrant(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  reason: string,
): Promise<{ ok: true; sentence: string }> {
  const { clock } = context
  const today = clock.today()
  const found = await findGrant(tx, scope.district, id, today)
  if (!found || found.grant.state === 'ended') throw accessProblem('grant-not-found')
  const { account, grant } = found
  await keepingManager(tx, scope.district, today, () => markEnded(context, tx, scope, id, reason))
  await writeAudit(tx, scope, clock, 'access.end-grant', account, { before: sayGrant(grant), after: null, reason })
  forgetCallers(context)
  return { ok: true, sentence: `已收回“${grant.roleName} · ${grant.onName}”。` }
}

/**
 * An account's duties move to its successor: grants in force and to come, with their last days, and standing in for others.
 * What is the person's own (`self`) stays, as does the history of everything. Whoever stood in for the one who leaves no
 * longer does: the successor is there.
 */
export async function moveDuties(
  context: Context,
  tx: Tx,
  scope: Scope,
  from: string,
  to: string,
  reason: string,
): Promise<void> {
  const { clock } = context
  const { district, actor } = scope
  const today = clock.today()
  const now = clock.now().toISOString()
  const lists = await listGrantsOf(tx, district, [from, to], today)
  const open = (lists.get(from) ?? []).filter(({ state, on }) => state !== 'ended' && on.kind !== 'self')
  const kept = (lists.get(to) ?? []).filter(({ state }) => state !== 'ended')
  await keepingManager(tx, district, today, async () => {
    for (const { id, role, on, from: first, until } of open) {
      await markEnded(context, tx, scope, id, reason)
      const span = { from: first < today ? today : first, until }
      const covered = kept.some(
        (other) =>
          other.role === role && isSame(other.on, on) && other.from <= span.from && reachesDay(other.until, until),
      )
      if (!covered) await insertGrant(context, tx, scope, to, { role, on, ...span, reason })
    }
  })
  const standing = await rowsOf<{
    id: string
    of_account: string
    from_day: string
    until_day: string
    reason: string
  }>(
    tx,
    sql`update access_substitution set ended_at = ${now}, ended_by = ${actor}
      where district = ${district} and ended_at is null and until_day >= ${today}::date
        and (of_account = ${from} or by_account = ${from})
      returning id, of_account, from_day, until_day, reason`,
  )
  for (const row of standing) {
    if (row.of_account === from || row.of_account === to) continue
    await sql`insert into access_substitution (district, id, of_account, by_account, from_day, until_day, reason, made_by, made_at)
      values (${district}, ${clock.id()}, ${row.of_account}, ${to}, greatest(${row.from_day}::date, ${today}::date),
        ${row.until_day}, ${row.reason}, ${actor}, ${now})`.execute(tx)
  }
  await sql`update access_glass set ended_at = ${now}
    where district = ${district} and account = ${from} and ended_at is null`.execute(tx)
  const moved = { grants: open.map(sayGrant), substitutions: standing.length }
  await writeAudit(tx, scope, clock, 'access.move-duties', from, { to, ...moved, reason })
  forgetCallers(context)
}

/** What the trail keeps of a grant. */
export function sayGrant({ role, roleName, on, onName, from, until }: Grant): Readonly<Record<string, unknown>> {
  return { role, roleName, on, onName, from, until }
}

const atPath = (path: string | null) => (path === null ? {} : { path })

async function requireUsable(tx: Tx, district: string, account: string): Promise<void> {
  const rows = await rowsOf<{ state: string }>(
    tx,
    sql`select state from account where district = ${district} and id = ${account}`,
  )
  const state = rows[0]?.state
  if (state === undefined) throw accessProblem('account-not-found')
  if (state === 'active' || state === 'invited') return
  throw accessProblem('wrong-on', { why: '这个账号已停用或已交接，不能授权。请先恢复使用。' })
}

async function insertGrant(
  context: Context,
  tx: Tx,
  { district, actor }: Scope,
  account: string,
  given: {
    readonly role: string
    readonly on: On
    readonly from: string
    readonly until: string | null
    readonly reason: string
  },
): Promise<string> {
  const { clock } = context
  const { role, on, from, until, reason } = given
  const id = clock.id()
  await sql`insert into access_grant (district, id, account, role, kind, area, section, unit, organization, from_day, until_day, reason,
      granted_by, granted_at)
    values (${district}, ${id}, ${account}, ${role}, ${on.kind}, ${'area' in on ? on.area : null},
      ${'section' in on ? on.section : null}, ${'unit' in on ? on.unit : null},
      ${'organization' in on ? on.organization : null}, ${from}, ${until}, ${reason}, ${actor},
      ${clock.now().toISOString()})`.execute(tx)
  return id
}

async function markEnded(
  { clock }: Context,
  tx: Tx,
  { district, actor }: Scope,
  id: string,
  reason: string,
): Promise<void> {
  await sql`update access_grant set ended_at = ${clock.now().toISOString()}, ended_by = ${actor}, end_reason = ${reason}
    where district = ${district} and id = ${id} and ended_at is null`.execute(tx)
}

function isSame(one: On, other: On): boolean {
  return (
    one.kind === other.kind &&
    ('area' in one ? one.area : '') === ('area' in other ? other.area : '') &&
    ('section' in one ? one.section : '') === ('section' in other ? other.section : '') &&
    ('unit' in one ? one.unit : '') === ('unit' in other ? other.unit : '') &&
    ('organization' in one ? one.organization : '') === ('organization' in other ? other.organization : '')
  )
}

/** Whether something that lasts until `last` is there on `day`; null is for good. */
function reachesDay(last: string | null, day: string | null): boolean {
  return last === null || (day !== null && last >= day)
}
