import { sql } from 'kysely'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { organizationsEvents } from '../../../organizations/contract.ts'
import { registerClock, runClock } from '../../../organizations/deadlines/server/public.ts'
import type { OrganizationsChanged } from '../../../organizations/server/public.ts'
import { membersEvents } from '../../contract.ts'
import { setFloating, type MembersChanged } from '../../server/public.ts'
import { transfersClock } from './clock.ts'
import { closeStay } from './floating.ts'
import { floatingClock, lostClock } from './floating-clocks.ts'

/** What follows for transfers and floating members when members and organisations change. */
export function reactToOthers(context: Context): void {
  const { reactions, database } = context
  registerClock(context, transfersClock)
  registerClock(context, floatingClock)
  registerClock(context, lostClock)
  reactions.on<MembersChanged>(membersEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followMembers(context, tx, wide, changed)),
  )
  reactions.on<OrganizationsChanged>(organizationsEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followOrganizations(context, tx, wide, changed)),
  )
}

interface Follower {
  readonly id: string
  readonly member: string
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
    sql`select f.id, f.member, m.status = 'ended' as ended, m.floating, m.organization as at, f.from_org as "from",
        f.to_org as "to"
      from floating_stay f join member m on m.district = f.district and m.id = f.member
      where f.district = ${wide.district} and f.until is null and f.member = any(${ids}::text[])`,
  )
  const on: Day = parseDay(day) ?? context.clock.today()
  for (const stay of stays) {
    if (stay.ended) await closeStay(context, tx, wide, stay.id, on, '已经不在册')
    else if (stay.at === stay.from) continue
    else if (stay.at === null || stay.at === stay.to) {
      await closeStay(context, tx, wide, stay.id, on, stay.at === null ? '组织关系已经转到区外' : '组织关系已经转入')
      // The register tells of this change too; by then the stay is closed and nothing follows from it.
      if (stay.floating)
        await setFloating(context, tx, wide, stay.member, { day: on, floating: false, reason: '组织关系已经转接' })
    } else {
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
  for (const table of ['transfer', 'floating_stay'] as const) {
    const open = table === 'transfer' ? sql`t.state in ('draft', 'issued')` : sql`t.until is null`
    const seen = new Set<string>()
    touched.set(table, seen)
    for (const side of ['from', 'to'] as const) {
      const column = (part: string) => sql.ref(`${side}_${part}`)
      for (const { from, to } of handover) {
        if (to === null) continue
        const moved = await rowsOf<{ id: string }>(
          tx,
          sql`update ${sql.table(table)} t set ${column('org')} = o.id, ${column('chain')} = o.chain,
              ${column('path')} = o.path, ${column('name')} = o.name
            from organization o where t.district = ${district} and ${sql.ref(`t.${side}_org`)} = ${from} and ${open}
              and o.district = t.district and o.id = ${to} returning t.id`,
        )
        for (const { id } of moved) seen.add(id)
      }
      await sql`update ${sql.table(table)} t set ${column('chain')} = o.chain, ${column('path')} = o.path
        from organization o where t.district = ${district} and ${sql.ref(`t.${side}_org`)} = any(${ids}::text[])
          and o.district = t.district and o.id = ${sql.ref(`t.${side}_org`)}
          and (${sql.ref(`t.${side}_chain`)} <> o.chain or ${sql.ref(`t.${side}_path`)} <> o.path)`.execute(tx)
    }
  }
  await runClock(context, tx, wide, 'transfers', [...(touched.get('transfer') ?? [])])
  await runClock(context, tx, wide, 'floating', [...(touched.get('floating_stay') ?? [])])
}
