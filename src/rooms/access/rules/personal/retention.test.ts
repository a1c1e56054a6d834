import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLongEnough, monthsBefore, sayErased } from './retention.ts'

describe('months before', () => {
  it('count by the calendar', () => {
    expect(monthsBefore(new Date('2026-11-22T01:00:00Z'), 6).toISOString()).toBe('2026-05-22T01:00:00.000Z')
    expect(monthsBefore(new Date('2026-08-31T01:00:00Z'), 6).toISOString()).toBe('2026-02-28T01:00:00.000Z')
    expect(monthsBefore(new Date('2026-01-15T00:00:00Z'), 14).toISOString()).toBe('2024-11-15T00:00:00.000Z')
  })

  it('never come later for more months', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.nat(600),
        (now, months) => {
          expect(monthsBefore(now, months + 1).getTime()).toBeLessThan(monthsBefore(now, months).getTime())
        },
      ),
      { seed: 6 },
    )
  })
})

it('less than the law demands is refused, for good is not', () => {
  const trail = { name: '留痕', least: 6 }
  expect([5, 6, null].map((months) => isLongEnough(trail, months))).toEqual([false, true, true])
  expect(isLongEnough({ name: '登录', least: null }, 1)).toBe(true)
  expect([sayErased('登录', 0), sayErased('登录', 1234)]).toEqual([
    '“登录”没有到期的。',
    '“登录”清理了 1,234 条到期的。',
  ])
})
