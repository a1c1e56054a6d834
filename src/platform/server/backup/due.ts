import { addDays, dayInChina } from '../../../kernel/day.ts'

/** One attempt at a scheduled backup, as the log keeps it. */
export interface Attempt {
  readonly at: Date
  readonly ok: boolean
}

const HOUR = 3600_000

/**
 * Whether a backup must be made now. It is owed from its time of day (China Standard Time) until one has been made since:
 * what was missed while the program was off is made up at its start, once. After a failure it is tried again an hour
 * later. Attempts in the future (the clock was set back) say nothing.
 */
export function isDue(daily: string | null, since: Date, attempts: readonly Attempt[], now: Date): boolean {
  if (daily === null) return false
  const owed = lastTime(daily, now)
  // A clock that was ahead when the schedule was set must not hold it up.
  if (owed < since && since <= now) return false
  const past = attempts.filter(({ at }) => at <= now)
  if (past.some(({ at, ok }) => ok && at >= owed)) return false
  return !past.some(({ at, ok }) => !ok && now.getTime() - at.getTime() < HOUR)
}

/** The next time of day, after now. */
export function nextTime(daily: string, now: Date): Date {
  const today = timeOn(dayInChina(now), daily)
  return today > now ? today : timeOn(addDays(dayInChina(now), 1), daily)
}

function lastTime(daily: string, now: Date): Date {
  const today = timeOn(dayInChina(now), daily)
  return today <= now ? today : timeOn(addDays(dayInChina(now), -1), daily)
}

function timeOn(day: string, daily: string): Date {
  return new Date(`${day}T${daily}:00+08:00`)
}
