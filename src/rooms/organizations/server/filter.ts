import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { queryTokens } from '../../../standards/search-tokens.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import { areasProblem } from '../../areas/contract.ts'
import { findArea } from '../../areas/server/public.ts'
import { organizationsProblem, type OrganizationFilter } from '../contract.ts'
import { openOn } from './beside.ts'
import { organizationReachSql } from './organizations.ts'

/**
 * The rows of a question: today's, or as they were on an earlier day. Who reaches an organisation is decided by where it
 * stands now, also for an earlier day.
 */
export function organizationsOn(scope: Scope, asOf: Day | null): RawBuilder<unknown> {
  if (asOf === null) return sql`organization`
  return sql`(select o.district, o.id, v.name, v.kind, v.state, v.superior, v.chain, v.area, v.path, v.section, o.code,
      o.host_kind, o.host_name, o.founded, o.ended, (select count(distinct c.unit_id)::int from organization_unit c
        where c.district = o.district and c.organization = o.id and c.valid_from <= ${asOf}::date
          and (c.valid_to is null or c.valid_to > ${asOf}::date)) as units,
      o.members_full, o.members_probationary, o.term_due, o.remark, o.search, o.version, o.changed_at
    from organization o join organization_version v on v.district = o.district and v.id = o.id
      and v.valid_from <= ${asOf}::date and (v.valid_to is null or v.valid_to > ${asOf}::date)
    where ${organizationReachSql(scope, 'o')}) organization`
}

/** The filter as one condition on `organization`. Prefixes of area and superior are looked up before the query is built. */
export async function whereOf(
  db: Db | Tx,
  scope: Scope,
  filter: OrganizationFilter,
  today: Day,
): Promise<RawBuilder<unknown>> {
  // A question as of a day has been narrowed to what is reached now already.
  const own = filter.asOf === undefined ? organizationReachSql(scope) : sql`organization.district = ${scope.district}`
  const parts: RawBuilder<unknown>[] = [own]
  const list = (column: RawBuilder<unknown>, text: string | undefined): void => {
    if (text !== undefined && text !== '') parts.push(sql`${column} in (${sql.join(text.split(','))})`)
  }
  list(sql`organization.kind`, filter.kind)
  list(sql`organization.host_kind`, filter.host)
  list(sql`organization.state`, filter.state === undefined || filter.state === '' ? 'forming,active' : filter.state)
  if (filter.area !== undefined && filter.area !== '') {
    const area = await findArea(db, scope, filter.area, today)
    if (!area) throw areasProblem('area-not-found')
    parts.push(under(sql`organization.path`, area.path))
  }
  if (filter.under !== undefined && filter.under !== '') {
    parts.push(under(sql`organization.chain`, await chainOn(db, scope, filter.under)))
  }
  if (filter.unit !== undefined && filter.unit !== '') {
    parts.push(sql`organization.id in (select c.organization from organization_unit c
      where c.district = ${scope.district} and c.unit_id = ${filter.unit} and c.valid_to is null)`)
  }
  if (filter.due !== undefined && filter.due !== '') {
    parts.push(sql`organization.id in (select organization from deadline
      where district = ${scope.district} and kind in (${sql.join(filter.due.split(','))}) and ${openOn(today)})`)
  }
  const search = searchSql(filter.q)
  if (search) parts.push(search)
  return sql.join(parts, sql` and `)
}

async function chainOn(db: Db | Tx, scope: Scope, id: string): Promise<string> {
  const rows = await rowsOf<{ chain: string }>(
    db,
    sql`select chain from organization where ${organizationReachSql(scope)} and organization.id = ${id}`,
  )
  if (!rows[0]) throw organizationsProblem('not-found')
  return rows[0].chain
}

/** Any of the ways a query can be read, all patterns of one way. */
function searchSql(q: string | undefined): RawBuilder<unknown> | null {
  const ways = q === undefined || q.trim() === '' ? [] : queryTokens(q).ways
  if (ways.length === 0) return null
  const conditions = ways.map((way) => {
    const patterns = way.patterns.map((pattern) => sql`organization.search like ${pattern}`)
    return patterns.length === 0 ? sql`true` : sql`(${sql.join(patterns, sql` and `)})`
  })
  return sql`(${sql.join(conditions, sql` or `)})`
}
