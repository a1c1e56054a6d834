import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { isWhole, reachesPath, type Reach, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import { unitReachSql } from '../../areas/server/public.ts'
import { organizationsProblem, type HostKind, type OrganizationKind, type OrganizationState } from '../contract.ts'

/** A row of `organization`: the present of one. */
export interface Organization {
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly state: OrganizationState
  readonly superior: string | null
  /** Ids from the top down to itself, each followed by `/`. */
  readonly chain: string
  readonly area: string | null
  readonly path: string
  readonly section: string | null
  readonly code: string | null
  readonly hostKind: HostKind | null
  readonly hostName: string | null
  readonly founded: Day | null
  readonly ended: Day | null
  readonly units: number
  readonly membersFull: number
  readonly membersProbationary: number
  readonly termDue: Day | null
  readonly remark: string | null
  readonly version: number
}

export const ORGANIZATION_COLUMNS = sql`organization.id, organization.name, organization.kind, organization.state,
  organization.superior, organization.chain, organization.area, organization.path, organization.section,
  organization.code, organization.host_kind as "hostKind", organization.host_name as "hostName", organization.founded,
  organization.ended, organization.units, organization.members_full as "membersFull",
  organization.members_probationary as "membersProbationary", organization.term_due as "termDue", organization.remark,
  organization.version`

/**
 * The first lock on `organization`: by its area, by itself or one above it, or by a unit that it covers now. Row-level
 * security says the same once more.
 */
export function organizationReachSql(scope: Scope, alias = 'organization'): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`)
  const own = sql<boolean>`${column('district')} = ${scope.district}`
  if (isWhole(scope)) return own
  const any: RawBuilder<unknown>[] = [
    ...scope.paths.map((prefix) => under(column('path'), prefix)),
    ...scope.organizations.map((prefix) => under(column('chain'), prefix)),
  ]
  if (scope.paths.length + scope.places.length + scope.lines.length + scope.units.length > 0) {
    any.push(sql`exists (select 1 from organization_unit ou
      join unit u on u.district = ou.district and u.id = ou.unit_id and ${unitReachSql(scope, 'u')}
      where ou.district = ${scope.district} and ou.organization = ${column('id')} and ou.valid_to is null)`)
  }
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}

export async function findOrganization(db: Db | Tx, scope: Scope, id: string): Promise<Organization | null> {
  const rows = await rowsOf<Organization>(
    db,
    sql`select ${ORGANIZATION_COLUMNS} from organization where ${organizationReachSql(scope)} and organization.id = ${id}`,
  )
  return rows[0] ?? null
}

/** Throws `organizations.not-found`: who does not reach it does not learn that it exists. */
export async function getOrganization(db: Db | Tx, scope: Scope, id: string): Promise<Organization> {
  const found = await findOrganization(db, scope, id)
  if (!found) throw organizationsProblem('not-found')
  return found
}

/** Those of the ids that are reached. */
export async function findOrganizations(
  db: Db | Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, Organization>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<Organization>(
    db,
    sql`select ${ORGANIZATION_COLUMNS} from organization
      where ${organizationReachSql(scope)} and organization.id = any(${[...new Set(ids)]}::text[])`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Whether deeds upon it are within the reach: to see it because it covers a unit of one's own is not enough. */
export function mayChange(reach: Reach, { path, chain }: Pick<Organization, 'path' | 'chain'>): boolean {
  return reachesPath(reach, path) || reach.organizations.some((prefix) => chain.startsWith(prefix))
}

/** Throws `organizations.not-found`, or `outside-scope` when it is seen only by a unit that it covers. */
export async function requireChangeable(db: Db | Tx, scope: Scope, id: string): Promise<Organization> {
  const found = await getOrganization(db, scope, id)
  if (!mayChange(scope, found)) throw organizationsProblem('outside-scope', { name: found.name })
  return found
}
