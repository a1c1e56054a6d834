import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, parseDay, type Day } from '../kernel/day.ts'
import { addWorkingDays, makeWorkdays, nextWorkingDay, readNotice } from './workdays.ts'
import { shippedNotices } from './workdays-notices.ts'

const day = (text: string): Day => parseDay(text)!
const workdays = makeWorkdays(shippedNotices)

describe('working days', () => {
  it.each([
    ['2026-02-13', true],
    ['2026-02-14', true], // a Saturday that is worked
    ['2026-02-15', false],
    ['2026-02-23', false], // a Monday off
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-11-22', false], // a Sunday
    ['2025-10-11', true],
    ['2024-02-18', true],
  ] as const)('%s is worked: %s', (text, worked) => {
    expect(workdays.isWorking(day(text))).toBe(worked)
  })

  it('are counted after the day itself, over a holiday with its swapped days', () => {
    expect(addWorkingDays(day('2026-02-12'), 3, workdays)).toBe('2026-02-24')
    expect(addWorkingDays(day('2026-09-30'), 1, workdays)).toBe('2026-10-08')
    expect(addWorkingDays(day('2026-09-30'), 3, workdays)).toBe('2026-10-10')
    expect(nextWorkingDay(day('2026-10-02'), workdays)).toBe('2026-10-08')
    expect(nextWorkingDay(day('2026-10-08'), workdays)).toBe('2026-10-08')
    expect(() => addWorkingDays(day('2026-10-08'), 0, workdays)).toThrow(RangeError)
  })

  it('are provisional where the notice is not there yet', () => {
    expect(workdays.isSure(day('2026-12-31'))).toBe(true)
    expect(workdays.isSure(day('2027-01-04'))).toBe(false)
    expect(workdays.isWorking(day('2027-01-04'))).toBe(true)
  })

  it('agree with counting one by one', () => {
    const kept = fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 40 }), (n, count) => {
      const from = addDays(day('2024-01-01'), n)
      const to = addWorkingDays(from, count, workdays)
      let seen = 0
      for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (workdays.isWorking(at)) seen += 1
      return seen === count && workdays.isWorking(to)
    })
    expect(fc.check(kept, { seed: 20261122, numRuns: 500 })).toMatchObject({ failed: false })
  })
})

it('reads a notice and names the lines that it cannot read', () => {
  const text =
    '# 2027 年\n2027-01-01 至 2027-01-03 休 元旦\n2027-01-09 班\n\n2028-01-01 休\n1月5日 休\n2027-02-30 休\n2027-05-05 至 2027-05-01 休'
  const { notice, wrong } = readNotice(2027, '试', text)
  expect(notice).toMatchObject({ off: ['2027-01-01', '2027-01-02', '2027-01-03'], worked: ['2027-01-09'] })
  expect(wrong).toHaveLength(4)
})

it('ships notices whose swapped days are weekend days', () => {
  for (const { worked, off } of shippedNotices) {
    for (const one of worked) expect(new Date(one).getUTCDay() % 6, one).toBe(0)
    for (const one of worked) expect(off).not.toContain(one)
  }
})
