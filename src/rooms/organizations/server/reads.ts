import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
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
 * begins where their reach does. Whoever stands in the subtree is read once; how many stand below each is counted from
 * the ids in their chains.
 */
export async function listLevel(
  db: Db | Tx,
  scope: Scope,
  { parent, asOf, start, limit }: { parent: string | null; asOf: Day | null; start: number; limit: number },
): Promise<(ListedOrganization & { children: number; below: number })[]> {
  // A question as of a day has been narrowed to what is reached now already.
  const own = asOf === null ? organizationReachSql(scope) : sql`organization.district = ${scope.district}`
  const rows = organizationsOn(scope, asOf)
  const within = parent === null ? sql`` : sql`and ${await standsUnder(db, scope, parent, asOf)}`
  const at =
    parent === null
      ? sql`(live.superior is null or not exists (select 1 from live up where up.id = live.superior))`
      : sql`live.superior = ${parent}`
  return rowsOf<ListedOrganization & { children: number; below: number }>(
    db,
    sql`with live as materialized (select organization.*, ${RANK} as rank from ${rows}
        where ${own} and organization.state in ('forming', 'active') ${within}),
      page as materialized (select * from live where ${at}
        order by rank, name collate "C", id collate "C" limit ${limit} offset ${start}),
      child as (select superior, count(*)::int as n from live group by superior),
      inside as (select up.id, count(*)::int as n from live,
        lateral unnest(string_to_array(live.chain, '/')) as up(id) group by up.id)
      select ${COLUMNS}, 0 as "sortKey", coalesce(child.n, 0) as children, coalesce(inside.n, 1) - 1 as below
      from page ${JOINS} left join child on child.superior = page.id left join inside on inside.id = page.id
      order by page.rank, page.name collate "C", page.id collate "C"`,
  )
}

/** Everything below one, as a range of chains; nothing when it is not reached or was not there. */
async function standsUnder(db: Db | Tx, scope: Scope, id: string, asOf: Day | null): Promise<RawBuilder<boolean>> {
  const own = asOf === null ? organizationReachSql(scope) : sql`organization.district = ${scope.district}`
  const found = await rowsOf<{ chain: string }>(
    db,
    sql`select organization.chain from ${organizationsOn(scope, asOf)} where ${own} and organization.id = ${id}`,
  )
  return found[0] ? under(sql`organization.chain`, found[0].chain) : sql<boolean>`false`
}
