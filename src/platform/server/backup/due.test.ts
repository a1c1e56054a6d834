import { describe, expect, test } from 'vitest'
import { isDue, nextTime } from './due.ts'

const at = (text: string): Date => new Date(`${text}:00+08:00`)
const ok = (text: string) => ({ at: at(text), ok: true })
const bad = (text: string) => ({ at: at(text), ok: false })
const LONG_AGO = at('2026-01-01T00:00')

describe('when a backup is owed, daily at 02:00', () => {
  test.each([
    ['made this night', [ok('2026-11-22T02:00')], '2026-11-22T09:00', false],
    ['made yesterday, before the hour', [ok('2026-11-21T02:00')], '2026-11-22T01:59', false],
    ['made yesterday, at the hour', [ok('2026-11-21T02:00')], '2026-11-22T02:00', true],
    ['off for a week: made up once', [ok('2026-11-14T02:00')], '2026-11-22T08:30', true],
    ['made up this morning', [ok('2026-11-14T02:00'), ok('2026-11-22T08:30')], '2026-11-22T23:00', false],
    ['never made', [], '2026-11-22T09:00', true],
    ['failed ten minutes ago', [bad('2026-11-22T02:00')], '2026-11-22T02:10', false],
    ['failed an hour ago', [bad('2026-11-22T02:00')], '2026-11-22T03:00', true],
    ['failed, then made', [bad('2026-11-22T02:00'), ok('2026-11-22T03:00')], '2026-11-22T09:00', false],
    ['the clock was years ahead when it last ran', [ok('2031-05-05T02:00')], '2026-11-22T09:00', true],
    ['the clock was ahead when it last failed', [bad('2031-05-05T02:00')], '2026-11-22T09:00', true],
    ['the first of a month, made on its last', [ok('2026-02-28T02:00')], '2026-03-01T02:00', true],
  ])('%s', (_words, attempts, now, expected) => {
    expect(isDue('02:00', LONG_AGO, attempts, at(now))).toBe(expected)
  })

  test('not before the first time of day after the schedule was set', () => {
    expect(isDue('02:00', at('2026-11-22T08:00'), [], at('2026-11-22T09:00'))).toBe(false)
    expect(isDue('02:00', at('2026-11-22T08:00'), [], at('2026-11-23T02:00'))).toBe(true)
  })

  test('a schedule set by a clock that was ahead does not wait for that day', () => {
    expect(isDue('02:00', at('2031-01-01T00:00'), [], at('2026-11-22T09:00'))).toBe(true)
  })

  test('none by themselves', () => {
    expect(isDue(null, LONG_AGO, [], at('2026-11-22T09:00'))).toBe(false)
  })
})

test.each([
  ['2026-11-22T01:59', '2026-11-22T02:00'],
  ['2026-11-22T02:00', '2026-11-23T02:00'],
  ['2026-12-31T12:00', '2027-01-01T02:00'],
])('after %s the next is %s', (now, next) => {
  expect(nextTime('02:00', at(now))).toEqual(at(next))
})
