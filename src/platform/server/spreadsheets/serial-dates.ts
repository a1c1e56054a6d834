/**
 * Day numbers of spreadsheets. Day 1 is 1900-01-01, and day 60 is a 29 February 1900 that never was (kept by Excel and
 * WPS for the sake of Lotus 1-2-3), so from day 61 on the count starts at 1899-12-30. The 1904 system of old Macs is
 * 1,462 days behind. Source: ECMA-376 part 1, 18.17.4.
 */
import type { DateCell } from './types.ts'

const DAY_MS = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
/** 9999-12-31; larger numbers are shown as ##### and are no dates. */
const LAST_SERIAL = 2_958_465

export const DAYS_BETWEEN_1900_AND_1904 = 1462

/** The date a number means, as precisely as its format shows it; null when no date has this number. */
export function dateOfSerial(serial: number, precision: DateCell['precision']): DateCell | null {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null
  const moment = new Date(EPOCH + Math.round((serial < 60 ? serial + 1 : serial) * 86_400) * 1000)
  const iso = moment.toISOString()
  if (serial < 1) return { kind: 'date', serial, text: iso.slice(11, 16), precision: 'time' }
  if (precision === 'year') return { kind: 'date', serial, text: iso.slice(0, 4), precision }
  if (precision === 'month') return { kind: 'date', serial, text: iso.slice(0, 7), precision }
  // A format that shows the time alone hides a day that is there: the day is kept.
  if ((precision === 'minute' || precision === 'time') && serial % 1 !== 0) {
    return { kind: 'date', serial, text: `${iso.slice(0, 10)} ${iso.slice(11, 16)}`, precision: 'minute' }
  }
  return { kind: 'date', serial, text: iso.slice(0, 10), precision: 'day' }
}

/** The number of an ISO date or date-time (`t="d"` cells of strict workbooks, SpreadsheetML 2003); null for other text. */
export function serialOfIso(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/.exec(text)
  if (!found) return null
  const [year, month, day, hour, minute] = found.slice(1, 6).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const days = (Date.UTC(year, month - 1, day) - EPOCH) / DAY_MS
  const time = (hour * 3600 + minute * 60 + Number(found[6] ?? 0)) / 86_400
  return days + time
}
