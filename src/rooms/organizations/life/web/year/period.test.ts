import { describe, expect, test } from 'vitest'
import type { Day } from '../../../../../kernel/day.ts'
import { periodOf } from '../../rules/demands.ts'
import { periodName, sayPeriod, spanOf } from './period.ts'

describe('periods by their names', () => {
  test.each([
    ['2026-02', '2026-02-01', '2026-02-28', '2026 年 2 月'],
    ['2028-02', '2028-02-01', '2028-02-29', '2028 年 2 月'],
    ['2026-Q4', '2026-10-01', '2026-12-31', '2026 年第 4 季度'],
    ['2026-H1', '2026-01-01', '2026-06-30', '2026 年上半年'],
    ['2026', '2026-01-01', '2026-12-31', '2026 年'],
  ])('%s', (name, from, to, said) => {
    expect(spanOf(name)).toEqual({ from, to })
    expect(sayPeriod(name)).toBe(said)
  })
  test.each(['2026-13', '2026-Q5', '11', 'x', ''])('%j is none', (name) => expect(spanOf(name)).toBeNull())
  test('are those of the rules', () => {
    for (const months of [1, 3, 6, 12]) {
      for (let month = 1; month <= 12; month += months) {
        const rule = periodOf(`2026-${String(month).padStart(2, '0')}-01` as Day, months)
        expect(periodName(2026, month, months)).toBe(rule.name)
        expect(spanOf(rule.name)).toEqual({ from: rule.from, to: rule.to })
      }
    }
  })
})
