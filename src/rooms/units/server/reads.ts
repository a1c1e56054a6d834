import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { unitsProblem, type sortShape, type UnitFilter, type UnitRow } from '../contract.ts'
import { queryTokens } from '../../../standards/search-tokens.ts'
import { filterSql, scopeSql } from './filter.ts'

type Sort = z.infer<typeof sortShape>

/** Sort columns; nulls come last in either direction, so they are given a value of their own. */
const SORTS: Readonly<Record<Sort, RawBuilder<unknown>>> = {
  name: sql`unit.name collate "C"`,
  area: sql`unit.path collate "C"`,
  employees: sql`coalesce(unit.employees, -1)`,
  membersFull: sql`coalesce(unit.members_full, -1)`,
  founded: sql`coalesce(unit.founded, '0001-01-01'::date)`,
  changed: sql`unit.changed_at`,
}

export interface ListedUnit extends UnitRow {
  readonly founded: string | null
  readonly sortKey: string | number
}

const COLUMNS = sql`unit.id, unit.name, unit.code, unit.kind, unit.section, unit.industry_name as "industryName",
  coalesce(c.name, t.name, k.name) as area, k.name as county, t.name as town, unit.address, unit.employees, unit.size,
  unit.members_full as "membersFull", unit.members_probationary as "membersProbationary",
  unit.members_reported as "membersReported", unit.life, unit.coverage, unit.due, unit.reason,
  unit.org_name as "orgName", unit.instructor, unit.sources, unit.founded`

const AREAS = sql`left join area k on k.district = unit.district and k.id = unit.county and k.valid_to is null
  left join area t on t.district = unit.district and t.id = unit.town and t.valid_to is null
  left join area c on c.district = unit.district and c.id = unit.community and c.valid_to is null`

export interface UnitPageRequest {
  readonly sort: Sort
  readonly desc: boolean
  readonly limit: number
  readonly after: { readonly key: string | number; readonly id: string } | null
}

/** One page of the ledger in the asked order; `after` is the last row of the page before. */
export async function listUnits(
  db: Db | Tx,
  scope: Scope,
  filter: UnitFilter,
  page: UnitPageRequest,
): Promise<ListedUnit[]> {
  const where = await whereOf(db, scope, filter)
  const { key, direction, beyond } = orderOf(page)
  // The page is cut before names of areas are looked up, so that the joins touch a hundred rows and not all.
  return rowsOf<ListedUnit>(
    db,
    sql`with page as materialized (
        select unit.*, ${key} as sort_key from unit where ${where} ${beyond}
        order by ${key} ${direction}, unit.id collate "C" ${direction} limit ${page.limit})
      select ${COLUMNS}, unit.sort_key as "sortKey" from page unit ${AREAS}
      order by unit.sort_key ${direction}, unit.id collate "C" ${direction}`,
  )
}

/** First page and number of all, in one pass over the table: a search looks at every row anyway. */
export async function findUnits(
  db: Db | Tx,
  scope: Scope,
  filter: UnitFilter,
  page: UnitPageRequest,
): Promise<{ rows: ListedUnit[]; total: number }> {
  const where = await whereOf(db, scope, filter)
  const { key, direction } = orderOf(page)
  const rows = await rowsOf<ListedUnit & { total: number }>(
    db,
    sql`with hit as materialized (select unit.id, ${key} as sort_key from unit where ${where}),
      page as materialized (select id, sort_key from hit order by sort_key ${direction}, id collate "C" ${direction} limit ${page.limit})
      select ${COLUMNS}, page.sort_key as "sortKey", (select count(*) from hit) as total
      from page join unit on unit.district = ${scope.district} and unit.id = page.id ${AREAS}
      order by page.sort_key ${direction}, unit.id collate "C" ${direction}`,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

export async function countUnits(db: Db | Tx, scope: Scope, filter: UnitFilter): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*) as n from unit where ${await whereOf(db, scope, filter)}`,
  )
  return row?.n ?? 0
}

export async function whereOf(db: Db | Tx, scope: Scope, filter: UnitFilter): Promise<RawBuilder<unknown>> {
  return sql`${filterSql(scope, filter, await findAreaPath(db, scope, filter.area))} ${searchSql(filter.q)}`
}

function orderOf(page: UnitPageRequest) {
  const key = SORTS[page.sort]
  const direction = sql.raw(page.desc ? 'desc' : 'asc')
  const compare = sql.raw(page.desc ? '<' : '>')
  const beyond =
    page.after === null
      ? sql``
      : sql`and (${key}, unit.id collate "C") ${compare} (${page.after.key}, ${page.after.id})`
  return { key, direction, beyond }
}

export async function countFacets(db: Db | Tx, scope: Scope, filter: UnitFilter) {
  const where = sql`${filterSql(scope, filter, await findAreaPath(db, scope, filter.area))} ${searchSql(filter.q)}`
  return rowsOf<{
    kind: string
    section: string | null
    size: string
    life: string
    coverage: string
    due: string
    n: number
  }>(
    db,
    sql`select kind, section, size, life, coverage, due, count(*) as n from unit where ${where} group by 1, 2, 3, 4, 5, 6`,
  )
}

/** Path prefix of an area, as it is now; null when no area is asked for, or one of a parallel tree, which is no prefix. */
export async function findAreaPath(db: Db | Tx, scope: Scope, area: string | undefined): Promise<string | null> {
  if (area === undefined || area === '' || /^[bpg]:/.test(area)) return null
  const [row] = await rowsOf<{ path: string; tree: string }>(
    db,
    sql`select path, tree from area where district = ${scope.district} and id = ${area} order by valid_to desc nulls first limit 1`,
  )
  if (!row) throw unitsProblem('area-not-found')
  return row.path
}

/** Any of the ways a query can be read, all patterns of one way. */
function searchSql(q: string | undefined): RawBuilder<unknown> {
  const ways = q === undefined || q.trim() === '' ? [] : queryTokens(q).ways
  if (ways.length === 0) return sql``
  const conditions = ways.map((way) => {
    const patterns = way.patterns.map((pattern) => sql`unit.search like ${pattern}`)
    return patterns.length === 0 ? sql`true` : sql`(${sql.join(patterns, sql` and `)})`
  })
  return sql`and (${sql.join(conditions, sql` or `)})`
}

export async function getUnitRow(db: Db | Tx, scope: Scope, id: string) {
  const [row] = await rowsOf<
    UnitRow & {
      path: string
      countyId: string | null
      townId: string | null
      communityId: string | null
      building: string | null
      park: string | null
      grid: string | null
      buildingName: string | null
      place: { confidence: number; words: string[]; problem?: string; byHand?: boolean }
      kindNote: string | null
      industryNote: string | null
      road: string | null
      lng: number | null
      lat: number | null
      parentName: string | null
    }
  >(
    db,
    sql`select ${COLUMNS}, unit.path, unit.county as "countyId", unit.town as "townId", unit.community as "communityId",
        unit.building, unit.park, unit.grid, unit.place, unit.kind_note as "kindNote", unit.industry_note as "industryNote", unit.road,
        unit.lng, unit.lat, unit.parent_name as "parentName",
        b.name as "buildingName"
      from unit ${AREAS}
      left join area b on b.district = unit.district and b.id = unit.building and b.valid_to is null
      where ${scopeSql(scope)} and unit.id = ${id}`,
  )
  if (!row) throw unitsProblem('unit-not-found')
  return row
}
