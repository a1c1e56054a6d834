import type { Day } from '../../../../kernel/day.ts'
import { endOfMonth, startOfMonth } from '../../../../kernel/day-math.ts'
import { pageStart } from '../../../../kernel/page-start.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findNames } from '../../../areas/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { weakNames } from '../../posts/rules/weak.ts'
import type { LifeRow, LifeSummary } from '../contract.ts'
import { findOrganizations } from '../../server/public.ts'
import { demandsOf } from '../rules/demands.ts'
import { EFFECTIVE_RULE, effectiveRule, type Effect } from '../rules/effective.ts'
import { demandNames, type DemandKind } from '../rules/life-kinds.ts'
import { askedIn } from './asked-facts.ts'
import { holdsLife, listAsked, weakLife, type AskedQuery, type AskedRow } from './asked-rows.ts'
import { lastLife } from './last-life.ts'
import { countMeetings } from './list-meetings.ts'

interface Month {
  readonly month: string
  readonly from: Day
  readonly to: Day
}

const monthOf = (month: string | undefined, today: Day): Month => {
  const first = month === undefined ? startOfMonth(today) : (`${month}-01` as Day)
  return { month: first.slice(0, 7), from: first, to: endOfMonth(first) }
}

async function readMonth(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  query: AskedQuery & { month?: string | undefined },
) {
  const today = context.clock.today()
  const month = monthOf(query.month, today)
  const book = await findRuleBook(db, scope, today)
  const asked = askedIn(demandsOf(book), month.to)
  const { rows, among } = await listAsked(db, scope, query, asked, book)
  return { today, month, book, asked, rows, among }
}

const sum = (rows: readonly AskedRow[]): number => rows.reduce((total, { units }) => total + units, 0)
const having = (rows: readonly AskedRow[], effect: Effect): AskedRow[] => rows.filter((row) => row.effect === effect)

/** A month's organisation life: how many were asked and lack what, and nominal beside effective coverage. */
export async function summarizeLife(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  query: AskedQuery & { month?: string | undefined },
): Promise<LifeSummary> {
  const { today, month, book, asked, rows, among } = await readMonth(context, db, scope, query)
  const meetings = await countMeetings(db, scope, among, { from: month.from, to: month.to })
  const rule = effectiveRule(book)
  const due = rows.filter((row) => row.asked.length > 0)
  const holding = rows.filter(holdsLife)
  const towns = await townsOf(context, db, scope, rows)
  return {
    month: month.month,
    over: month.to < today,
    organizations: due.length,
    complete: due.filter(({ lacking }) => lacking.length === 0).length,
    lacking: due.filter(({ lacking }) => lacking.length > 0).length,
    meetings,
    demands: asked.map(({ demand }) => ({
      kind: demand.kind,
      words: demandNames[demand.kind],
      months: demand.months,
      times: demand.times,
      article: book.article(demand.rule),
      asked: rows.filter((row) => row.asked.includes(demand.kind)).length,
      lacking: rows.filter((row) => row.lacking.includes(demand.kind)).length,
    })),
    effective: {
      organizations: holding.length,
      effective: having(holding, 'effective').length,
      fresh: having(holding, 'new').length,
      units: sum(holding),
      unitsEffective: sum(having(holding, 'effective')),
      unitsFresh: sum(having(holding, 'new')),
      times: rule.times,
      months: book.param(EFFECTIVE_RULE, 'months'),
      article: book.article(EFFECTIVE_RULE),
    },
    weak:
      book.find(WEAK_RULE) === null
        ? null
        : { n: rows.filter(({ weak }) => weak).length, words: weakNames[WEAK_RULE], article: book.article(WEAK_RULE) },
    towns,
  }
}

const WEAK_RULE = 'weak.no-life'

