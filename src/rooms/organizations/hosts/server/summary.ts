import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { areasProblem } from '../../../areas/contract.ts'
import { findArea } from '../../../areas/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import type { HostKind } from '../../contract.ts'
import { organizationReachSql } from '../../server/public.ts'
import { LINES_RULE, stationsSql } from './station-sql.ts'

/** Platforms that are listed by name; a district has some dozens. */
const MOST = 200

export async function summarizeHosts(context: Context, db: Db, scope: Scope, area: string | undefined) {
  const today = context.clock.today()
  const book = await findRuleBook(db, scope, today)
  const path = await pathOf(context, db, scope, area)
  const hosts = await rowsOf<{ kind: HostKind; organizations: number; members: number }>(
    db,
    sql`select organization.host_kind as kind, count(*)::int as organizations,
        sum(organization.members_full + organization.members_probationary)::int as members
      from organization where ${organizationReachSql(scope)} and organization.host_kind is not null
        and organization.state in ('forming', 'active') ${path === null ? sql`` : sql`and ${under(sql.ref('organization.path'), path)}`}
      group by organization.host_kind order by 2 desc, 1`,
  )
  const platforms = await rowsOf<{ name: string | null; units: number; organized: number }>(
    db,
    sql`with ${stationsSql(scope, book, path)}
      select platform as name, count(*)::int as units, (count(*) filter (where organized))::int as organized
      from station group by platform order by platform is null, 2 desc, platform collate "C"`,
  )
  const sum = (of: 'units' | 'organized'): number => platforms.reduce((all, one) => all + one[of], 0)
  return {
    hosts,
    units: sum('units'),
    organized: sum('organized'),
    platforms: platforms.slice(0, MOST),
    more: Math.max(0, platforms.length - MOST),
    article: book.article(LINES_RULE),
  }
}

/** Null without an area. Throws `areas.area-not-found`. */
export async function pathOf(context: Context, db: Db, scope: Scope, area: string | undefined): Promise<string | null> {
  if (area === undefined || area === '') return null
  const found = await findArea(db, scope, area, context.clock.today())
  if (!found) throw areasProblem('area-not-found')
  return found.path
}
