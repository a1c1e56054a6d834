import type { Day } from '../../../../kernel/day.ts'
import { addMonths, daysBetween, endOfMonth } from '../../../../kernel/day-math.ts'
import type { DeadlineStanding } from '../contract.ts'

/** A deadline as it is kept, as far as a day decides how it stands. */
export interface Kept {
  readonly opens: Day
  readonly due: Day
  readonly asideUntil: Day | null
}

/** How it stands on a day: set aside until its day comes, overdue from the day after `due`, ahead before it opens. */
export function standingOn(day: Day, { opens, due, asideUntil }: Kept): DeadlineStanding {
  if (asideUntil !== null && day < asideUntil) return 'aside'
  if (due < day) return 'overdue'
  return opens <= day ? 'due' : 'ahead'
}

/** Days left until it is overdue; negative: days overdue. */
export function daysLeft(day: Day, { due }: Pick<Kept, 'due'>): number {
  return daysBetween(day, due)
}

/** The latest day until which something may be set aside. */
export function asideAtMost(today: Day, months: number): Day {
  return addMonths(today, months)
}

/** First and last day of `2026-11`. */
export function monthSpan(month: string): { readonly from: Day; readonly to: Day } {
  // The contract's pattern admits real months only.
  const from = `${month}-01` as Day
  return { from, to: endOfMonth(from) }
}
