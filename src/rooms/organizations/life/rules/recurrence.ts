import { daysInMonth, parseDay, type Day } from '../../../../kernel/day.ts'
import { daysBetween, weekday } from '../../../../kernel/day-math.ts'

/** Tells whether a series has an occurrence on a day; `count` and `until` end it. */
export interface Matcher {
  readonly count: number | null
  readonly until: Day | null
  matches(day: Day): boolean
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST'])

/** The recurrence rule of an entry (RFC 5545, 3.3.10) that began on a day; null for parts beyond the usual ones. */
export function matcherOf(rule: string, start: Day): Matcher | null {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .filter((part) => part !== '')
      .map((part) => part.split('=') as [string, string]),
  )
  if ([...parts.keys()].some((key) => !KNOWN.has(key))) return null
  if (parts.has('WKST') && parts.get('WKST') !== 'MO') return null
  const step = Number(parts.get('INTERVAL') ?? '1')
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : null
  const until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL') ?? '') : null
  const numbers = (key: string): number[] | null => parts.get(key)?.split(',').map(Number) ?? null
  const [months, dates] = [numbers('BYMONTH'), numbers('BYMONTHDAY')]
  const named = parts.get('BYDAY')?.split(',').map(weekdayOf) ?? null
  const all = [step, ...(count === null ? [] : [count]), ...(months ?? []), ...(dates ?? [])]
  if (all.some((one) => !Number.isInteger(one)) || step < 1 || (parts.has('UNTIL') && until === null)) return null
  if (named?.includes(null)) return null
  const days = named as readonly Named[] | null
  const inTurn = turnOf(parts.get('FREQ') ?? '', start, step)
  const fits = fittingOf(parts.get('FREQ') ?? '', start, { days, dates, months })
  if (inTurn === null || fits === null) return null
  return { count, until, matches: (day) => inTurn(day) && fits(day) }
}

interface Named {
  readonly weekday: number
  /** Which one of the month, from the end when negative; null: every one. */
  readonly nth: number | null
}

function weekdayOf(text: string): Named | null {
  const found = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(text)
  if (!found) return null
  return { weekday: WEEKDAYS.indexOf(found[2] ?? ''), nth: found[1] === undefined ? null : Number(found[1]) }
}

function untilOf(text: string): Day | null {
  const found = /^(\d{4})(\d{2})(\d{2})/.exec(text)
  return found ? parseDay(`${found[1]}-${found[2]}-${found[3]}`) : null
}

const month = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const date = (day: Day): number => Number(day.slice(8))

/** Whether the day lies in a week, month or year of the series: every `step`th. */
function turnOf(freq: string, start: Day, step: number): ((day: Day) => boolean) | null {
  if (freq === 'DAILY') return (day) => daysBetween(start, day) % step === 0
  if (freq === 'WEEKLY') {
    // Weeks begin on Monday.
    const before = (weekday(start) + 6) % 7
    return (day) => Math.floor((daysBetween(start, day) + before) / 7) % step === 0
  }
  if (freq === 'MONTHLY') return (day) => (month(day) - month(start)) % step === 0
  if (freq === 'YEARLY') return (day) => (Number(day.slice(0, 4)) - Number(start.slice(0, 4))) % step === 0
  return null
}

interface Narrowing {
  readonly days: readonly Named[] | null
  readonly dates: readonly number[] | null
  readonly months: readonly number[] | null
}

function fittingOf(freq: string, start: Day, { days, dates, months }: Narrowing): ((day: Day) => boolean) | null {
  const inMonths = (day: Day): boolean => months === null || months.includes(Number(day.slice(5, 7)))
  const onDate = (day: Day): boolean => {
    const last = daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))
    return dates === null || dates.some((one) => (one > 0 ? one === date(day) : last + 1 + one === date(day)))
  }
  const onWeekday = (day: Day): boolean => {
    const last = daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))
    return (
      days === null ||
      days.some(({ weekday: wanted, nth }) => {
        if (weekday(day) !== wanted) return false
        if (nth === null) return true
        return nth > 0 ? Math.ceil(date(day) / 7) === nth : Math.ceil((last - date(day) + 1) / 7) === -nth
      })
    )
  }
  const nth = days?.some((one) => one.nth !== null) ?? false
  if (freq === 'DAILY') return nth ? null : (day) => inMonths(day) && onDate(day) && onWeekday(day)
  if (freq === 'WEEKLY') {
    if (nth || dates !== null) return null
    return (day) => inMonths(day) && (days === null ? weekday(day) === weekday(start) : onWeekday(day))
  }
  const plain = days === null && dates === null
  if (freq === 'MONTHLY') {
    return (day) => inMonths(day) && (plain ? date(day) === date(start) : onDate(day) && onWeekday(day))
  }
  // Within a whole year weekdays are counted otherwise than within a month.
  if (days !== null && months === null) return null
  return (day) => {
    const inMonth = months === null ? day.slice(5, 7) === start.slice(5, 7) : inMonths(day)
    return inMonth && (plain ? date(day) === date(start) : onDate(day) && onWeekday(day))
  }
}
