import { sql } from 'kysely'
import { reachesPath, type Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArea, findOffice, listAreasInForce } from '../../../areas/server/public.ts'
import { developmentProblem, quotaKindShape, type Answered, type Asked, type QuotaKind } from '../contract.ts'
import { quotaCells, type QuotaCount } from '../rules/quotas.ts'
import { sayQuotas } from '../rules/sentences.ts'
import { developmentReachSql } from './cases.ts'

type Planned = Readonly<Partial<Record<QuotaKind, number | null>>>

/**
 * Quotas of a year, of the office and its towns as far as they are reached: planned, used (approved in the year), coming
 * (development targets under way), open. Counts by area and kind of post; nobody is ranked.
 */
export async function readQuotas(
  { clock }: Context,
  db: Db | Tx,
  scope: Scope,
  { year = Number(clock.today().slice(0, 4)) }: Asked<'development.quotas'>,
): Promise<Answered<'development.quotas'>> {
  const office = await findOffice(db, scope)
  const areas = (await listAreasInForce(db, scope, clock.today(), ['division']))
    .filter(({ id, level, path }) => (id === office?.root || level === 'town') && reachesPath(scope, path))
    .toSorted((one, other) => (one.id === office?.root ? -1 : other.id === office?.root ? 1 : byCode(one, other)))
  const counts = await rowsOf<QuotaCount>(
    db,
    sql`select path, post_kind as "postKind", count(*) filter (where approved_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date)::int as used,
        count(*) filter (where stage = 'target' and state = 'open')::int as coming
      from development where ${developmentReachSql(scope)} group by 1, 2`,
  )
  const known = await rowsOf<{ area: string; planned: Planned; remark: string; version: number }>(
    db,
    sql`select area, planned, remark, version from development_quota where district = ${scope.district} and year = ${year}`,
  )
  const byArea = new Map(known.map((row) => [row.area, row]))
  const rows = areas.map(({ id, name, level, path }) => {
    const { planned = {}, remark = '', version = 0 } = byArea.get(id) ?? {}
    return { area: id, areaName: name, level, version, remark, cells: quotaCells(planned, path, counts) }
  })
  const [top] = rows
  const all = top?.cells.all
  return { sentence: sayQuotas(year, all?.planned ?? null, all?.used ?? 0, all?.coming ?? 0), year, rows }
}

function byCode(one: { readonly code: string | null; readonly id: string }, other: typeof one): number {
  return (one.code ?? one.id) < (other.code ?? other.id) ? -1 : 1
}

/** Hands down, or changes, the quota of an area. Throws `cannot-do`, `changed-meanwhile`. */
export async function setQuota(
  { clock }: Context,
  tx: Tx,
  scope: Scope,
  { year, area: id, version, planned, remark, reason }: Asked<'development.setQuota'>,
): Promise<number> {
  const area = await findArea(tx, scope, id, clock.today())
  if (area === null || !reachesPath(scope, area.path))
    throw developmentProblem('cannot-do', { why: '没有这个区域，或不在你负责的范围内' })
  const all = planned.all ?? null
  const parts = quotaKindShape.options.filter((kind) => kind !== 'all').map((kind) => planned[kind] ?? 0)
  const sum = parts.reduce((left, right) => left + right, 0)
  if (all !== null && sum > all)
    throw developmentProblem('cannot-do', { why: `分岗位合计 ${sum} 个，多于总数 ${all} 个` })
  const now = clock.now().toISOString()
  const [known] = await rowsOf<{ version: number }>(
    tx,
    sql`select version from development_quota where district = ${scope.district} and year = ${year} and area = ${id} for update`,
  )
  if ((known?.version ?? 0) !== version) throw developmentProblem('changed-meanwhile')
  await sql`insert into development_quota (district, year, area, path, planned, remark, version, changed_at)
    values (${scope.district}, ${year}, ${id}, ${area.path}, ${JSON.stringify(planned)}::jsonb, ${remark}, 1, ${now})
    on conflict (district, year, area) do update set planned = excluded.planned, remark = excluded.remark,
      version = development_quota.version + 1, changed_at = excluded.changed_at`.execute(tx)
  const details = { year, area: area.name, planned, reason }
  await writeAudit(tx, scope, clock, 'development.set-quota', id, details, { path: area.path })
  return version + 1
}
