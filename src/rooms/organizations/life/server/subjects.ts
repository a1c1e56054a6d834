import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { OrganizationKind } from '../../contract.ts'
import type { LifeSubject } from '../rules/demands.ts'

export interface Subject extends LifeSubject {
  readonly id: string
  readonly chain: string
  readonly path: string
  /** The last day on which it held anything. */
  readonly last: Day | null
}

/** Since when an organisation counts: its founding, or the day on which it came on record here where that is later. */
export const SINCE: RawBuilder<unknown> = sql`greatest(organization.founded,
  (select min(e.at + interval '8 hours')::date from organization_event e
    where e.district = organization.district and e.organization = organization.id))`

/** Whether it had a committee on a day: somebody besides secretary and deputy held a seat. */
export const hasCommitteeSql = (day: Day): RawBuilder<unknown> => sql`exists (select 1 from organization_post p
  where p.district = organization.district and p.organization = organization.id and not p.withdrawn
    and p.post in ('organization-member', 'publicity-member', 'discipline-member', 'member')
    and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date))`

/** Of those of the ids that are active. */
export async function findSubjects(db: Db | Tx, scope: Scope, ids: readonly string[], day: Day): Promise<Subject[]> {
  return rowsOf<Subject & { readonly kind: OrganizationKind }>(
    db,
    sql`select organization.id, organization.kind, organization.chain, organization.path, organization.ended,
        ${SINCE} as since, ${hasCommitteeSql(day)} as "hasCommittee",
        (select max(m.day) from organization_meeting_of m where m.district = organization.district
          and m.organization = organization.id and not m.withdrawn) as last
      from organization
      where organization.district = ${scope.district} and organization.id = any(${[...ids]}::text[]) and organization.state = 'active'`,
  )
}
