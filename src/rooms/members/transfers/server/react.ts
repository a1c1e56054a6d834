import { sql } from 'kysely'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { organizationsEvents } from '../../../organizations/contract.ts'
import { registerClock, registerDaily, runClock } from '../../../organizations/deadlines/server/public.ts'
import type { OrganizationsChanged, OrganizationsRevoking } from '../../../organizations/server/public.ts'
import { unitsEvents } from '../../../units/contract.ts'
import { carryUnit, type UnitsMerging } from '../../../units/server/public.ts'
import { membersEvents } from '../../contract.ts'
import { joinPart, setFloating, type MembersChanged } from '../../server/public.ts'
import { receiveAgreed } from './agreed-days.ts'
import { transfersClock } from './clock.ts'
import { closeStay, takesPart } from './floating.ts'
import { floatingClock, lostClock } from './floating-clocks.ts'

/** What follows for transfers and floating members when members and organisations change. */
export function reactToOthers(context: Context): void {
  const { reactions, database } = context
  registerClock(context, transfersClock)
  registerClock(context, floatingClock)
  registerClock(context, lostClock)
  registerDaily(context, (scope) => receiveAgreed(context, scope))
  reactions.on<OrganizationsRevoking>(organizationsEvents.revoking, (tx, scope, revoking) =>
    database.derive(tx, scope, (wide) => objectToRevoking(tx, wide, revoking)),
  )
  reactions.on<UnitsMerging>(unitsEvents.merging, (tx, scope, merging) =>
    database.derive(tx, scope, async (wide) => {
      await carryUnit(tx, wide, { table: 'transfer', name: 'transfers' }, merging)
    }),
  )
  reactions.on<MembersChanged>(membersEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followMembers(context, tx, wide, changed)),
  )
  reactions.on<OrganizationsChanged>(organizationsEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followOrganizations(context, tx, wide, changed)),
  )
}

/** Nobody takes over: what is still on its way to or from it would hang in the air. */
async function objectToRevoking(tx: Tx, wide: Scope, { organization, to, objections }: OrganizationsRevoking) {
  if (to !== null) return
  const { id } = organization
  const [row] = await rowsOf<{ transfers: number; stays: number }>(
    tx,
    sql`select (select count(*)::int from transfer where district = ${wide.district} and state in ('draft', 'issued')
        and (from_org = ${id} or to_org = ${id})) as transfers,
      (select count(*)::int from floating_stay where district = ${wide.district} and until is null
        and (from_org = ${id} or to_org = ${id})) as stays`,
  )
  const { transfers = 0, stays = 0 } = row ?? {}
  if (transfers > 0) objections.push(`还有 ${transfers} 件组织关系转接在办，先办完或者撤回`)
  if (stays > 0) objections.push(`还有 ${stays} 名流动党员的登记，先结束或者改到别的党组织`)
}

interface Follower {
  readonly id: string
  readonly member: string
  readonly gone: boolean
  readonly ended: boolean
  readonly floating: boolean
  readonly at: string | null
  readonly from: string | null
  readonly to: string | null
}

/** Somebody who is no longer on file, or whose relation came to where they were, floats no more; else the home follows. */
async function followMembers(context: Context, tx: Tx, wide: Scope, { members, day }: MembersChanged): Promise<void> {
  const ids = [...members]
  const stays = await rowsOf<Follower>(
    tx,
    sql`select f.id, f.member, m.id is null as gone, m.status = 'ended' as ended, m.floating, m.organization as at, f.from_org as "from",
        f.to_org as "to"
      from floating_stay f left join member m on m.district = f.district and m.id = f.member
      where f.district = ${wide.district} and f.until is null and f.member = any(${ids}::text[])`,
  )
  const on: Day = parseDay(day) ?? context.clock.today()
  for (const stay of stays) {
    if (stay.gone) await closeStay(context, tx, wide, stay.id, on, '名册里已经没有这条记录')
    else if (stay.ended) await closeStay(context, tx, wide, stay.id, on, '已经不在册')
    else if (stay.at === null || stay.at === stay.to) {
      await closeStay(context, tx, wide, stay.id, on, stay.at === null ? '组织关系已经转到区外' : '组织关系已经转入')
      // The register tells of this change too; by then the stay is closed and nothing follows from it.
      if (stay.floating)
        await setFloating(context, tx, wide, stay.member, { day: on, floating: false, reason: '组织关系已经转接' })
    } else if (stay.at !== stay.from) {
      await sql`update floating_stay f set from_org = o.id, from_chain = o.chain, from_path = o.path, from_name = o.name
        from organization o where f.district = ${wide.district} and f.id = ${stay.id}
          and o.district = f.district and o.id = ${stay.at}`.execute(tx)
    }
  }
  await runClock(
    context,
    tx,
    wide,
    'floating',
    stays.map(({ id }) => id),
  )
  await runClock(context, tx, wide, 'lost', await findMarked(tx, wide, ids))
}

