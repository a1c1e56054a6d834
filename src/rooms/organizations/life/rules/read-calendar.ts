/**
 * Reads a calendar file (.ics, RFC 5545): which days its entries fell on. Recurring entries are unrolled day by day up to
 * today for the usual rules (daily, weekly, monthly, yearly; interval, count, until, by weekday, day of the month, month);
 * a rule that says more is named instead of guessed at. Only what lies within the last months is offered.
 */
import { addDays, dayInChina, makeDay, type Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import { kindsIn } from './life-kinds.ts'
import type { Draft } from './read-minutes.ts'
import { matcherOf } from './recurrence.ts'

export interface CalendarRead {
  readonly drafts: readonly Draft[]
  /** Sentences about entries that could not be read. */
  readonly notes: readonly string[]
}

interface Entry {
  uid: string
  title: string
  start: Day | null
  rule: string | null
  cancelled: boolean
  readonly without: Set<Day>
  /** The occurrence that this entry stands for, of the series of the same uid. */
  instead: Day | null
}

const MONTHS_BACK = 18
const MOST = 500
const MOST_DAYS = 366 * 20

export function readCalendar(text: string, today: Day): CalendarRead {
  const entries = entriesOf(text)
  const notes: string[] = []
  const from = addMonths(today, -MONTHS_BACK)
  const moved = new Map<string, Set<Day>>()
  for (const { uid, instead } of entries) {
    if (instead !== null) moved.set(uid, (moved.get(uid) ?? new Set()).add(instead))
  }
  const drafts = entries.flatMap((entry): Draft[] => {
    if (entry.cancelled) return []
    if (entry.start === null) {
      notes.push(`“${entry.title}”没有写日期，没有读。`)
      return []
    }
    const skip = entry.instead === null ? (moved.get(entry.uid) ?? new Set<Day>()) : new Set<Day>()
    const days = daysOf(entry, entry.start, today)
    if (days === null) {
      notes.push(`“${entry.title}”的重复规则较特别，没有读，请手工记。`)
      return []
    }
    return days
      .filter((day) => day >= from && !skip.has(day) && !entry.without.has(day))
      .map((day) => ({
        day,
        kinds: kindsIn(entry.title),
        title: entry.title,
        due: null,
        present: null,
        bySecretary: false,
        key: `${entry.uid} ${day}`.slice(0, 200),
      }))
  })
  const sorted = drafts.sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? 1 : -1))
  if (sorted.length > MOST) notes.push(`日历里有 ${sorted.length} 次，只列最近的 ${MOST} 次。`)
  return { drafts: sorted.slice(0, MOST), notes }
}

/** Days on which the entry fell until today; null for a rule that is not understood. */
function daysOf({ rule, instead }: Entry, start: Day, today: Day): Day[] | null {
  if (rule === null || instead !== null) return start <= today ? [start] : []
  const matcher = matcherOf(rule, start)
  if (matcher === null) return null
  const days: Day[] = []
  const last = matcher.until !== null && matcher.until < today ? matcher.until : today
  for (let day = start, at = 0; day <= last && at < MOST_DAYS; day = addDays(day, 1), at++) {
    if (!matcher.matches(day) && day !== start) continue
    days.push(day)
    if (matcher.count !== null && days.length >= matcher.count) break
  }
  return days
}

function entriesOf(text: string): Entry[] {
  // A line that begins with a blank goes on with the one before.
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const entries: Entry[] = []
  const open: string[] = []
  let entry: Entry | null = null
  for (const line of lines) {
    const found = /^([A-Za-z-]+)((?:;[^:"]*(?:"[^"]*")?)*):(.*)$/.exec(line)
    if (!found) continue
    const [, rawName = '', params = '', value = ''] = found
    const name = rawName.toUpperCase()
    if (name === 'BEGIN') {
      open.push(value.toUpperCase())
      if (value.toUpperCase() === 'VEVENT') {
        entry = { uid: '', title: '', start: null, rule: null, cancelled: false, without: new Set(), instead: null }
      }
    } else if (name === 'END') {
      open.pop()
      if (value.toUpperCase() === 'VEVENT' && entry !== null) {
        entries.push(entry)
        entry = null
      }
    } else if (entry !== null && open.at(-1) === 'VEVENT') {
      take(entry, name, params, value)
    }
  }
  return entries
}

function take(entry: Entry, name: string, params: string, value: string): void {
  if (name === 'UID') entry.uid = value.trim()
  else if (name === 'SUMMARY') entry.title = unescaped(value).slice(0, 60)
  else if (name === 'DTSTART') entry.start = dayOfStamp(value)
  else if (name === 'RRULE') entry.rule = value.trim()
  else if (name === 'RECURRENCE-ID') entry.instead = dayOfStamp(value)
  else if (name === 'STATUS') entry.cancelled = value.trim().toUpperCase() === 'CANCELLED'
  else if (name === 'RDATE' || params.includes('RANGE=')) entry.rule = 'FREQ=OTHER'
  else if (name === 'EXDATE') {
    for (const one of value.split(',')) {
      const day = dayOfStamp(one)
      if (day !== null) entry.without.add(day)
    }
  }
}

const unescaped = (text: string): string =>
  text
    .replaceAll(/\\n/gi, ' ')
    .replaceAll(/\\([,;\\])/g, '$1')
    .trim()

/** `20261105`, `20261105T090000` (the office's own time) or `20261105T010000Z` (universal time, seen from China). */
function dayOfStamp(text: string): Day | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(text.trim())
  if (!found) return null
  const [year, month, date, hour, minute, second] = found.slice(1, 7).map(Number)
  const day = makeDay(year ?? 0, month ?? 0, date ?? 0)
  if (day === null || found[7] === undefined) return day
  return dayInChina(new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour, minute, second)))
}
