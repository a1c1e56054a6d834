import { expect, test } from 'vitest'
import { minutesLeft } from './use-left.ts'

test.each([
  ['2026-11-22T09:30:00Z', 30],
  ['2026-11-22T09:00:01Z', 1],
  ['2026-11-22T09:00:00Z', 0],
  ['2026-11-22T08:00:00Z', 0],
])('until %s %i minutes are left', (until, left) => {
  expect(minutesLeft(until, Date.parse('2026-11-22T09:00:00Z'))).toBe(left)
})
