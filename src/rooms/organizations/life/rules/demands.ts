/**
 * Who has to hold what how often (三会一课、主题党日、组织生活会、民主评议, 支部工作条例), and what of it was not held. A period
 * is a month, quarter or year of the calendar. It counts for an organisation that was there, and on record here, from its
 * first day on: what this product could not know of is not called missing. A period that still runs is open.
 *
 *  branches of every form   members' meeting, theme day, organisation-life meeting; appraisal where relations sit in them
 *  with a committee         also its meetings
 *  groups                   the group's meeting
 *  committees, 总支          a lecture by the secretary
 */
import { addDays, type Day } from '../../../../kernel/day.ts'
import { calendarSpan, quarterName } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { OrganizationKind } from '../../contract.ts'
import type { DemandKind, LifeKind } from './life-kinds.ts'

export interface Demand {
  readonly kind: DemandKind
  readonly rule: string
  readonly months: number
  readonly times: number
}

const BRANCHES: readonly OrganizationKind[] = ['branch', 'joint-branch', 'floating', 'temporary']
const LEADING: readonly OrganizationKind[] = ['committee', 'general-branch']

/** Forms of organisation of which each thing is demanded; the committee's meetings only where there is a committee. */
export const demandedOf: Readonly<Record<DemandKind, readonly OrganizationKind[]>> = {
  'members-meeting': BRANCHES,
  committee: BRANCHES,
  group: ['group'],
  lecture: BRANCHES,
  'theme-day': BRANCHES,
  'organization-meeting': BRANCHES,
  appraisal: ['branch', 'joint-branch'],
  'secretary-lecture': [...LEADING, 'branch', 'joint-branch'],
}

/** What the rulebook demands, of whomever; local rules only where they are switched on. */
export function demandsOf(book: RuleBook): Demand[] {
  return (Object.keys(demandedOf) as DemandKind[]).flatMap((kind) => {
    const rule = `life.${kind}`
    if (book.find(rule) === null) return []
    return [{ kind, rule, months: book.param(rule, 'months'), times: book.param(rule, 'times') }]
  })
}

export function isDemanded(kind: DemandKind, of: OrganizationKind, hasCommittee: boolean): boolean {
  return demandedOf[kind].includes(of) && (kind !== 'committee' || hasCommittee)
}

export interface Held {
  readonly day: Day
  readonly kinds: readonly LifeKind[]
  readonly bySecretary: boolean
}

export const satisfies = ({ kinds, bySecretary }: Held, kind: DemandKind): boolean =>
  kind === 'secretary-lecture' ? bySecretary && kinds.includes('lecture') : kinds.includes(kind)

export interface Period {
  /** `2026-11`, `2026-Q4`, `2026-H2`, `2026` */
  readonly name: string
  readonly from: Day
  /** Inclusive. */
  readonly to: Day
}

export function periodOf(day: Day, months: number): Period {
  const { from, to } = calendarSpan(day, months)
  const year = from.slice(0, 4)
  const name =
    months === 12
      ? year
      : months === 6
        ? `${year}-H${from.slice(5, 7) === '01' ? 1 : 2}`
        : months === 3
          ? quarterName(from)
          : from.slice(0, 7)
  return { name, from, to }
}

/** Periods of a demand that lie wholly within the span, and the one that holds its last day. */
export function periodsIn(months: number, from: Day, to: Day): Period[] {
  const periods: Period[] = []
  for (let period = periodOf(from, months); period.from <= to; period = periodOf(addDays(period.to, 1), months)) {
    if (period.from >= from) periods.push(period)
  }
  return periods
}

export interface Standing {
  readonly demand: Demand
  readonly period: Period
  readonly held: number
  /** `open`: not yet held, and there is still time. */
  readonly state: 'held' | 'missing' | 'open'
}

export interface LifeSubject {
  readonly kind: OrganizationKind
  readonly hasCommittee: boolean
  /** The later of its founding and of its coming on record. */
  readonly since: Day
  readonly ended: Day | null
}

/** Every period of every demand from `from` (or since when the organisation counts) to today. */
export function standingsOf(
  { kind, hasCommittee, since, ended }: LifeSubject,
  held: readonly Held[],
  demands: readonly Demand[],
  from: Day,
  today: Day,
): Standing[] {
  const start = since > from ? since : from
  return demands
    .filter((demand) => isDemanded(demand.kind, kind, hasCommittee))
    .flatMap((demand) =>
      periodsIn(demand.months, start, today)
        .filter((period) => ended === null || period.to < ended)
        .map((period): Standing => {
          const count = held.filter(
            (one) => one.day >= period.from && one.day <= period.to && satisfies(one, demand.kind),
          ).length
          const state = count >= demand.times ? 'held' : period.to < today ? 'missing' : 'open'
          return { demand, period, held: count, state }
        }),
    )
}
