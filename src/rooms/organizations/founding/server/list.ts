import { sql, type RawBuilder } from 'kysely'
import { addDays, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { queryTokens } from '../../../../standards/search-tokens.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import { findArea } from '../../../areas/server/public.ts'
import type { FoundingFilter, FoundingStep } from '../contract.ts'
import { OPEN_STEPS } from '../rules/lifecycle.ts'
import { AREA, CASE, foundingReachSql, type CaseRow } from './cases.ts'

/** Cases up to this many days before their last are told as soon due. */
export interface When {
  readonly today: Day
  readonly remindDays: number
}

/** The filter as one condition. `all`: a search looks at ended cases too unless steps are named. */
async function where(db: Db | Tx, scope: Scope, filter: FoundingFilter, when: When): Promise<RawBuilder<boolean>> {
  const parts: RawBuilder<unknown>[] = [foundingReachSql(scope)]
  const steps = filter.step === undefined || filter.step === '' ? [...OPEN_STEPS] : filter.step.split(',')
  if (filter.step !== 'all') parts.push(sql`founding.step = any(${steps}::text[])`)
  if (filter.kind) parts.push(sql`founding.kind = any(${filter.kind.split(',')}::text[])`)
  if (filter.source) parts.push(sql`founding.source = ${filter.source}`)
  if (filter.plan) parts.push(sql`founding.plan_id = ${filter.plan}`)
  if (filter.clock === 'overdue') parts.push(sql`founding.due < ${when.today}::date`)
  if (filter.clock === 'soon') {
    parts.push(sql`founding.due between ${when.today}::date and ${addDays(when.today, when.remindDays)}::date`)
  }
  if (filter.area) {
    const area = await findArea(db, scope, filter.area, when.today)
    parts.push(area === null ? sql`false` : under(sql.ref('founding.path'), area.path))
  }
  parts.push(...searchSql(filter.q))
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

function searchSql(q: string | undefined): RawBuilder<unknown>[] {
  const ways = q === undefined || q.trim() === '' ? [] : queryTokens(q).ways
  if (ways.length === 0) return []
  const each = ways.map(({ patterns }) =>
    patterns.length === 0
      ? sql`true`
      : sql`(${sql.join(
          patterns.map((pattern) => sql`founding.search like ${pattern}`),
          sql` and `,
        )})`,
  )
  return [sql`(${sql.join(each, sql` or `)})`]
}

/** Those whose clock ends first stand first, then the oldest. */
const ORDER = sql`coalesce(founding.due, '9999-12-31'::date), founding.id`

export async function listCases(
  db: Db | Tx,
  scope: Scope,
  filter: FoundingFilter,
  when: When,
  page: { readonly after: { readonly due: string; readonly id: string } | null; readonly limit: number },
): Promise<CaseRow[]> {
  const beyond =
    page.after === null
      ? sql``
      : sql`and (coalesce(founding.due, '9999-12-31'::date), founding.id) > (${page.after.due}::date, ${page.after.id})`
  return rowsOf<CaseRow>(
    db,
    sql`select ${CASE} from founding ${AREA} where ${await where(db, scope, filter, when)} ${beyond}
      order by ${ORDER} limit ${page.limit}`,
  )
}

export interface StepCount {
  readonly step: FoundingStep
  readonly total: number
  readonly overdue: number
  readonly soon: number
}

export async function countSteps(db: Db | Tx, scope: Scope, filter: FoundingFilter, when: When): Promise<StepCount[]> {
  return rowsOf<StepCount>(
    db,
    sql`select founding.step, count(*)::int as total, count(*) filter (where founding.due < ${when.today}::date)::int as overdue,
        count(*) filter (where founding.due between ${when.today}::date and ${addDays(when.today, when.remindDays)}::date)::int as soon
      from founding where ${await where(db, scope, { ...filter, step: 'all' }, when)} group by founding.step`,
  )
}

/** The first cases of every open step, in one pass over the table. */
export async function listFirst(
  db: Db | Tx,
  scope: Scope,
  filter: FoundingFilter,
  when: When,
  most: number,
): Promise<CaseRow[]> {
  return rowsOf<CaseRow>(
    db,
    sql`with first as materialized (
        select id from (select founding.id, row_number() over (partition by founding.step order by ${ORDER}) as place
          from founding where ${await where(db, scope, { ...filter, step: undefined }, when)}) ranked
        where place <= ${most})
      select ${CASE} from founding ${AREA} where founding.district = ${scope.district}
        and founding.id in (select id from first) order by ${ORDER}`,
  )
}

/** Open cases by the town in which they stand, of those the filter leaves; the town is a step of the path. */
export async function countTowns(db: Db | Tx, scope: Scope, filter: FoundingFilter, when: When) {
  const { area: _, ...rest } = filter
  const paths = await rowsOf<{ path: string; n: number }>(
    db,
    sql`select founding.path, count(*)::int as n from founding where ${await where(db, scope, rest, when)} group by founding.path`,
  )
  const steps = [...new Set(paths.flatMap(({ path }) => path.split('/').slice(0, -1)))]
  const towns = await rowsOf<{ id: string; name: string }>(
    db,
    sql`select id, name from area where district = ${scope.district} and valid_to is null and level = 'town'
      and id = any(${steps}::text[])`,
  )
  return towns
    .map(({ id, name }) => {
      const n = paths.reduce((sum, one) => sum + (one.path.split('/').includes(id) ? one.n : 0), 0)
      return { id, name, n }
    })
    .sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1))
}
