import { sql } from 'kysely'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import { manyRowsOf } from '../../../../platform/server/db/many-rows.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { OrganizationFilter, OrganizationKind } from '../../contract.ts'
import { whereOf } from '../../server/filter.ts'
import { weakNow, type Weakness } from '../../posts/rules/weak.ts'
import { isDemanded, type Demand } from '../rules/demands.ts'
import { effectiveRule, effectOf, type Effect } from '../rules/effective.ts'
import type { DemandKind } from '../rules/life-kinds.ts'
import { committeesOn, firstDays, heldSince, type Among, type Asked, type HeldCount } from './asked-facts.ts'

/** An organisation in a month: what was asked of it, what it lacks, whether its life is real, whether it is weak. */
export interface AskedRow {
  readonly organization: string
  readonly kind: OrganizationKind
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
  readonly active: boolean
  readonly path: string
  readonly units: number
  readonly founded: Day | null
}

/** Organisations in force in the order of the tree, and the ids of all that the question is about, ended ones too. */
export interface AskedRows {
  readonly rows: readonly AskedRow[]
  readonly among: Among
}

/**
 * All active organisations of the scope with what the month asks of them, in the order of the tree: a district has some
 * thousands, so that every figure of the page and its rows come from this one list and cannot differ. Facts are read set by
 * set, since a question per organisation is what takes long; the judgement is `standingsOf`'s.
 */
export async function listAsked(
  db: Db | Tx,
  scope: Scope,
  query: AskedQuery,
  asked: readonly Asked[],
  book: RuleBook,
): Promise<AskedRows> {
  const all = await readRows(db, scope, query, book.day)
  const among = amongOf(scope, query, all)
  const rule = effectiveRule(book)
  const silent = silentOn(book)
  const from = [...asked.map((one) => one.from), rule.after, ...(silent === null ? [] : [silent])].reduce(earlier)
  const first = await firstDays(db, scope, among, from)
  const held = await heldSince(db, scope, among, from, { asked, after: rule.after, today: book.day })
  const monthly = asked.find(({ demand }) => demand.kind === 'committee')
  const committees = monthly === undefined ? new Set<string>() : await committeesOn(db, scope, among, monthly.to)
  const before = addDays(from, -1)
  const rows = all.flatMap(({ founded, active, ...row }): AskedRow[] => {
    if (!active) return []
    // What lies before `from` makes no difference to anything below.
    const since = later(later(before, founded), first.get(row.organization) ?? null)
    const count = held.get(row.organization) ?? NOTHING
    const is = asked.filter(
      (one) => one.from >= since && isDemanded(one.demand.kind, row.kind, committees.has(row.organization)),
    )
    if (!holdsLife(row) && is.length === 0) return []
    const lacks = is.filter(
      ({ demand }) => (count.times[asked.findIndex((one) => one.demand === demand)] ?? 0) < demand.times,
    )
    return [
      {
        ...row,
        since,
        recent: count.recent,
        effect: effectOf(count.recent, since, rule),
        asked: is.map(kindOf),
        lacking: lacks.map(kindOf),
        weak: silent !== null && later(since, count.last) <= silent,
      },
    ]
  })
  return { rows, among }
}

async function readRows(db: Db | Tx, scope: Scope, query: AskedQuery, today: Day): Promise<Row[]> {
  const where = await whereOf(db, scope, { ...query, state: 'forming,active,merged,revoked' }, today)
  return manyRowsOf<Row>(
    db,
    sql`select organization.id as organization, organization.kind, organization.state = 'active' as active, organization.path,
        organization.units, organization.founded from organization where ${where} order by organization.chain`,
  )
}

const NOTHING: HeldCount = { recent: 0, last: null, times: [] }
const kindOf = ({ demand }: { readonly demand: Demand }): DemandKind => demand.kind
const earlier = (one: Day, other: Day): Day => (one < other ? one : other)
const later = (one: Day, other: Day | null): Day => (other !== null && other > one ? other : one)

/** A rule of the office by which long silence is weak, as of the book's day; empty while it is off. */
export const weakLife = (lastLife: Day, book: RuleBook): Weakness[] =>
  weakNow({ vacantSince: null, termDue: null, lastLife }, book)

/** The last day from which on silence is weak today; null while the rule is off. Months end on different days. */
function silentOn(book: RuleBook): Day | null {
  if (book.find('weak.no-life') === null) return null
  let day = addDays(addMonths(book.day, -book.param('weak.no-life', 'months')), 3)
  while (weakLife(day, book).length === 0) day = addDays(day, -1)
  return day
}

/** Facts are read by the ids of the organisations meant where those are not all of the office. */
const amongOf = (scope: Scope, query: AskedQuery, rows: readonly Row[]): Among =>
  isWhole(scope) && isUnnarrowed(query) ? null : rows.map(({ organization }) => organization)

/** Nothing of it narrows the question; what else a question holds is no matter here. */
export const isUnnarrowed = ({ area = '', under = '', q = '' }: AskedQuery): boolean =>
  area === '' && under === '' && q === ''

/** Forms of which organisation life is expected at all. */
export const holdsLife = ({ kind }: Pick<AskedRow, 'kind'>): boolean =>
  kind === 'branch' || kind === 'joint-branch' || kind === 'floating' || kind === 'temporary'
