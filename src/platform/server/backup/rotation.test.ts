import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayInChina, type Day } from '../../../kernel/day.ts'
import { mayGo } from './rotation.ts'

type One = Parameters<typeof mayGo>[0][number]

/** At two in the morning of China, as the schedule makes them; named by their day. */
const on = (day: string, more: Partial<One> = {}): One => ({
  name: day,
  at: new Date(`${day}T02:00:00+08:00`).toISOString(),
  why: 'scheduled',
  verified: true,
  ...more,
})
const daysBack = (from: string, count: number): One[] =>
  Array.from({ length: count }, (_, back) => on(addDays(from as Day, -back)))
const kept = (backups: readonly One[], keeping: Parameters<typeof mayGo>[1], today: string): string[] => {
  const gone = new Set(mayGo(backups, keeping, new Date(`${today}T09:00:00+08:00`)))
  return backups.filter(({ name }) => !gone.has(name)).map(({ name }) => name)
}

describe('which backups stay', () => {
  test.each([
    [
      'days alone',
      '2026-11-22',
      { keepDays: 3, keepWeeks: 0, keepMonths: 0 },
      ['2026-11-22', '2026-11-21', '2026-11-20'],
    ],
    [
      'the newest of each week, Monday to Sunday',
      '2026-11-22',
      { keepDays: 1, keepWeeks: 3, keepMonths: 0 },
      ['2026-11-22', '2026-11-15', '2026-11-08'],
    ],
    [
      'a Monday begins a week of its own',
      '2026-11-23',
      { keepDays: 1, keepWeeks: 2, keepMonths: 0 },
      ['2026-11-23', '2026-11-22'],
    ],
    [
      'the ends of months, however long',
      '2026-03-31',
      { keepDays: 1, keepWeeks: 0, keepMonths: 3 },
      ['2026-03-31', '2026-02-28', '2026-01-31'],
    ],
    [
      'a leap February and the turn of the year',
      '2028-03-01',
      { keepDays: 1, keepWeeks: 0, keepMonths: 4 },
      ['2028-03-01', '2028-02-29', '2028-01-31', '2027-12-31'],
    ],
    [
      'all three together',
      '2026-11-03',
      { keepDays: 2, keepWeeks: 2, keepMonths: 2 },
      ['2026-11-03', '2026-11-02', '2026-11-01', '2026-10-31'],
    ],
  ])('%s', (_words, today, keeping, expected) => {
    expect(kept(daysBack(today, 200), keeping, today)).toEqual(expected)
  })

  test('a day without a backup takes nobody else’s place', () => {
    const backups = [on('2026-11-22'), on('2026-11-18'), on('2026-11-17')]
    expect(kept(backups, { keepDays: 5, keepWeeks: 0, keepMonths: 0 }, '2026-11-22')).toEqual([
      '2026-11-22',
      '2026-11-18',
    ])
  })

  test('what was not verified keeps no place', () => {
    const backups = [on('2026-11-22', { verified: false }), on('2026-11-21'), on('2026-11-20')]
    const keeping = { keepDays: 2, keepWeeks: 0, keepMonths: 0 }
    expect(kept(backups, keeping, '2026-11-22')).toEqual(['2026-11-21'])
  })

  test('by hand and before a restore stay for ever, before upgrades the last three', () => {
    const of = (why: One['why'], day: string): One => on(day, { why, name: `${why} ${day}` })
    const backups = [
      on('2026-11-22'),
      of('by-hand', '2020-01-01'),
      of('before-restore', '2020-01-02'),
      ...['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map((day) => of('before-upgrade', day)),
    ]
    expect(mayGo(backups, { keepDays: 1, keepWeeks: 0, keepMonths: 0 }, new Date('2026-11-22T09:00:00+08:00'))).toEqual(
      ['before-upgrade 2026-01-01'],
    )
  })

  test('backups of days to come, from a clock that was ahead, stay until their day is past', () => {
    const backups = [on('2027-05-01'), on('2026-11-22'), on('2026-11-01')]
    const keeping = { keepDays: 1, keepWeeks: 0, keepMonths: 0 }
    expect(kept(backups, keeping, '2026-11-22')).toEqual(['2027-05-01', '2026-11-22'])
  })

  test('the newest verified one never goes, and running it twice takes nothing more', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 60 }),
        fc.record({
          keepDays: fc.integer({ min: 1, max: 9 }),
          keepWeeks: fc.integer({ min: 0, max: 6 }),
          keepMonths: fc.integer({ min: 0, max: 14 }),
        }),
        fc.infiniteStream(fc.boolean()),
        (ages, keeping, verified) => {
          const now = new Date('2026-11-22T09:00:00+08:00')
          const backups = ages.map((age) =>
            on(addDays(dayInChina(now), -age), { verified: verified.next().value === true }),
          )
          const gone = new Set(mayGo(backups, keeping, now))
          const left = backups.filter(({ name }) => !gone.has(name))
          const newest = backups.filter((one) => one.verified).sort((one, other) => (one.at < other.at ? 1 : -1))[0]
          if (newest) expect(left).toContain(newest)
          else expect(left.length).toBe(Math.min(1, backups.length))
          expect(mayGo(left, keeping, now)).toEqual([])
          expect(left.length).toBeLessThanOrEqual(keeping.keepDays + keeping.keepWeeks + keeping.keepMonths + 1)
        },
      ),
      { seed: 20261122, numRuns: 300 },
    )
  })
})
