import type { Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { Workdays } from '../../../../standards/workdays.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { WantedDeadline } from '../../deadlines/public.ts'
import { runningClock, type StepDays } from './clocks.ts'
import { findMisfits, type MisfitKind, type StandingFacts } from './no-longer-fits.ts'
import { numberOf } from './rules.ts'

export interface CaseFacts extends StepDays {
  readonly id: string
  readonly name: string
  readonly organization: string | null
  /** Of the organisation once there is one, else of the superior-to-be. */
  readonly chain: string
  readonly path: string
}

const DO: Readonly<Record<string, (name: string) => string>> = {
  reply: (name) => `批复“${name}”的组建申请`,
  election: (name) => `“${name}”批复后组织选举`,
  filing: (name) => `“${name}”选举后报备案`,
}

/** The clock of an open case, shown from its first day on. */
export function foundingDeadlines(facts: CaseFacts, book: RuleBook, workdays: Workdays): WantedDeadline[] {
  const run = runningClock(facts, book, workdays)
  if (run === null) return []
  const { id, name, organization, chain, path } = facts
  const words = DO[run.what]?.(name) ?? name
  return [
    { subject: id, kind: run.what, opens: run.from, due: run.due, words, rule: run.rule, organization, chain, path },
  ]
}

export interface FitnessFacts extends StandingFacts {
  readonly chain: string
  readonly path: string
  /** Since when each reason is known, of those that are. */
  readonly since: ReadonlyMap<MisfitKind, Day>
}

/**
 * What no longer fits is to be adjusted or revoked in time (第七条); “及时” has no number in the regulation, so the days are
 * the office's own, counted from the day on which it was noticed.
 */
export function fitnessDeadlines(facts: FitnessFacts, book: RuleBook): WantedDeadline[] {
  const months = numberOf(book, 'founding.adjust', 'months')
  return findMisfits(facts, book.day, book).map(({ kind, rule, why, advice, since }) => {
    // Members and units change without a day of their own: then it counts from when it was noticed.
    const opens = since ?? facts.since.get(kind) ?? book.day
    const due = months === null ? opens : addMonths(opens, months)
    const { organization, chain, path } = facts
    return {
      subject: organization,
      kind,
      opens,
      due,
      words: `${facts.name}：${why}${advice}`,
      rule,
      organization,
      chain,
      path,
    }
  })
}
