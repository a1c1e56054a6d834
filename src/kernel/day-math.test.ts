import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  addYears,
  calendarSpan,
  daysBetween,
  endOfMonth,
  quarterName,
  startOfMonth,
  weekday,
} from './day-math.ts'
import { addDays, parseDay, type Day } from './day.ts'

const day = (text: string): Day => parseDay(text)!
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(day('1990-01-01'), n))

describe('months of the calendar', () => {
  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-01-31', -2, '2025-11-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', 0, '2026-01-15'],
  ] as const)('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to)
  })

  it('ends a year of the leap day on the last of February', () => {
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28')
    expect(addYears(day('2024-02-29'), 4)).toBe('2028-02-29')
  })

  it('keeps the order of days and never skips a month', () => {
    const kept = fc.property(
      anyDay,
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: -60, max: 60 }),
      (a, n, months) => {
        const b = addDays(a, n)
        if (addMonths(a, months) > addMonths(b, months)) return false
        const [year, month] = addMonths(a, months).split('-').map(Number) as [number, number]
        const [fromYear, fromMonth] = a.split('-').map(Number) as [number, number]
        return year * 12 + month - (fromYear * 12 + fromMonth) === months
      },
    )
    expect(fc.check(kept, { seed: 20261122, numRuns: 3000 })).toMatchObject({ failed: false })
  })
})

it('counts days between and weekdays', () => {
  expect(daysBetween(day('2026-11-22'), day('2026-12-01'))).toBe(9)
  expect(daysBetween(day('2026-12-01'), day('2026-11-22'))).toBe(-9)
  expect(weekday(day('2026-11-22'))).toBe(0)
})

it('knows month, quarter, half-year and year of a day', () => {
  expect(startOfMonth(day('2026-11-22'))).toBe('2026-11-01')
  expect(endOfMonth(day('2028-02-03'))).toBe('2028-02-29')
  expect(calendarSpan(day('2026-11-22'), 3)).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  expect(calendarSpan(day('2026-06-30'), 6)).toEqual({ from: '2026-01-01', to: '2026-06-30' })
  expect(calendarSpan(day('2026-02-11'), 1)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(calendarSpan(day('2026-02-11'), 12)).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(() => calendarSpan(day('2026-02-11'), 5)).toThrow(RangeError)
  expect(quarterName(day('2026-11-22'))).toBe('2026-Q4')
  const inside = fc.property(anyDay, fc.constantFrom(1, 2, 3, 4, 6, 12), (one, months) => {
    const { from, to } = calendarSpan(one, months)
    return from <= one && one <= to && calendarSpan(addDays(to, 1), months).from === addDays(to, 1)
  })
  expect(fc.check(inside, { seed: 20261122, numRuns: 2000 })).toMatchObject({ failed: false })
})
