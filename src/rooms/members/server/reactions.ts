import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { organizationsEvents } from '../../organizations/contract.ts'
import type { OrganizationsChanged, OrganizationsRevoking } from '../../organizations/server/public.ts'
import { unitsEvents } from '../../units/contract.ts'
import { carryUnit, type UnitsMerging } from '../../units/server/public.ts'
import { membersProblem } from '../contract.ts'
import { settle, settleUnits } from './counts.ts'
import { writeMove } from './move.ts'
import { findSeats } from './seats.ts'
import { LIVE } from './stored.ts'
import { nothingTouched } from './touched.ts'
import { writeEvent } from './write-event.ts'

/** What follows for members when organisations and units change. */
export function reactToOthers(context: Context): void {
  const { reactions, database } = context
  reactions.on<OrganizationsRevoking>(organizationsEvents.revoking, (tx, scope, revoking) =>
    database.derive(tx, scope, async (wide) => {
      const n = await countLeft(tx, wide, revoking.organization.id)
      if (n > 0 && revoking.to === null)
        revoking.objections.push(`还有 ${n} 名党员的组织关系在“${revoking.organization.name}”，先说明转到哪个党组织`)
    }),
  )
  reactions.on<OrganizationsChanged>(organizationsEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, async (wide) => {
      await followMoves(tx, wide, changed)
      for (const { from, to, day } of changed.handover) await handOver(context, tx, scope, wide, from, to, day)
      await settleUnits(context, tx, wide, [...new Set(changed.units)])
    }),
  )
  reactions.on<UnitsMerging>(unitsEvents.merging, (tx, scope, merging) =>
    database.derive(tx, scope, (wide) => followMerge(context, tx, wide, merging)),
  )
}

async function countLeft(tx: Tx, wide: Scope, organization: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    tx,
    sql`select count(*)::int as n from member where district = ${wide.district} and organization = ${organization} and ${LIVE}`,
  )
  return row?.n ?? 0
}

/** Members are reached by where their organisation stands: its place in the tree is kept beside them. */
async function followMoves(tx: Tx, wide: Scope, { organizations }: OrganizationsChanged): Promise<void> {
  const moved = organizations.filter(
    ({ before, after }) =>
      after !== null && before !== null && (before.chain !== after.chain || before.path !== after.path),
  )
  if (moved.length === 0) return
  const ids = moved.map(({ id }) => id)
  await sql`update member set chain = o.chain, path = o.path from organization o
    where member.district = ${wide.district} and member.organization = any(${ids}::text[])
      and o.district = member.district and o.id = member.organization`.execute(tx)
  await sql`update personal_vault set path = m.path from member m
    where personal_vault.district = ${wide.district} and m.district = personal_vault.district
      and m.id = personal_vault.owner and m.organization = any(${ids}::text[])`.execute(tx)
}

/** An organisation ends: its members go where its superior said, each with an event of their own; guests' visits end. */
async function handOver(
  context: Context,
  tx: Tx,
  scope: Scope,
  wide: Scope,
  from: string,
  to: string | null,
  day: string,
): Promise<void> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from member where district = ${wide.district} and organization = ${from} and ${LIVE} order by id`,
  )
  if (rows.length > 0) {
    if (to === null) throw membersProblem('refused', { why: `还有 ${rows.length} 名党员，先说明转到哪个党组织` })
    const seats = await findSeats(tx, wide, [from, to])
    const [gone, kept] = [seats.get(from)?.name ?? '', seats.get(to)?.name ?? '']
    const touched = nothingTouched()
    const reason = `“${gone}”撤销或合并`
    for (const { id } of rows) await writeMove(context, tx, wide, id, { day, to, how: 'merge', reason }, touched)
    await settle(context, tx, wide, touched, day)
    const path = seats.get(to)?.path
    await writeAudit(
      tx,
      scope,
      context.clock,
      'members.handed-over',
      to,
      { members: rows.length, from: gone, to: kept, day },
      path ? { path } : {},
    )
  }
  await sql`update member_part set valid_to = greatest(valid_from, ${day}::date) where district = ${wide.district}
    and organization = ${from} and valid_to is null`.execute(tx)
}

/** Two records of one unit: whoever worked in the one works in the other, and back again when the merge is undone. */
async function followMerge(context: Context, tx: Tx, wide: Scope, merging: UnitsMerging): Promise<void> {
  const { kept, gone, undone, carried } = merging
  const moved = await carryUnit(tx, wide, { table: 'member', name: 'members' }, merging)
  if (!undone) {
    // Said even of nobody: this register's statement of the unit goes along.
    carried['members'] = moved
    const words = '工作单位的两条记录归并'
    const deed = { day: context.clock.today(), kind: 'workplace', words, reason: words } as const
    for (const member of moved) await writeEvent(context, tx, wide, { member, ...deed })
  }
  await settleUnits(context, tx, wide, [kept, gone])
}
