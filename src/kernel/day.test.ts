import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, type Day } from './day.ts'

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-10', -1, '2025-12-10'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-11-21', 0, '2026-11-21'],
])('%s and %d months is %s', (day, months, to) => {
  expect(addMonths(day as Day, months)).toBe(to)
})

test('what days are added lies between', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4000, max: 4000 }), (count) => {
      const day = '2026-11-21' as Day
      expect(daysBetween(day, addDays(day, count))).toBe(count)
    }),
    { seed: 5 },
  )
})
