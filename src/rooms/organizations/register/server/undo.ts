import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { organizationsEvents } from '../../contract.ts'
import { sayNames } from '../../rules/judgement.ts'
import { lockOrganizations, type OrganizationsRevoking } from '../../server/deed.ts'
import { findOrganizations } from '../../server/organizations.ts'
import { stateUnits } from '../../server/unit-facts.ts'
import { registerProblem } from '../contract.ts'

/**
 * Takes a register back: its organisations disappear, as if the file had never been put in. Refused when something was
 * recorded of any of them since (a deed, an organisation below, members, papers, posts, a meeting): then they are the
 * office's own and end as all others do.
 */
export async function undoRegister(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  reason: string,
): Promise<{ readonly removed: number }> {
  await lockOrganizations(tx, scope)
  const [found] = await rowsOf<{ file: string; organizations: string[]; undone_at: Date | null }>(
    tx,
    sql`select file, organizations, undone_at from organization_import where district = ${scope.district} and id = ${id}`,
  )
  if (!found) throw registerProblem('not-found')
  if (found.undone_at !== null) throw registerProblem('undone-already')
  const ids = found.organizations
  await demandUntouched(context, tx, scope, id, ids)
  const units = await rowsOf<{ unit_id: string }>(
    tx,
    sql`delete from organization_unit where district = ${scope.district} and organization = any(${ids}::text[])
      returning unit_id`,
  )
  await sql`delete from deadline where district = ${scope.district} and organization = any(${ids}::text[])`.execute(tx)
  await sql`delete from organization_post where district = ${scope.district} and organization = any(${ids}::text[])`.execute(
    tx,
  )
  await sql`delete from organization_term where district = ${scope.district} and organization = any(${ids}::text[])`.execute(
    tx,
  )
  await sql`delete from organization_event where district = ${scope.district} and organization = any(${ids}::text[])`.execute(
    tx,
  )
  await sql`delete from organization_version where district = ${scope.district} and id = any(${ids}::text[])`.execute(
    tx,
  )
  await sql`delete from organization where district = ${scope.district} and id = any(${ids}::text[])`.execute(tx)
  await sql`update organization_import set undone_at = ${context.clock.now().toISOString()}, undone_why = ${reason}
    where district = ${scope.district} and id = ${id}`.execute(tx)
  await stateUnits(context, tx, scope, [...new Set(units.map((row) => row.unit_id))])
  await writeAudit(tx, scope, context.clock, 'organizations.undo-register', id, {
    file: found.file,
    removed: ids.length,
    reason,
  })
  return { removed: ids.length }
}

async function demandUntouched(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  ids: readonly string[],
): Promise<void> {
  const list = sql`${[...ids]}::text[]`
  const touched = await rowsOf<{ name: string }>(
    tx,
    sql`select o.name from organization o where o.district = ${scope.district} and o.id = any(${list}) and (
        o.members_full + o.members_probationary > 0
        or exists (select 1 from organization_event e where e.district = o.district and e.organization = o.id
          and coalesce(e.details->>'import', '') <> ${id})
        or exists (select 1 from organization b where b.district = o.district and b.superior = o.id and b.id <> all(${list}))
        or exists (select 1 from evidence v where v.district = o.district and v.subject = o.id)
        or exists (select 1 from organization_post p where p.district = o.district and p.organization = o.id
          and (p.version > 1 or not exists (select 1 from organization_event e where e.district = p.district
            and e.id = p.event and e.details->>'import' = ${id})))
        or exists (select 1 from organization_meeting_of m where m.district = o.district and m.organization = o.id))
      order by o.name limit 20`,
  )
  if (touched.length > 0) {
    const names = sayNames(
      touched.map(({ name }) => name),
      '个',
    )
    throw registerProblem('undo-refused', { why: `${names}在导入以后又有登记，请在党组织页逐个办理。` })
  }
  const objections: string[] = []
  for (const organization of (await findOrganizations(tx, scope, ids)).values()) {
    const payload: OrganizationsRevoking = { organization, day: context.clock.today(), to: null, objections }
    await context.reactions.emit(organizationsEvents.revoking, tx, scope, payload)
    if (objections.length > 0) throw registerProblem('undo-refused', { why: objections.join('') })
  }
}
