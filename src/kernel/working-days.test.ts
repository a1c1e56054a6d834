import { expect, test } from 'vitest'
import type { Day } from './day.ts'
import { addWorkingDays, isWorkingDay, type WorkCalendar } from './working-days.ts'

const day = (text: string): Day => text as Day

test.each([
  ['2026-11-20', 0, '2026-11-20'],
  ['2026-11-20', 1, '2026-11-23'],
  ['2026-11-22', 1, '2026-11-23'],
  ['2026-11-23', 5, '2026-11-30'],
  ['2026-11-20', 15, '2026-12-11'],
])('%s and %d working days is %s', (from, count, to) => {
  expect(addWorkingDays(day(from), count)).toBe(to)
})

test('a notice makes weekdays holidays and weekend days working days', () => {
  const calendar: WorkCalendar = {
    holidays: new Set([day('2026-10-01'), day('2026-10-02')]),
    workdays: new Set([day('2026-10-10')]),
  }
  expect(isWorkingDay(day('2026-10-01'), calendar)).toBe(false)
  expect(isWorkingDay(day('2026-10-10'), calendar)).toBe(true)
  expect(addWorkingDays(day('2026-09-30'), 1, calendar)).toBe('2026-10-05')
  expect(addWorkingDays(day('2026-10-09'), 1, calendar)).toBe('2026-10-10')
})
