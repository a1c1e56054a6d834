import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { organizationsEvents } from '../../../organizations/contract.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import type { OrganizationsChanged, OrganizationsRevoking } from '../../../organizations/server/public.ts'
import { unitsEvents } from '../../../units/contract.ts'
import { carryUnit, type UnitsMerging } from '../../../units/server/public.ts'
import { membersEvents, type EndReason } from '../../contract.ts'
import type { MembersChanged } from '../../server/public.ts'
import type { DevelopmentStage, EndOfCase } from '../contract.ts'
import { endNames } from '../rules/words.ts'
import { writeDeed } from './write-deed.ts'

/** What follows for cases when members, organisations and units change. */
export function reactToOthers(context: Context): void {
  const { reactions, database } = context
  reactions.on<MembersChanged>(membersEvents.changed, (tx, scope, { members, day }) =>
    members.length === 0
      ? Promise.resolve()
      : database.derive(tx, scope, (wide) => followMembers(context, tx, wide, members, day)),
  )
  reactions.on<OrganizationsRevoking>(organizationsEvents.revoking, (tx, scope, revoking) =>
    database.derive(tx, scope, async (wide) => {
      if (revoking.to !== null) return
      const n = (await casesOf(tx, wide, revoking.organization.id)).length
      if (n > 0) revoking.objections.push(`还有 ${n} 人的发展党员在办，先说明材料转到哪个党组织`)
    }),
  )
  reactions.on<OrganizationsChanged>(organizationsEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followOrganizations(context, tx, wide, changed)),
  )
  reactions.on<UnitsMerging>(unitsEvents.merging, (tx, scope, merging) =>
    database.derive(tx, scope, async (wide) => {
      await carryUnit(tx, wide, { table: 'development' }, merging)
    }),
  )
}

interface Tied {
  readonly id: string
  readonly stage: DevelopmentStage
  readonly organization: string
  readonly path: string
  /** Null: the record was taken away, as when an import is undone. */
  readonly status: string | null
  readonly endReason: EndReason | null
  readonly ended: Day | null
  readonly now: string | null
  readonly nowName: string | null
  readonly chain: string
  readonly nowPath: string
  readonly unit: string | null
}

const ENDS: Readonly<Partial<Record<EndReason, EndOfCase>>> = {
  'moved-out': 'moved-away',
  withdrew: 'withdrew',
  deceased: 'deceased',
  'not-confirmed': 'not-confirmed',
  mistake: 'mistake',
}

/** How the case ends by what the register says; null while it goes on. */
function endOf({ status, endReason, stage }: Tied): EndOfCase | null {
  if (status === null) return 'mistake'
  if (status === 'ended') return (endReason === null ? undefined : ENDS[endReason]) ?? 'elsewhere'
  return status === 'full' && stage !== 'full' ? 'elsewhere' : null
}

/** Somebody on probation moves, ends or is confirmed in the register: the case goes along. */
async function followMembers(
  context: Context,
  tx: Tx,
  wide: Scope,
  members: readonly string[],
  day: Day,
): Promise<void> {
  const rows = await rowsOf<Tied>(
    tx,
    sql`select d.id, d.stage, d.organization, d.path, m.status, m.end_reason as "endReason", m.ended, m.organization as now,
        o.name as "nowName", m.chain, m.path as "nowPath", m.unit_id as unit
      from development d left join member m on m.district = d.district and m.id = d.member
      left join organization o on o.district = m.district and o.id = m.organization
      where d.district = ${wide.district} and d.state = 'open' and d.member = any(${[...members]}::text[])`,
  )
  for (const row of rows) {
    const end = endOf(row)
    const common = { development: row.id, deed: 'follow' as const, reason: '随党员名册' }
    if (end !== null) {
      const on = row.ended ?? day
      await sql`update development set state = 'ended', end_kind = ${end}, ended = ${on}, version = version + 1
        where district = ${wide.district} and id = ${row.id}`.execute(tx)
      await writeDeed(context, tx, wide, { ...common, path: row.path, day: on, words: endNames[end] })
    } else if (row.now !== null && row.now !== row.organization) {
      await sql`update development set organization = ${row.now}, chain = ${row.chain}, path = ${row.nowPath}, unit_id = ${row.unit},
          version = version + 1 where district = ${wide.district} and id = ${row.id}`.execute(tx)
      await writeDeed(context, tx, wide, {
        ...common,
        path: row.nowPath,
        day,
        words: `随组织关系转到“${row.nowName ?? ''}”`,
      })
    }
  }
  await runClock(
    context,
    tx,
    wide,
    'development',
    rows.map(({ id }) => id),
  )
}

async function casesOf(tx: Tx, wide: Scope, organization: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from development where district = ${wide.district} and organization = ${organization}
      and state = 'open' and member is null order by id`,
  )
  return rows.map(({ id }) => id)
}

/** Cases stand where their organisation stands, and go where its members go when it ends. */
async function followOrganizations(
  context: Context,
  tx: Tx,
  wide: Scope,
  { organizations, handover }: OrganizationsChanged,
): Promise<void> {
  const moved = organizations
    .filter(({ before, after }) => before !== null && (before.chain !== after.chain || before.path !== after.path))
    .map(({ id }) => id)
  if (moved.length > 0) {
    for (const table of ['development', 'dual_cultivation']) {
      await sql`update ${sql.table(table)} t set chain = o.chain, path = o.path from organization o
        where t.district = ${wide.district} and t.organization = any(${moved}::text[])
          and o.district = t.district and o.id = t.organization`.execute(tx)
    }
  }
  for (const { from, to, day } of handover) {
    const ids = await casesOf(tx, wide, from)
    if (ids.length === 0 || to === null) continue
    const [seat] = await rowsOf<{ name: string; chain: string; path: string }>(
      tx,
      sql`select name, chain, path from organization where district = ${wide.district} and id = ${to}`,
    )
    if (!seat) continue
    for (const id of ids) {
      await sql`update development set organization = ${to}, chain = ${seat.chain}, path = ${seat.path}, version = version + 1
        where district = ${wide.district} and id = ${id}`.execute(tx)
      const words = `材料随党组织转交“${seat.name}”`
      await writeDeed(context, tx, wide, {
        development: id,
        path: seat.path,
        deed: 'follow',
        day,
        words,
        reason: '原党组织撤销或合并',
      })
    }
    await runClock(context, tx, wide, 'development', ids)
  }
}
