import type { Day } from '../../../../kernel/day.ts'
import { addMonths, daysBetween } from '../../../../kernel/day-math.ts'
import { addWorkingDays, type Workdays } from '../../../../standards/workdays.ts'
import type { FoundingClock, FoundingStep } from '../contract.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findArticle, numberOf } from './rules.ts'

/** Days of what was done last, by step; of a draft that was returned only the draft counts. */
export interface StepDays {
  readonly step: FoundingStep
  readonly applied: Day | null
  readonly approved: Day | null
  readonly elected: Day | null
}

/**
 * The clock that runs at a step: the superior replies within a month of the application (第六条, 一般); when the meeting
 * elects and the result is filed has no number in the regulation and is the office's own. Null where none runs.
 */
export function clockOf(days: StepDays, today: Day, rules: RuleBook, workdays: Workdays): FoundingClock | null {
  const run = runningClock(days, rules, workdays)
  if (run === null) return null
  const { what, words, from, due, rule } = run
  const left = daysBetween(today, due)
  const remind = numberOf(rules, 'clock.remind', 'days') ?? 0
  const state = left < 0 ? 'overdue' : left <= remind ? 'soon' : 'running'
  return { what, words, from, due, days: left, state, article: findArticle(rules, rule) }
}

export interface RunningClock {
  readonly what: FoundingClock['what']
  readonly words: string
  readonly from: Day
  readonly due: Day
  readonly rule: string
}

/** What runs at a step, from when and until when. */
export function runningClock(
  { step, applied, approved, elected }: StepDays,
  rules: RuleBook,
  workdays: Workdays,
): RunningClock | null {
  if ((step === 'applied' || step === 'reviewing') && applied !== null) {
    const months = numberOf(rules, 'clock.founding-reply', 'months')
    const due = months === null ? null : addMonths(applied, months)
    return due === null ? null : { what: 'reply', words: '批复', from: applied, due, rule: 'clock.founding-reply' }
  }
  if (step === 'approved' && approved !== null) {
    const months = numberOf(rules, 'founding.election', 'months')
    const due = months === null ? null : addMonths(approved, months)
    return due === null ? null : { what: 'election', words: '选举', from: approved, due, rule: 'founding.election' }
  }
  if (step === 'elected' && elected !== null) {
    const days = numberOf(rules, 'founding.filing', 'workingDays')
    const due = days === null ? null : addWorkingDays(elected, days, workdays)
    return due === null ? null : { what: 'filing', words: '备案', from: elected, due, rule: 'founding.filing' }
  }
  return null
}
