import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { pageStart } from '../../../../kernel/page-start.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { areasProblem } from '../../../areas/contract.ts'
import { findArea } from '../../../areas/server/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import type { HostKind, OrganizationKind, OrganizationState } from '../../contract.ts'
import { findOrganization, organizationReachSql } from '../../server/public.ts'
import type { TermFilter, TermRow } from '../contract.ts'
import { noticeDay, TERM_RULE, termRules } from '../rules/terms.ts'
import { WEAK_RULES, weakNames, weakNow, type WeakRule } from '../rules/weak.ts'
import { silentSinceSql } from './silent.ts'

interface Found {
  readonly organization: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly hostKind: HostKind | null
  readonly state: OrganizationState
  readonly areaName: string | null
  readonly superiorName: string | null
  readonly no: number | null
  readonly begins: Day | null
  readonly due: Day | null
  readonly firstDue: Day | null
  readonly secretary: string | null
  readonly leftOn: Day | null
  readonly silent: Day
}

/** Organisations whose committee has a term, each with the term in office and its secretary. */
const KINDS = sql`organization.kind in ('committee', 'general-branch', 'branch', 'joint-branch', 'floating')`
const ACTIVE = sql`organization.state = 'active'`

const FROM = (scope: Scope): RawBuilder<unknown> => sql`from organization
  left join organization_term t on t.district = organization.district and t.organization = organization.id
    and t.ended is null and not t.withdrawn
  left join (select organization, max(name) filter (where valid_to is null) as name, max(valid_to) as left_on
      from organization_post where district = ${scope.district} and post = 'secretary' and not withdrawn
      group by organization) s on s.organization = organization.id`

export interface Weighing {
  readonly today: Day
  readonly book: RuleBook
}

/** How each state of the filter reads as a condition. */
function stateSql(
  state: NonNullable<TermFilter['state']>,
  { today, book }: Weighing,
  scope: Scope,
): RawBuilder<unknown> {
  const notice = sql`(t.due - ${monthsSql(termRules(book).noticeMonths)})::date`
  const day = sql`${today}::date`
  if (state === 'overdue') return sql`t.due < ${day}`
  if (state === 'notice') return sql`t.due >= ${day} and ${notice} <= ${day}`
  if (state === 'later') return sql`${notice} > ${day}`
  if (state === 'none') return sql`t.due is null`
  if (state === 'vacant') return sql`s.name is null and s.left_on is not null`
  const any = WEAK_RULES.map((rule) => weakSql(rule, { today, book }, scope)).filter((one) => one !== null)
  return any.length === 0 ? sql`false` : sql`(${sql.join(any, sql` or `)})`
}

const monthsSql = (months: number): RawBuilder<unknown> => sql`make_interval(months => ${months}::int)`

