import { sql, type RawBuilder } from 'kysely'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { OrganizationFilter, OrganizationKind } from '../../contract.ts'
import { whereOf } from '../../server/filter.ts'
import { weakNow, type Weakness } from '../../posts/rules/weak.ts'
import { isDemanded, type Demand } from '../rules/demands.ts'
import { effectiveRule, effectOf, type Effect } from '../rules/effective.ts'
import type { DemandKind } from '../rules/life-kinds.ts'
import { committeesOn, firstDays, heldSince, type Asked, type HeldCount } from './asked-facts.ts'

/** An organisation in a month: what was asked of it, what it lacks, whether its life is real, whether it is weak. */
export interface AskedRow {
  readonly organization: string
  readonly kind: OrganizationKind
  readonly area: string | null
  readonly path: string
  readonly units: number
  readonly since: Day
  readonly recent: number
  readonly effect: Effect
  readonly asked: readonly DemandKind[]
  readonly lacking: readonly DemandKind[]
  readonly weak: boolean
}

export type AskedQuery = Pick<OrganizationFilter, 'area' | 'under' | 'q'>

interface Row {
  readonly organization: string
  readonly kind: OrganizationKind
  readonly area: string | null
  readonly path: string
  readonly units: number
  readonly founded: Day | null
}

/**
 * All active organisations of the scope with what the month asks of them, in the order of the tree: a district has some
 * thousands, so that every figure of the page and its rows come from this one list and cannot differ. Facts are read set by
 * set, since a question per organisation is what takes long; the judgement is `standingsOf`'s.
 */
export async function listAsked(
  db: Db | Tx,
  scope: Scope,
  { area, under, q }: AskedQuery,
  asked: readonly Asked[],
  book: RuleBook,
): Promise<AskedRow[]> {
  const where = await whereOf(db, scope, { area, under, q, state: 'active' }, book.day)
  const rows = await rowsOf<Row>(
    db,
    sql`select organization.id as organization, organization.kind, organization.area, organization.path, organization.units,
        organization.founded from organization where ${where} order by organization.chain`,
  )
  const among = amongOf(scope, { area, under, q }, rows)
  const rule = effectiveRule(book)
  const silent = silentFrom(book)
  const from = [...asked.map((one) => one.from), rule.after, ...(silent === null ? [] : [silent])].reduce((a, b) =>
    a < b ? a : b,
  )
  const first = await firstDays(db, scope, among, from)
  const held = await heldSince(db, scope, among, from, { asked, after: rule.after, today: book.day })
  const monthly = asked.find(({ demand }) => demand.kind === 'committee')
  const committees = monthly === undefined ? new Set<string>() : await committeesOn(db, scope, among, monthly.to)
  return rows.flatMap(({ founded, ...row }): AskedRow[] => {
    // What lies before `from` makes no difference to anything below.
    const since = [founded, first.get(row.organization) ?? null, addDays(from, -1)].reduce<Day>(
      later,
      addDays(from, -1),
    )
    const count = held.get(row.organization) ?? NOTHING
    const is = asked.filter(
      (one) => one.from >= since && isDemanded(one.demand.kind, row.kind, committees.has(row.organization)),
    )
    if (!holdsLife(row) && is.length === 0) return []
    const lacks = is.filter(
      ({ demand }) => (count.times[asked.findIndex((one) => one.demand === demand)] ?? 0) < demand.times,
    )
    const lastLife = later(count.last ?? addDays(from, -1), since)
    return [
      {
        ...row,
        since,
        recent: count.recent,
        effect: effectOf(count.recent, since, rule),
        asked: is.map(kindOf),
        lacking: lacks.map(kindOf),
        weak: silent !== null && weakLife(lastLife, book).length > 0,
      },
    ]
  })
}

const NOTHING: HeldCount = { recent: 0, last: null, times: [] }
const kindOf = ({ demand }: { readonly demand: Demand }): DemandKind => demand.kind
const later = (one: Day, other: Day | null): Day => (other !== null && other > one ? other : one)

/** A rule of the office by which long silence is weak, as of the book's day; empty while it is off. */
export const weakLife = (lastLife: Day, book: RuleBook): Weakness[] =>
  weakNow({ vacantSince: null, termDue: null, lastLife }, book)

/** Before this day lies what the rule calls long silence; null while it is off. */
function silentFrom(book: RuleBook): Day | null {
  if (book.find('weak.no-life') === null) return null
  // Months end on different days: some days more are read than needed.
  return addDays(addMonths(book.day, -book.param('weak.no-life', 'months')), -4)
}

/** Which organisations are meant, where it is not all of the office: facts are then read by their ids. */
function amongOf(scope: Scope, query: AskedQuery, rows: readonly Row[]): RawBuilder<unknown> {
  const all = isWhole(scope) && Object.values(query).every((one) => one === undefined || one === '')
  return all ? sql`true` : sql`organization = any(${rows.map(({ organization }) => organization)}::text[])`
}

/** Forms of which organisation life is expected at all. */
export const holdsLife = ({ kind }: Pick<AskedRow, 'kind'>): boolean =>
  kind === 'branch' || kind === 'joint-branch' || kind === 'floating' || kind === 'temporary'
