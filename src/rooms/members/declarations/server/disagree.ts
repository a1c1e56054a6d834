import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArea, unitReachSql } from '../../../areas/server/public.ts'
import type { DisagreementFilter, DisagreementRow } from '../contract.ts'
import { OPEN_STATES } from '../rules/moves.ts'

/**
 * Counts that disagree, by unit: what the annual report says, how many members who work there are on file, how many
 * declarations are open. Three numbers that were counted one by one and are laid beside each other; no query here reads
 * anything of a person.
 */
async function countedSql(
  { clock }: Context,
  db: Db,
  scope: Scope,
  area: string | undefined,
): Promise<RawBuilder<unknown>> {
  const found = area === undefined ? null : await findArea(db, scope, area, clock.today())
  const within = area === undefined ? sql`true` : found === null ? sql`false` : under(sql.ref('unit.path'), found.path)
  return sql`with filed as materialized (
      select unit_id, count(*)::int as n from member
      where district = ${scope.district} and unit_id is not null and status in ('full', 'probationary') group by unit_id),
    declared as materialized (
      select unit_id, count(*)::int as n from declaration
      where district = ${scope.district} and unit_id is not null and state = any(${[...OPEN_STATES]}::text[]) group by unit_id),
    counted as materialized (
      select unit.id as unit, unit.name, unit.path, unit.members_reported as report,
        coalesce(f.n, 0) as "onFile", coalesce(d.n, 0) as declared
      from unit left join filed f on f.unit_id = unit.id left join declared d on d.unit_id = unit.id
      where ${unitReachSql(scope)} and ${within} and unit.life = 'operating'
        and (unit.members_reported is not null or f.n is not null or d.n is not null))`
}

/** Which units, and what they are put in order by: the larger first. */
const SHOWS: Readonly<
  Record<DisagreementFilter['show'], { readonly where: RawBuilder<unknown>; readonly key: RawBuilder<unknown> }>
> = {
  'report-more': { where: sql`report > "onFile"`, key: sql`report - "onFile"` },
  'file-more': { where: sql`report < "onFile"`, key: sql`"onFile" - report` },
  declared: { where: sql`declared > 0`, key: sql`declared` },
  all: { where: sql`report is distinct from "onFile" or declared > 0`, key: sql`abs(coalesce(report, 0) - "onFile")` },
}

export async function listDisagreements(
  context: Context,
  db: Db,
  scope: Scope,
  { area, show, after, limit }: DisagreementFilter & { readonly after?: string | undefined; readonly limit: number },
) {
  const { where, key } = SHOWS[show]
  const cut = /^(\d{1,9}) (.{1,60})$/.exec(after ?? '')
  const beyond = cut === null ? sql`` : sql`and (-key, unit collate "C") > (${-Number(cut[1])}, ${cut[2]})`
  const rows = await rowsOf<Omit<DisagreementRow, 'reportDay'> & { key: number; total: number }>(
    db,
    sql`${await countedSql(context, db, scope, area)}, chosen as (select counted.*, ${key} as key from counted where ${where}),
      page as (select chosen.*, (select count(*)::int from chosen) as total from chosen where true ${beyond}
        order by -key, unit collate "C" limit ${limit})
      select page.unit, page.name, page.report, page."onFile", page.declared, page.key, page.total,
        town.id as town, town.name as "townName"
      from page
      left join lateral (select a.id, a.name from area a where a.district = ${scope.district} and a.level = 'town'
        and a.tree = 'division' and a.id = any(string_to_array(page.path, '/')) order by a.valid_from desc limit 1) town on true
      order by -page.key, page.unit collate "C"`,
  )
  const days = await findReportDays(db, scope, rows)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    rows: rows.map(({ key: _key, total: _total, ...row }) => ({ ...row, reportDay: days.get(row.unit) ?? null })),
    next: last === undefined ? null : `${last.key} ${last.unit}`,
    total: rows[0]?.total ?? 0,
  }
}

/** Of which day the number is: asked by itself, for the statements of the sources hold more than numbers. */
async function findReportDays(
  db: Db,
  scope: Scope,
  rows: readonly { readonly unit: string; readonly report: number | null }[],
): Promise<ReadonlyMap<string, string>> {
  const asked = rows.flatMap(({ unit, report }) => (report === null ? [] : [{ unit, report }]))
  if (asked.length === 0) return new Map()
  const found = await rowsOf<{ unit: string; day: string }>(
    db,
    sql`select r.unit_id as unit, max(r.as_of) as day from unit_record r
      join json_to_recordset(${JSON.stringify(asked)}::json) as n(unit text, report int)
        on n.unit = r.unit_id and (r.facts ->> 'membersReported')::int = n.report
      where r.district = ${scope.district} and r.state = 'live' group by r.unit_id`,
  )
  return new Map(found.map(({ unit, day }) => [unit, day]))
}

export interface DisagreementCount {
  readonly reporting: number
  readonly reportMore: number
  readonly fileMore: number
  readonly missing: number
  readonly declared: number
}

export async function countDisagreements(
  context: Context,
  db: Db,
  scope: Scope,
  area: string | undefined,
): Promise<DisagreementCount> {
  const [row] = await rowsOf<DisagreementCount>(
    db,
    sql`${await countedSql(context, db, scope, area)}
      select count(report)::int as reporting, count(*) filter (where report > "onFile")::int as "reportMore",
        count(*) filter (where report < "onFile")::int as "fileMore",
        coalesce(sum(report - "onFile") filter (where report > "onFile"), 0)::int as missing,
        count(*) filter (where declared > 0)::int as declared from counted`,
  )
  return row ?? { reporting: 0, reportMore: 0, fileMore: 0, missing: 0, declared: 0 }
}