/** By the town in which the organisations stand. */
async function townsOf(
  { clock }: Context,
  db: Db | Tx,
  scope: Scope,
  rows: readonly AskedRow[],
): Promise<LifeSummary['towns']> {
  const groups = new Map<string | null, AskedRow[]>()
  for (const row of rows) {
    const area = townOf(row.path)
    const list = groups.get(area)
    if (list) list.push(row)
    else groups.set(area, [row])
  }
  const ids = [...groups.keys()].filter((id) => id !== null)
  const names = await findNames(db, scope, ids, clock.today())
  const byCode = [...groups].sort(([one], [other]) => ((one ?? '~') < (other ?? '~') ? -1 : 1))
  return byCode.map(([area, own]) => {
    const holding = own.filter(holdsLife)
    const real = having(holding, 'effective')
    return {
      area,
      own: own.every(({ path }) => !inTown(path)),
      name: area === null ? '未定区域' : (names.get(area)?.name ?? area),
      organizations: own.filter((row) => row.asked.length > 0).length,
      lacking: own.filter(({ lacking }) => lacking.length > 0).length,
      holding: holding.length,
      effective: real.length,
      units: sum(holding),
      unitsEffective: sum(real),
    }
  })
}

/** Paths are ids from the city down: city, county, town; what stands higher is named by where it stands. */
function townOf(path: string): string | null {
  const steps = stepsOf(path)
  return steps[2] ?? steps.at(-1) ?? null
}

const stepsOf = (path: string): string[] => path.split('/').filter((step) => step !== '')
const inTown = (path: string): boolean => stepsOf(path).length > 2

/** The rows behind each figure of the summary. */
export async function listLifeRows(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  query: AskedQuery & {
    readonly month?: string | undefined
    readonly lacking?: DemandKind | 'any' | undefined
    readonly effect?: Effect | undefined
    readonly weak?: boolean | undefined
    readonly own?: boolean | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ rows: LifeRow[]; next: string | null; total: number }> {
  const { today, book, rows } = await readMonth(context, db, scope, query)
  const { lacking, effect } = query
  const found = rows.filter(
    (row) =>
      (lacking === undefined || (lacking === 'any' ? row.lacking.length > 0 : row.lacking.includes(lacking))) &&
      (effect === undefined || (row.effect === effect && holdsLife(row))) &&
      (query.weak !== true || row.weak) &&
      (query.own !== true || (townOf(row.path) === query.area && !inTown(row.path))),
  )
  const start = pageStart(query.after)
  const shown = found.slice(start, start + query.limit)
  const ids = shown.map(({ organization }) => organization)
  const last = await lastLife(db, scope, ids)
  const organizations = await findOrganizations(db, scope, ids)
  const areas = [...organizations.values()].flatMap(({ area }) => (area === null ? [] : [area]))
  const names = await findNames(db, scope, areas, today)
  return {
    rows: shown.map(({ organization, kind, units, since, recent, effect: real, lacking: lacks, weak }) => {
      const { name = '', area = null } = organizations.get(organization) ?? {}
      const lastDay = last.get(organization) ?? null
      const silent = weak ? weakLife(lastDay !== null && lastDay > since ? lastDay : since, book) : []
      return {
        organization,
        name,
        kind,
        areaName: area === null ? null : (names.get(area)?.name ?? null),
        units,
        last: lastDay,
        recent,
        effect: real,
        lacking: [...lacks],
        weak: silent.map(({ words }) => words),
      }
    }),
    next: start + query.limit < found.length ? String(start + query.limit) : null,
    total: found.length,
  }
}

/** Organisations whose life is really held, for effective coverage in later rooms: by the rule of the day. */
export async function findEffective(context: Context, db: Db | Tx, scope: Scope): Promise<ReadonlyMap<string, Effect>> {
  const today = context.clock.today()
  const { rows } = await listAsked(db, scope, {}, [], await findRuleBook(db, scope, today))
  return new Map(rows.filter(holdsLife).map(({ organization, effect }) => [organization, effect]))
}
