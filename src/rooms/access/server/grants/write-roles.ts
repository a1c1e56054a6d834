import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { accessProblem, type Role } from '../../contract.ts'
import type { RoleContent } from '../../rules/grants/built-in-roles.ts'
import { mayChangeRole } from '../../rules/grants/change-role.ts'
import { mayGrant } from '../../rules/grants/grantable.ts'
import { forgetCallers } from '../remembered.ts'
import { wholeVerbs } from './catalogue.ts'
import { keepingManager } from './managers.ts'
import { onOf } from './on-of.ts'
import { countHolders, listRoles } from './roles.ts'

/** Makes the newest version of a role, or a role of the office's own (`id` null). Holders have it at their next request. */
export async function saveRole(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string | null,
  wanted: RoleContent,
  reason: string,
): Promise<Role> {
  const { clock } = context
  const { district, actor } = scope
  const today = clock.today()
  const roles = await listRoles(tx, district)
  const before = roles.find((role) => role.id === id) ?? null
  if (id !== null && before === null) throw accessProblem('role-not-found')
  const to: RoleContent = { ...wanted, verbs: [...new Set(wanted.verbs)].sort(), on: [...new Set(wanted.on)] }
  const known = new Set(context.catalogue.map(({ verb }) => verb))
  const unknown = to.verbs.find((verb) => !known.has(verb))
  if (unknown !== undefined) throw accessProblem('unknown-verb', { verb: unknown })
  if (roles.some((role) => role.name === to.name && role.id !== id)) {
    throw accessProblem('role-name-taken', { name: to.name })
  }
  const key = id ?? clock.id()
  const decision = mayChangeRole(key, to)
  if (!decision.ok) throw accessProblem('role-built-in', { why: `${decision.why}。` })
  await checkHolders(context, tx, district, key, to)
  await keepingManager(tx, district, today, async () => {
    const made = await rowsOf(
      tx,
      sql`insert into access_role (district, id, version, name, note, verbs, on_kinds, needs_second_factor, changed_by, changed_at, reason)
        values (${district}, ${key}, ${(before?.version ?? 0) + 1}, ${to.name}, ${to.note}, ${to.verbs}, ${to.on},
          ${to.needsSecondFactor}, ${actor}, ${clock.now().toISOString()}, ${reason})
        on conflict do nothing returning id`,
    )
    if (made.length === 0) throw accessProblem('role-changed')
  })
  await writeAudit(tx, scope, clock, 'access.save-role', key, {
    before: before && sayRole(before),
    after: sayRole(to),
    reason,
  })
  forgetCallers(context)
  const holders = await countHolders(tx, district, today)
  return { id: key, ...sayRole(to), builtIn: before?.builtIn ?? false, holders: holders.get(key) ?? 0 }
}

/** What is granted already must stay grantable: no verb of the whole office's slips to somebody who has a part. */
async function checkHolders(context: Context, tx: Tx, district: string, id: string, to: RoleContent): Promise<void> {
  const held = await rowsOf<Parameters<typeof onOf>[0]>(
    tx,
    sql`select distinct kind, area, section, unit from access_grant
      where district = ${district} and role = ${id} and ended_at is null
        and (until_day is null or until_day >= ${context.clock.today()}::date)`,
  )
  for (const row of held) {
    const decision = mayGrant(to, onOf(row), wholeVerbs(context))
    if (!decision.ok)
      throw accessProblem('wrong-on', { why: `有人的授权与此不符：${decision.why}。请先收回那些授权。` })
  }
}

function sayRole({ name, note, verbs, on, needsSecondFactor }: RoleContent) {
  return { name, note, verbs: [...verbs], on: [...on], needsSecondFactor }
}