/** A weak-organisation rule as a condition; null while it is off. Says the same as `weakNow`. */
function weakSql(rule: WeakRule, { today, book }: Weighing, scope: Scope): RawBuilder<unknown> | null {
  if (book.find(rule) === null) return null
  const before = (day: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(${day} + ${monthsSql(book.param(rule, 'months'))})::date <= ${today}::date`
  if (rule === 'weak.no-secretary') return sql`(s.name is null and ${before(sql`s.left_on`)})`
  if (rule === 'weak.term-overdue') return sql`(${before(sql`t.due`)})`
  return sql`(${before(silentSinceSql(scope))})`
}

async function where(
  db: Db | Tx,
  scope: Scope,
  { area, under: above, q, month, state, weak }: TermFilter,
  weighing: Weighing,
): Promise<RawBuilder<unknown>> {
  const all: RawBuilder<unknown>[] = [organizationReachSql(scope), KINDS, ACTIVE]
  if (area !== undefined) {
    const found = await findArea(db, scope, area, weighing.today)
    if (!found) throw areasProblem('area-not-found')
    all.push(under(sql`organization.path`, found.path))
  }
  if (above !== undefined) {
    const chain = (await findOrganization(db, scope, above))?.chain
    all.push(chain === undefined ? sql`false` : under(sql`organization.chain`, chain))
  }
  const text = q?.trim() ?? ''
  if (text !== '') all.push(sql`organization.name like ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  if (month !== undefined)
    all.push(sql`t.due >= ${`${month}-01`}::date and t.due < (${`${month}-01`}::date + interval '1 month')`)
  if (state !== undefined) all.push(stateSql(state, weighing, scope))
  if (weak !== undefined) all.push(weakSql(weak, weighing, scope) ?? sql`false`)
  return sql.join(all, sql` and `)
}

/** By the day the term is due, those without one last. */
export async function listTermRows(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: TermFilter,
  page: { readonly after?: string | undefined; readonly limit: number },
  eyes: Eyes,
): Promise<{ rows: TermRow[]; next: string | null; total: number | null }> {
  const today = context.clock.today()
  const weighing = { today, book: await findRuleBook(db, scope, today) }
  const condition = await where(db, scope, filter, weighing)
  const start = pageStart(page.after)
  const rows = await rowsOf<Found>(
    db,
    sql`select organization.id as organization, organization.name, organization.kind, organization.host_kind as "hostKind",
        organization.state, t.no, t.begins, t.due, t.first_due as "firstDue", s.name as secretary,
        s.left_on as "leftOn", ${silentSinceSql(scope)} as silent, a.name as "areaName", up.name as "superiorName"
      ${FROM(scope)}
      left join area a on a.district = organization.district and a.id = organization.area and a.valid_to is null
      left join organization up on up.district = organization.district and up.id = organization.superior
      where ${condition} order by t.due nulls last, organization.chain limit ${page.limit + 1} offset ${start}`,
  )
  const shown = rows.slice(0, page.limit)
  const total = start === 0 && rows.length <= page.limit ? rows.length : await countRows(db, scope, condition)
  return {
    rows: shown.map((row) => presentRow(context, row, weighing, eyes)),
    next: rows.length > page.limit ? String(start + page.limit) : null,
    total,
  }
}

async function countRows(db: Db | Tx, scope: Scope, condition: RawBuilder<unknown>): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(db, sql`select count(*)::int as n ${FROM(scope)} where ${condition}`)
  return row?.n ?? 0
}

function presentRow({ secrets }: Context, row: Found, { today, book }: Weighing, eyes: Eyes): TermRow {
  const { hostKind: _host, silent, firstDue, secretary, leftOn, ...rest } = row
  const notice = row.due === null ? null : noticeDay(row.due, termRules(book))
  const vacantSince = secretary === null ? leftOn : null
  const weak = weakNow({ vacantSince, termDue: row.due, lastLife: silent }, book)
  return {
    ...rest,
    shifted: row.due !== firstDue,
    notice,
    timing:
      row.due === null || notice === null ? 'none' : row.due < today ? 'overdue' : notice <= today ? 'notice' : 'later',
    secretary: secretary === null ? null : eyes.show('name', secrets.open(secretary)),
    vacantSince,
    weak: weak.map(({ words }) => words),
  }
}

/** The same filter conditions counted, so that each figure opens exactly its rows. */
export async function countTerms(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: Pick<TermFilter, 'area' | 'under'>,
) {
  const today = context.clock.today()
  const weighing = { today, book: await findRuleBook(db, scope, today) }
  const { book } = weighing
  const condition = await where(db, scope, filter, weighing)
  const states = ['overdue', 'notice', 'later', 'none', 'vacant'] as const
  const on = WEAK_RULES.filter((rule) => book.find(rule) !== null)
  const counted = [
    ...states.map((state) => [state, stateSql(state, weighing, scope)] as const),
    ...on.map((rule) => [rule, weakSql(rule, weighing, scope) ?? sql`false`] as const),
  ]
  const columns = counted.map(([name, one]) => sql`count(*) filter (where ${one})::int as ${sql.id(name)}`)
  const [row] = await rowsOf<Record<string, number>>(
    db,
    sql`select count(*)::int as total, ${sql.join(columns)} ${FROM(scope)} where ${condition}`,
  )
  const months = await rowsOf<{ month: string; n: number }>(
    db,
    sql`select to_char(t.due, 'YYYY-MM') as month, count(*)::int as n ${FROM(scope)}
      where ${condition} and t.due is not null group by 1 order by 1`,
  )
  const of = (name: string): number => row?.[name] ?? 0
  return {
    total: of('total'),
    overdue: of('overdue'),
    notice: of('notice'),
    later: of('later'),
    none: of('none'),
    vacant: of('vacant'),
    weak: on.map((rule) => ({ rule, words: weakNames[rule], n: of(rule), article: book.article(rule) })),
    months,
    noticeMonths: termRules(book).noticeMonths,
    article: book.article(TERM_RULE),
  }
}
