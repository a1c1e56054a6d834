import { addDays, daysInMonth, makeDay, type Day } from './day.ts'

/**
 * Arithmetic of calendar days as the law counts them (民法典 第二百零一条 to 第二百零三条): the day on which a period
 * begins is not counted; a period of months or years ends on the day of the same number, or, where that month has none,
 * on its last day.
 */

interface Parts {
  readonly year: number
  readonly month: number
  readonly date: number
}

function partsOf(day: Day): Parts {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return { year, month, date }
}

function dayOf(year: number, month: number, date: number): Day {
  const day = makeDay(year, month, date)
  if (day === null) throw new RangeError(`no such day: ${year}-${month}-${date}`)
  return day
}

/** `2026-08-31` plus 6 months is `2027-02-28`. `count` may be negative. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day)
  const index = year * 12 + month - 1 + count
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  return dayOf(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)))
}

export function addYears(day: Day, count: number): Day {
  return addMonths(day, count * 12)
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay()
}

export function startOfMonth(day: Day): Day {
  const { year, month } = partsOf(day)
  return dayOf(year, month, 1)
}

export function endOfMonth(day: Day): Day {
  const { year, month } = partsOf(day)
  return dayOf(year, month, daysInMonth(year, month))
}

export interface Span {
  readonly from: Day
  /** Inclusive. */
  readonly to: Day
}

/**
 * The span of `months` months of the calendar that holds the day: 1 the month, 3 the quarter, 6 the half-year, 12 the year.
 * Throws RangeError unless a year is a whole number of such spans.
 */
export function calendarSpan(day: Day, months: number): Span {
  if (!Number.isInteger(months) || months < 1 || 12 % months !== 0) throw new RangeError(`no span of ${months} months`)
  const { year, month } = partsOf(day)
  const from = dayOf(year, month - ((month - 1) % months), 1)
  return { from, to: addDays(addMonths(from, months), -1) }
}

/** `2026-Q4` */
export function quarterName(day: Day): string {
  const { year, month } = partsOf(day)
  return `${year}-Q${Math.ceil(month / 3)}`
}
