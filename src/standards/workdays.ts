import { addDays, parseDay, type Day } from '../kernel/day.ts'
import { weekday } from '../kernel/day-math.ts'

/**
 * Working days after the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知): Monday to Friday, without the
 * days off that it names, with the weekend days that are worked instead (调休). A year without a notice is counted by
 * weekdays alone and known to be provisional.
 */
export interface YearNotice {
  readonly year: number
  readonly source: string
  /** Days off that the notice names; weekend days among them change nothing. */
  readonly off: readonly Day[]
  /** Weekend days that are worked. */
  readonly worked: readonly Day[]
}

export interface Workdays {
  isWorking(day: Day): boolean
  /** Whether the notice of the day's year is there. */
  isSure(day: Day): boolean
}

export function makeWorkdays(notices: readonly YearNotice[]): Workdays {
  const off = new Set(notices.flatMap((notice) => notice.off))
  const worked = new Set(notices.flatMap((notice) => notice.worked))
  const years = new Set(notices.map(({ year }) => String(year)))
  return {
    isWorking: (day) => worked.has(day) || (!off.has(day) && weekday(day) % 6 !== 0),
    isSure: (day) => years.has(day.slice(0, 4)),
  }
}

/** The `count`-th working day after the day; the day itself is not counted. `count` is at least 1. */
export function addWorkingDays(day: Day, count: number, workdays: Workdays): Day {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a number of working days: ${count}`)
  let at = day
  for (let left = count; left > 0;) {
    at = addDays(at, 1)
    if (workdays.isWorking(at)) left -= 1
  }
  return at
}

/** The day itself when it is worked, else the next that is. */
export function nextWorkingDay(day: Day, workdays: Workdays): Day {
  return workdays.isWorking(day) ? day : addWorkingDays(day, 1, workdays)
}

const LINE = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:至|~|到|\.\.)\s*(\d{4}-\d{2}-\d{2}))?\s*(休|班)\s*(.*)$/

/**
 * Reads a notice as it is typed in: one line for each span, `2026-02-15 至 2026-02-23 休 春节` or `2026-02-14 班`; empty
 * lines and lines that begin with # are passed over. Null days are answered by `wrong`: the lines that cannot be read.
 */
export function readNotice(
  year: number,
  source: string,
  text: string,
): { readonly notice: YearNotice; readonly wrong: readonly string[] } {
  const off: Day[] = []
  const worked: Day[] = []
  const wrong: string[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue
    const found = LINE.exec(line)
    const from = found === null ? null : parseDay(found[1] ?? '')
    const to = found?.[2] === undefined ? from : parseDay(found[2])
    const inYear = [from, to].every((day) => day !== null && Number(day.slice(0, 4)) === year)
    if (found === null || from === null || to === null || to < from || !inYear) {
      wrong.push(line)
      continue
    }
    const days = found[3] === '休' ? off : worked
    for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  }
  return { notice: { year, source, off, worked }, wrong }
}
