import { sql, type RawBuilder } from 'kysely'
import { pageStart } from '../../../../kernel/page-start.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { queryTokens } from '../../../../standards/search-tokens.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { organizationReachSql } from '../../server/public.ts'
import { NO_PLATFORM, type Station, type StationFilter } from '../contract.ts'
import { stationsSql } from './station-sql.ts'
import { pathOf } from './summary.ts'

/** By platform, the platform itself before its stations; those that name none last. */
export async function listStations(
  context: Context,
  db: Db,
  scope: Scope,
  filter: StationFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ rows: Station[]; next: string | null; total: number | null }> {
  const book = await findRuleBook(db, scope, context.clock.today())
  const stations = stationsSql(scope, book, await pathOf(context, db, scope, filter.area))
  const where = whereOf(filter)
  const start = pageStart(filter.after)
  const rows = await rowsOf<Station & { readonly n: number }>(
    db,
    sql`with ${stations}, page as materialized (select *, (count(*) over ())::int as n from station where ${where}
        order by platform collate "C" nulls last, is_platform desc, name collate "C", id limit ${filter.limit + 1} offset ${start})
      select page.n, page.id as unit, page.name, page.platform, page.is_platform as "isPlatform",
        page.industry_name as "industryName", a.name as "areaName", page.members_full as "membersFull", page.coverage,
        page.org_name as "orgName", (select organization.id from organization_unit c
          join organization on organization.district = c.district and organization.id = c.organization
          where c.district = page.district and c.unit_id = page.id and c.valid_to is null
            and ${organizationReachSql(scope)} order by organization.id limit 1) as organization
      from page left join area a on a.district = page.district and a.id = coalesce(page.community, page.town, page.county)
        and a.valid_to is null
      order by page.platform collate "C" nulls last, page.is_platform desc, page.name collate "C", page.id`,
  )
  const more = rows.length > filter.limit
  return {
    rows: rows.slice(0, filter.limit).map(({ n: _, ...row }) => row),
    next: more ? String(start + filter.limit) : null,
    total: start > 0 ? null : (rows[0]?.n ?? 0),
  }
}

function whereOf({ platform, organized, q }: StationFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (platform === NO_PLATFORM) parts.push(sql`platform is null`)
  else if (platform !== undefined && platform !== '') parts.push(sql`platform = ${platform}`)
  if (organized !== undefined) parts.push(organized === 'yes' ? sql`organized` : sql`not organized`)
  const ways = q === undefined || q.trim() === '' ? [] : queryTokens(q).ways
  const asked = ways.map(({ patterns }) =>
    patterns.length === 0
      ? sql`true`
      : sql`(${sql.join(
          patterns.map((pattern) => sql`search like ${pattern}`),
          sql` and `,
        )})`,
  )
  if (asked.length > 0) parts.push(sql`(${sql.join(asked, sql` or `)})`)
  return sql.join(parts, sql` and `)
}