/** Of the members, those who are out of contact or were until now. */
async function findMarked(tx: Tx, wide: Scope, members: readonly string[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from member where district = ${wide.district} and id = any(${[...members]}::text[])
        and lost_since is not null
      union select member as id from member_event where district = ${wide.district}
        and member = any(${[...members]}::text[]) and kind = 'lost'`,
  )
  return rows.map(({ id }) => id)
}

/** The place of a side in the tree is kept beside it; whoever takes over an organisation takes over what is still open. */
async function followOrganizations(
  context: Context,
  tx: Tx,
  wide: Scope,
  { organizations, handover }: OrganizationsChanged,
): Promise<void> {
  const { district } = wide
  const ids = organizations.map(({ id }) => id)
  const touched = new Map<'transfer' | 'floating_stay', Set<string>>()
  const hosts = new Map<string, Day>()
  for (const table of ['transfer', 'floating_stay'] as const) {
    const open = table === 'transfer' ? sql`t.state in ('draft', 'issued')` : sql`t.until is null`
    const seen = new Set<string>()
    touched.set(table, seen)
    for (const side of ['from', 'to'] as const) {
      const column = (part: string) => sql.ref(`${side}_${part}`)
      for (const { from, to, day } of handover) {
        if (to === null) continue
        const moved = await rowsOf<{ id: string }>(
          tx,
          sql`update ${sql.table(table)} t set ${column('org')} = o.id, ${column('chain')} = o.chain,
              ${column('path')} = o.path, ${column('name')} = o.name
            from organization o where t.district = ${district} and ${sql.ref(`t.${side}_org`)} = ${from} and ${open}
              and o.district = t.district and o.id = ${to} returning t.id`,
        )
        for (const { id } of moved) {
          seen.add(id)
          if (table === 'floating_stay' && side === 'to') hosts.set(id, day)
        }
      }
      await sql`update ${sql.table(table)} t set ${column('chain')} = o.chain, ${column('path')} = o.path
        from organization o where t.district = ${district} and ${sql.ref(`t.${side}_org`)} = any(${ids}::text[])
          and o.district = t.district and o.id = ${sql.ref(`t.${side}_org`)}
          and (${sql.ref(`t.${side}_chain`)} <> o.chain or ${sql.ref(`t.${side}_path`)} <> o.path)`.execute(tx)
    }
  }
  for (const [id, day] of hosts) await followHost(context, tx, wide, id, day)
  await runClock(context, tx, wide, 'transfers', [...(touched.get('transfer') ?? [])])
  await runClock(context, tx, wide, 'floating', [...(touched.get('floating_stay') ?? [])])
}

/** The organisation where somebody takes part was taken over: they take part in the new one, or are at home there now. */
async function followHost(context: Context, tx: Tx, wide: Scope, stay: string, day: Day): Promise<void> {
  const [row] = await rowsOf<{ member: string | null; to: string; home: string | null; dual: boolean }>(
    tx,
    sql`select f.member, f.to_org as "to", m.organization as home, f.dual from floating_stay f
      left join member m on m.district = f.district and m.id = f.member
      where f.district = ${wide.district} and f.id = ${stay}`,
  )
  if (!row || row.member === null) return
  const { member, to, home, dual } = row
  if (home === to) await followMembers(context, tx, wide, { day, members: [member], organizations: [], units: [] })
  else if (dual && !(await takesPart(tx, wide, member, to)))
    await joinPart(context, tx, wide, member, {
      organization: to,
      kind: 'floating',
      day,
      reason: '原接纳的党组织撤销或合并',
    })
}
