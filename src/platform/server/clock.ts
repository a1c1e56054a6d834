import { dayInChina, type Day } from '../../kernel/day.ts'
import { makeId } from '../../kernel/ids.ts'

/** Time and ids as arguments, so that a test can hold them still. */
export interface Clock {
  now(): Date
  today(): Day
  id(): string
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayInChina(new Date()),
  id: () => makeId(Date.now(), Math.random),
}
