import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { OrganizationFilter, OrganizationKind, OrganizationState } from '../contract.ts'
import { organizationsOn, whereOf } from './filter.ts'
import { organizationReachSql } from './organizations.ts'

export interface ListedOrganization {
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly state: OrganizationState
  readonly superior: string | null
  readonly superiorName: string | null
  readonly area: string | null
  readonly areaName: string | null
  readonly founded: Day | null
  readonly code: string | null
  readonly units: number
  readonly membersFull: number
  readonly membersProbationary: number
  readonly termDue: Day | null
  readonly sortKey: string | number
}

export type Sort = 'name' | 'chain' | 'founded' | 'termDue' | 'members' | 'changed'

/** Sort columns; what is not known comes last in either direction, so it is given a value of its own. */
const SORTS: Readonly<Record<Sort, RawBuilder<unknown>>> = {
  name: sql`organization.name collate "C"`,
  chain: sql`organization.chain collate "C"`,
  founded: sql`coalesce(organization.founded, '0001-01-01'::date)`,
  termDue: sql`coalesce(organization.term_due, '9999-12-31'::date)`,
  members: sql`organization.members_full + organization.members_probationary`,
  changed: sql`organization.changed_at`,
}

/** Names of superior and area are looked up for the page only. A superior that is not reached is named all the same. */
const COLUMNS = sql`page.id, page.name, page.kind, page.state, page.superior, s.name as "superiorName", page.area,
  a.name as "areaName", page.founded, page.code, page.units, page.members_full as "membersFull",
  page.members_probationary as "membersProbationary", page.term_due as "termDue"`

const JOINS = sql`left join organization s on s.district = page.district and s.id = page.superior
  left join area a on a.district = page.district and a.id = page.area and a.valid_to is null`

export interface OrganizationPageRequest {
  readonly sort: Sort
  readonly desc: boolean
  readonly limit: number
  readonly after: { readonly key: string | number; readonly id: string } | null
  readonly today: Day
}

/** One page of the register in the asked order; `after` is the last row of the page before. */
export async function listOrganizations(
  db: Db | Tx,
  scope: Scope,
  filter: OrganizationFilter,
  page: OrganizationPageRequest,
): Promise<ListedOrganization[]> {
  const where = await whereOf(db, scope, filter, page.today)
  const key = SORTS[page.sort]
  const direction = page.desc ? sql`desc` : sql`asc`
  const compare = page.desc ? sql`<` : sql`>`
  const beyond =
    page.after === null
      ? sql``
      : sql`and (${key}, organization.id collate "C") ${compare} (${page.after.key}, ${page.after.id})`
  return rowsOf<ListedOrganization>(
    db,
    sql`with page as materialized (
        select organization.*, ${key} as sort_key from ${organizationsOn(scope, dayOf(filter.asOf))}
        where ${where} ${beyond} order by ${key} ${direction}, organization.id collate "C" ${direction} limit ${page.limit})
      select ${COLUMNS}, page.sort_key as "sortKey" from page ${JOINS}
      order by page.sort_key ${direction}, page.id collate "C" ${direction}`,
  )
}

/** The contract has checked the day's shape. */
const dayOf = (text: string | undefined): Day | null => (text === undefined ? null : (text as Day))

export interface Tally {
  readonly kind: OrganizationKind
  readonly state: OrganizationState
  readonly area: string | null
  readonly n: number
  readonly units: number
  readonly full: number
  readonly probationary: number
}

/** How many of each kind, state and area. */
export async function tallyOrganizations(
  db: Db | Tx,
  scope: Scope,
  filter: OrganizationFilter,
  today: Day,
): Promise<Tally[]> {
  const where = await whereOf(db, scope, filter, today)
  return rowsOf<Tally>(
    db,
    sql`select kind, state, area, count(*)::int as n, sum(units)::int as units, sum(members_full)::int as "full",
        sum(members_probationary)::int as probationary
      from ${organizationsOn(scope, dayOf(filter.asOf))} where ${where} group by kind, state, area`,
  )
}

export async function countOrganizations(
  db: Db | Tx,
  scope: Scope,
  filter: OrganizationFilter,
  today: Day,
): Promise<number> {
  const where = await whereOf(db, scope, filter, today)
  const rows = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from ${organizationsOn(scope, dayOf(filter.asOf))} where ${where}`,
  )
  return rows[0]?.n ?? 0
}

/** The order in which forms stand on one level of the tree. */
const RANK = sql`array_position(array['working-committee', 'committee', 'general-branch', 'branch', 'joint-branch',
  'functional', 'temporary', 'floating', 'group'], organization.kind)`

/**
 * One level of the tree. Without a parent: those whose superior is none or is not reached, so that everybody's tree
 * begins where their reach does.
 */
export async function listLevel(
  db: Db | Tx,
  scope: Scope,
  { parent, asOf, start, limit }: { parent: string | null; asOf: Day | null; start: number; limit: number },
): Promise<(ListedOrganization & { children: number; below: number })[]> {
  const own = asOf === null ? organizationReachSql(scope) : sql`organization.district = ${scope.district}`
  const reached = sql`exists (select 1 from ${organizationsOn(scope, asOf)}
    where ${own} and organization.id = level.superior and organization.state in ('forming', 'active'))`
  const at = parent === null ? sql`(level.superior is null or not ${reached})` : sql`level.superior = ${parent}`
  const rows = organizationsOn(scope, asOf)
  return rowsOf<ListedOrganization & { children: number; below: number }>(
    db,
    sql`with live as materialized (select organization.*, ${RANK} as rank from ${rows}
        where ${own} and organization.state in ('forming', 'active') ${
          parent === null ? sql`` : sql`and organization.superior = ${parent}`
        }),
      page as materialized (select * from live level where ${at}
        order by rank, name collate "C", id collate "C" limit ${limit} offset ${start})
      select ${COLUMNS}, 0 as "sortKey",
        (select count(*)::int from ${rows} where ${own} and organization.superior = page.id
          and organization.state in ('forming', 'active')) as children,
        (select count(*)::int - 1 from ${rows} where ${own} and organization.chain ~>=~ page.chain
          and organization.chain ~<~ (page.chain || ${'\u{10ffff}'}) and organization.state in ('forming', 'active')) as below
      from page ${JOINS} order by page.rank, page.name collate "C", page.id collate "C"`,
  )
}
