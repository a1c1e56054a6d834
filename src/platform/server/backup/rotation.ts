import { addDays, dayInChina, type Day } from '../../../kernel/day.ts'
import type { Kept } from './list.ts'

/**
 * Which backups may go. Of those made by themselves the newest of each of the last so many days, weeks and months stays;
 * a week begins on Monday. What somebody made by hand or before a restore is theirs to remove; before upgrades the last
 * three stay. What was not verified keeps nobody's place and goes with its day, but never if it is the last there is.
 */
export interface Keeping {
  readonly keepDays: number
  readonly keepWeeks: number
  readonly keepMonths: number
}

const UPGRADES = 3

type One = Pick<Kept, 'name' | 'at' | 'why' | 'verified'>

export function mayGo(backups: readonly One[], { keepDays, keepWeeks, keepMonths }: Keeping, now: Date): string[] {
  const today = dayInChina(now)
  const newestFirst = [...backups].sort((one, other) => (one.at < other.at ? 1 : -1))
  const scheduled = newestFirst.filter(({ why }) => why === 'scheduled')
  const kept = new Set<string>()
  const keepNewestOfEach = (periods: readonly string[], periodOf: (day: Day) => string): void => {
    for (const period of periods) {
      const found = scheduled.find(({ at, verified }) => verified && periodOf(dayInChina(new Date(at))) === period)
      if (found) kept.add(found.name)
    }
  }
  keepNewestOfEach(
    last(keepDays, today, (day) => addDays(day, -1)),
    (day) => day,
  )
  keepNewestOfEach(
    last(keepWeeks, mondayOf(today), (day) => addDays(day, -7)),
    mondayOf,
  )
  keepNewestOfEach(last(keepMonths, monthOf(today), monthBefore), monthOf)
  const newest = scheduled.find(({ verified }) => verified) ?? scheduled[0]
  if (newest) kept.add(newest.name)
  const oldUpgrades = newestFirst.filter(({ why }) => why === 'before-upgrade').slice(UPGRADES)
  return [
    // A clock that was ahead left backups of days to come: they stay until their day is past.
    ...scheduled.filter(({ name, at }) => !kept.has(name) && dayInChina(new Date(at)) <= today),
    ...oldUpgrades,
  ].map(({ name }) => name)
}

function last<T extends string>(count: number, from: T, before: (period: T) => T): T[] {
  const periods: T[] = []
  for (let period = from; periods.length < count; period = before(period)) periods.push(period)
  return periods
}

function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

function monthOf(day: Day): string {
  return day.slice(0, 7)
}

function monthBefore(month: string): string {
  // The day before a month's first is in the month before, however long that is.
  return monthOf(addDays(`${month}-01` as Day, -1))
}
