import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import { setTermDue, type OrganizationsChanged } from '../../server/public.ts'

/** With the organisation end its term and its posts. Given the whole office's scope. */
export async function endWithOrganization(
  tx: Tx,
  wide: Scope,
  { organizations, event }: OrganizationsChanged,
): Promise<void> {
  for (const { id, after } of organizations) {
    if (after.ended === null) continue
    await sql`update organization_post set valid_to = greatest(valid_from, ${after.ended}::date), ended_event = ${event},
          version = version + 1
        where district = ${wide.district} and organization = ${id} and valid_to is null and not withdrawn`.execute(tx)
    await sql`update organization_term set ended = greatest(begins + 1, ${after.ended}::date), ended_event = ${event},
          version = version + 1
        where district = ${wide.district} and organization = ${id} and ended is null and not withdrawn`.execute(tx)
    await setTermDue(tx, wide, id, null)
  }
}
