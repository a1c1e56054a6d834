import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, parseDay, type Day } from '../../../../kernel/day.ts'
import { asideAtMost, daysLeft, monthSpan, standingOn } from './standing.ts'
import { deadlineId } from './wanted.ts'

const day = (text: string): Day => parseDay(text)!
const kept = (opens: string, due: string, asideUntil: string | null = null) => ({
  opens: day(opens),
  due: day(due),
  asideUntil: asideUntil === null ? null : day(asideUntil),
})

describe('how something stands on a day', () => {
  it.each([
    ['2026-05-21', kept('2026-05-22', '2026-11-22'), 'ahead'],
    ['2026-05-22', kept('2026-05-22', '2026-11-22'), 'due'],
    ['2026-11-22', kept('2026-05-22', '2026-11-22'), 'due'],
    ['2026-11-23', kept('2026-05-22', '2026-11-22'), 'overdue'],
    ['2026-11-23', kept('2026-05-22', '2026-11-22', '2026-11-24'), 'aside'],
    ['2026-11-24', kept('2026-05-22', '2026-11-22', '2026-11-24'), 'overdue'],
    ['2026-05-01', kept('2026-05-22', '2026-11-22', '2026-05-10'), 'aside'],
    ['2026-12-01', kept('2026-12-05', '2026-11-22'), 'overdue'],
  ] as const)('%s %o is %s', (on, one, standing) => {
    expect(standingOn(day(on), one)).toBe(standing)
  })

  it('goes ahead, due, overdue as the days pass, and never back', () => {
    const order = ['ahead', 'due', 'overdue']
    const around = fc.integer({ min: 0, max: 60 })
    const forward = fc.property(around, around, (a, b) => {
      const one = {
        opens: addDays(day('2026-01-01'), Math.min(a, b)),
        due: addDays(day('2026-01-01'), Math.max(a, b)),
        asideUntil: null,
      }
      const seen = Array.from({ length: 70 }, (_, at) => standingOn(addDays(day('2025-12-28'), at), one))
      return seen.every(
        (standing, at) => at === 0 || order.indexOf(standing) >= order.indexOf(seen[at - 1] ?? standing),
      )
    })
    expect(fc.check(forward, { seed: 20261122, numRuns: 500 })).toMatchObject({ failed: false })
  })
})

it('counts the days left and the days overdue', () => {
  expect(daysLeft(day('2026-11-22'), { due: day('2026-12-01') })).toBe(9)
  expect(daysLeft(day('2026-12-02'), { due: day('2026-12-01') })).toBe(-1)
  expect(asideAtMost(day('2024-02-29'), 12)).toBe('2025-02-28')
  expect(monthSpan('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
})

it('names a deadline by what it is, and refuses names that could be mistaken', () => {
  expect(deadlineId('life', { subject: 'o1', kind: 'theme-day', mark: '2026-11' })).toBe('life:o1:theme-day:2026-11')
  expect(deadlineId('life', { subject: 'o1', kind: 'theme-day' })).toBe('life:o1:theme-day:')
  expect(() => deadlineId('life', { subject: 'o1:x', kind: 'theme-day' })).toThrow(RangeError)
  expect(() => deadlineId('life', { subject: '', kind: 'theme-day' })).toThrow(RangeError)
})
