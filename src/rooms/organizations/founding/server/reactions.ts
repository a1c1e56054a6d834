import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { areasEvents } from '../../../areas/contract.ts'
import type { AreasChanged } from '../../../areas/server/public.ts'
import { rulebookEvents } from '../../../rulebook/contract.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { unitsEvents } from '../../../units/contract.ts'
import type { UnitsMerging } from '../../../units/server/public.ts'
import { organizationsEvents } from '../../contract.ts'
import { runClock } from '../../deadlines/server/run-clock.ts'
import type { OrganizationsChanged, OrganizationsRevoking } from '../../server/public.ts'
import { OPEN_STEPS } from '../rules/lifecycle.ts'
import { settleDue } from './settle-due.ts'
import { writeDeed } from './write-deed.ts'

const open = sql.join([...OPEN_STEPS])

/** What follows for cases when areas, units, organisations and rules change. */
export function reactToOthers(context: Context): void {
  const { reactions, database } = context
  reactions.on<AreasChanged>(areasEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followAreas(tx, wide, changed)),
  )
  reactions.on<UnitsMerging>(unitsEvents.merging, (tx, scope, merging) =>
    database.derive(tx, scope, (wide) => followMerge(tx, wide, merging)),
  )
  reactions.on<UnitsRemoving>(unitsEvents.removing, (tx, scope, removing) =>
    database.derive(tx, scope, (wide) => object(tx, wide, removing)),
  )
  reactions.on<OrganizationsRevoking>(organizationsEvents.revoking, (tx, scope, revoking) =>
    database.derive(tx, scope, async (wide) => {
      const [found] = await rowsOf<{ name: string }>(
        tx,
        sql`select name from founding where district = ${wide.district} and organization = ${revoking.organization.id}
          and step in (${open})`,
      )
      if (found) revoking.objections.push(`“${found.name}”的组建还没有办结，在组建办理里撤回。`)
    }),
  )
  reactions.on<OrganizationsChanged>(organizationsEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followOrganizations(context, tx, wide, changed)),
  )
  reactions.on(rulebookEvents.ruleSet, (tx, scope) =>
    database.derive(tx, scope, async (wide) =>
      settleDue(tx, wide, await findRuleBook(tx, wide, context.clock.today())),
    ),
  )
}

/** Payload of `units.removing`. */
interface UnitsRemoving {
  readonly ids: readonly string[]
  readonly objections: string[]
}

async function followAreas(tx: Tx, wide: Scope, { mapping }: AreasChanged): Promise<void> {
  // The deepest area that moved decides; each row is written once.
  const moves = mapping.filter((one) => one.oldPath !== one.newPath || one.from !== one.to)
  if (moves.length === 0) return
  const values = moves.map(({ from, to, oldPath, newPath }) => ({ from, to, oldPath, newPath }))
  await sql`update founding f set area = n."to", path = n."newPath"
    from json_to_recordset(${JSON.stringify(values)}::json) as n("from" text, "to" text, "oldPath" text, "newPath" text)
    where f.district = ${wide.district} and f.area = n."from" and f.path = n."oldPath"`.execute(tx)
}

/** A unit that is merged into another takes its place in cases with it; where both stand in one case, the kept one stays. */
async function followMerge(tx: Tx, wide: Scope, { kept, gone, undone, carried }: UnitsMerging): Promise<void> {
  if (undone) {
    const moved = (carried['founding'] as readonly string[] | undefined) ?? []
    await sql`update founding_unit set unit_id = ${gone} where district = ${wide.district} and unit_id = ${kept}
      and founding = any(${[...moved]}::text[])`.execute(tx)
    return
  }
  const rows = await rowsOf<{ founding: string }>(
    tx,
    sql`update founding_unit u set unit_id = ${kept},
        open = u.open and not exists (select 1 from founding_unit o where o.district = u.district and o.unit_id = ${kept} and o.open)
      where u.district = ${wide.district} and u.unit_id = ${gone} and not exists (select 1 from founding_unit o
        where o.district = u.district and o.founding = u.founding and o.unit_id = ${kept})
      returning u.founding`,
  )
  carried['founding'] = rows.map(({ founding }) => founding)
}

async function object(tx: Tx, wide: Scope, { ids, objections }: UnitsRemoving): Promise<void> {
  const rows = await rowsOf<{ name: string }>(
    tx,
    sql`select name from founding_unit where district = ${wide.district} and open and unit_id = any(${[...ids]}::text[]) limit 20`,
  )
  for (const { name } of rows) objections.push(`“${name}”有组建在办，请先撤回组建。`)
}

/**
 * Cases stand under their superior-to-be wherever that moves. An organisation that was filed on its own page has come to
 * the end of its founding as well.
 */
async function followOrganizations(
  context: Context,
  tx: Tx,
  wide: Scope,
  changed: OrganizationsChanged,
): Promise<void> {
  const ids = changed.organizations.map(({ id }) => id)
  await sql`update founding f set chain = o.chain, superior_name = o.name from organization o
    where f.district = ${wide.district} and f.superior = any(${ids}::text[]) and o.district = f.district
      and o.id = f.superior and (f.chain, f.superior_name) is distinct from (o.chain, o.name)`.execute(tx)
  const active = changed.organizations.filter(
    ({ before, after }) => before?.state === 'forming' && after.state === 'active',
  )
  for (const { id } of active) await settleFiled(context, tx, wide, id, changed.day)
  await runClock(context, tx, wide, 'fitness', ids)
}

async function settleFiled(context: Context, tx: Tx, wide: Scope, organization: string, day: Day): Promise<void> {
  const rows = await rowsOf<{ id: string; path: string }>(
    tx,
    sql`update founding set step = 'filed', step_since = ${day}, due = null, version = version + 1
      where district = ${wide.district} and organization = ${organization} and step in ('approved', 'elected')
      returning id, path`,
  )
  for (const { id, path } of rows) {
    await sql`update founding_unit set open = false where district = ${wide.district} and founding = ${id}`.execute(tx)
    await writeDeed(context, tx, wide, {
      founding: id,
      path,
      deed: 'file',
      day,
      fields: {},
      reason: '在党组织的页面上登记备案',
    })
    await runClock(context, tx, wide, 'founding', [id])
  }
}
