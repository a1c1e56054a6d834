import { addDays, addMonths, daysBetween, type Day } from '../../../../kernel/day.ts'
import type { FoundingClock, FoundingStep } from '../contract.ts'
import type { Rules } from './rules.ts'

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
export function clockOf(days: StepDays, today: Day, rules: Rules): FoundingClock | null {
  const run = wanted(days, rules)
  if (run === null) return null
  const { what, words, from, due, rule } = run
  const left = daysBetween(today, due)
  const remind = rules.number('clock.founding-reply', 'remindDays') ?? 0
  const state = left < 0 ? 'overdue' : left <= remind ? 'soon' : 'running'
  return { what, words, from, due, days: left, state, article: rules.article(rule) }
}

interface Wanted {
  readonly what: FoundingClock['what']
  readonly words: string
  readonly from: Day
  readonly due: Day
  readonly rule: string
}

function wanted({ step, applied, approved, elected }: StepDays, rules: Rules): Wanted | null {
  if ((step === 'applied' || step === 'reviewing') && applied !== null) {
    const months = rules.number('clock.founding-reply', 'months')
    const due = months === null ? null : addMonths(applied, months)
    return due === null ? null : { what: 'reply', words: '批复', from: applied, due, rule: 'clock.founding-reply' }
  }
  if (step === 'approved' && approved !== null)
    return byDays('election', '选举', approved, 'clock.founding-election', rules)
  if (step === 'elected' && elected !== null) return byDays('filing', '备案', elected, 'clock.founding-filing', rules)
  return null
}

function byDays(what: Wanted['what'], words: string, from: Day, rule: string, rules: Rules): Wanted | null {
  const days = rules.number(rule, 'days')
  return days === null ? null : { what, words, from, due: addDays(from, days), rule }
}
