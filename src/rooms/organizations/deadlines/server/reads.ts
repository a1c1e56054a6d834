import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { addMonths, startOfMonth } from '../../../../kernel/day-math.ts'
import { reachesPath, type Reach, type Scope } from '../../../../kernel/scope.ts'
import type { Article } from '../../../../kernel/shapes.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Caller } from '../../../../platform/server/gate.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArticles } from '../../../rulebook/server/public.ts'
import type { Deadline, DeadlineFilter } from '../contract.ts'
import { daysLeft, monthSpan, standingOn } from '../rules/standing.ts'
import { kindsOf, narrowSql, showSql } from './filter.ts'
import { clocksOf, type DeadlineKind } from './registry.ts'

interface DeadlineRow {
  readonly id: string
  readonly source: string
  readonly subject_kind: string
  readonly subject: string
  readonly kind: string
  readonly mark: string
  readonly organization: string | null
  readonly organization_name: string | null
  readonly chain: string
  readonly path: string
  readonly opens: Day
  readonly due: Day
  readonly words: string
  readonly rule: string | null
  readonly closed_on: Day | null
  readonly aside_until: Day | null
  readonly aside_reason: string | null
  readonly aside_by: string | null
  readonly version: number
}

/** Who asks, and what of it is theirs to do. */
export interface Asker {
  readonly scope: Scope
  readonly caller: Caller | null
}

export type ListInput = DeadlineFilter & { readonly after?: string | undefined; readonly limit: number }

export const monthOf = (day: Day): string => day.slice(0, 7)

/** The most urgent first; those that are done, the latest first. */
export async function listDeadlines(
  context: Context,
  db: Db,
  { scope, caller }: Asker,
  input: ListInput,
): Promise<{ rows: Deadline[]; next: string | null; total: number }> {
  const today = context.clock.today()
  const month = input.month ?? monthOf(today)
  const narrow = await narrowSql(db, scope, kindsOf(context, caller, input), input, today)
  if (narrow === null) return { rows: [], next: null, total: 0 }
  const where = sql`${narrow} and ${showSql(input.show, today, month)}`
  const [count] = await rowsOf<{ n: number }>(db, sql`select count(*) as n from deadline d where ${where}`)
  const done = input.show === 'done'
  const column = done ? sql`d.closed_on` : sql`d.due`
  const [day, id] = (input.after ?? '').split('|')
  const after =
    input.after === undefined || id === undefined
      ? sql`true`
      : done
        ? sql`(d.closed_on, d.id) < (${day}::date, ${id})`
        : sql`(d.due, d.id) > (${day}::date, ${id})`
  const found = await rowsOf<DeadlineRow>(
    db,
    sql`select d.*, o.name as organization_name
      from (select * from deadline d where ${where} and ${after}
        order by ${column} ${done ? sql`desc` : sql``}, d.id ${done ? sql`desc` : sql``} limit ${input.limit + 1}) d
      left join organization o on o.district = d.district and o.id = d.organization
      order by ${column} ${done ? sql`desc` : sql``}, d.id ${done ? sql`desc` : sql``}`,
  )
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const articles = await findArticles(db, scope, today)
  const present = presenter(context, caller, today, articles)
  return {
    rows: rows.map(present),
    next: found.length > rows.length && last ? `${done ? (last.closed_on ?? '') : last.due}|${last.id}` : null,
    total: count?.n ?? 0,
  }
}

/** How a row is shown to the caller. A kind that no clock names any more is shown by its own words. */
function presenter(
  context: Context,
  caller: Caller | null,
  today: Day,
  articles: ReadonlyMap<string, Article>,
): (row: DeadlineRow) => Deadline {
  const kinds = new Map(clocksOf(context).map(({ source, kinds: own }) => [source, own]))
  return (row) => {
    const kind: DeadlineKind | undefined = kinds.get(row.source)?.[row.kind]
    const kept = { opens: row.opens, due: row.due, asideUntil: row.aside_until }
    const standing = standingOn(today, kept)
    return {
      id: row.id,
      kind: `${row.source}:${row.kind}`,
      kindName: kind?.title ?? row.words,
      subject: row.subject,
      subjectKind: row.subject_kind,
      organization: row.organization,
      organizationName: row.organization_name,
      words: row.words,
      opens: row.opens,
      due: row.due,
      standing,
      daysLeft: daysLeft(today, row),
      article: (row.rule === null ? undefined : articles.get(row.rule)) ?? null,
      aside:
        standing === 'aside' && row.aside_until !== null
          ? { until: row.aside_until, reason: row.aside_reason ?? '', by: row.aside_by ?? '' }
          : null,
      closed: row.closed_on,
      page: kind?.page({ subject: row.subject, organization: row.organization, mark: row.mark }) ?? '/',
      may: kind !== undefined && caller !== null && reaches(caller.reach(kind.verb), row),
      version: row.version,
    }
  }
}

/** Whether it stands under what somebody reaches by its area or its organisation. */
export function reaches(reach: Reach, { chain, path }: { readonly chain: string; readonly path: string }): boolean {
  return reachesPath(reach, path) || reach.organizations.some((prefix) => chain.startsWith(prefix))
}

/** First days of the months that follow the one of the day. */
export function monthsAhead(day: Day, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => monthOf(addMonths(startOfMonth(day), at + 1)))
}

export function lastDayOf(month: string): Day {
  return monthSpan(month).to
}
