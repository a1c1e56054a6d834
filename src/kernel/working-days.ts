import { addDays, type Day } from './day.ts'

/**
 * Which days are worked: Monday to Friday, but for the days that the State Council's yearly notice (国务院办公厅关于部分
 * 节假日安排的通知) makes holidays, and with the weekend days that it makes working days (调休).
 */
export interface WorkCalendar {
  readonly holidays: ReadonlySet<Day>
  readonly workdays: ReadonlySet<Day>
}

/** No notice loaded: weekends only. */
export const WEEKDAYS: WorkCalendar = { holidays: new Set(), workdays: new Set() }

export function isWorkingDay(day: Day, { holidays, workdays }: WorkCalendar = WEEKDAYS): boolean {
  if (workdays.has(day)) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(day)
}

/** The `count`-th working day after the day, which itself does not count. `count` is 0 or more. */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar = WEEKDAYS): Day {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendar)) left--
  }
  return at
}
