/**
 * Calendar days as office papers use them: `2026-11-21`, no time, no zone. Lexicographic order is calendar order.
 */
export type Day = string & { readonly __day: true }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days in a month of the Gregorian calendar; `month` is 1–12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The day, or null when the three numbers name no real calendar day. */
export function makeDay(year: number, month: number, day: number): Day | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null
  if (!Number.isInteger(month) || month < 1 || month > 12) return null
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return text as Day
}

/** Reads `YYYY-MM-DD` and nothing else; null for any other text or an impossible day. */
export function parseDay(text: string): Day | null {
  const found = SHAPE.exec(text)
  return found ? makeDay(Number(found[1]), Number(found[2]), Number(found[3])) : null
}

/** The calendar day of an instant in China Standard Time (UTC+8, no daylight saving), where every office works. */
export function dayInChina(instant: Date): Day {
  const shifted = new Date(instant.getTime() + 8 * 3600_000)
  const day = makeDay(shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, shifted.getUTCDate())
  if (day === null) throw new RangeError(`instant out of range: ${instant.getTime()}`)
  return day
}

export function addDays(day: Day, count: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const moved = new Date(Date.UTC(year, month - 1, date + count))
  return moved.toISOString().slice(0, 10) as Day
}
