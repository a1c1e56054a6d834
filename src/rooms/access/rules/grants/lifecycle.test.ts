import { expect, test } from 'vitest'
import { isInForce, overlap, stateOf, type Span } from './lifecycle.ts'

const span = (from: string, until: string | null, ended = false): Span => ({ from, until, ended })

test.each([
  ['the day before the first', span('2026-11-21', '2026-11-23'), '2026-11-20', 'coming'],
  ['the first day', span('2026-11-21', '2026-11-23'), '2026-11-21', 'in-force'],
  ['between', span('2026-11-21', '2026-11-23'), '2026-11-22', 'in-force'],
  ['the last day', span('2026-11-21', '2026-11-23'), '2026-11-23', 'in-force'],
  ['the day after the last', span('2026-11-21', '2026-11-23'), '2026-11-24', 'ended'],
  ['one day only', span('2026-11-21', '2026-11-21'), '2026-11-21', 'in-force'],
  ['for good', span('2026-11-21', null), '2099-12-31', 'in-force'],
  ['for good, to come', span('2026-11-21', null), '2026-11-20', 'coming'],
  ['over the new year', span('2026-12-31', '2027-01-01'), '2027-01-01', 'in-force'],
  ['taken back while in force', span('2026-11-21', null, true), '2026-11-22', 'ended'],
  ['taken back before it began', span('2026-11-21', null, true), '2026-11-20', 'ended'],
] as const)('%s', (_what, one, today, state) => {
  expect(stateOf(one, today)).toBe(state)
  expect(isInForce(one, today)).toBe(state === 'in-force')
})

test.each([
  ['share the last and first day', span('2026-11-01', '2026-11-10'), span('2026-11-10', '2026-11-20'), true],
  ['follow one another', span('2026-11-01', '2026-11-10'), span('2026-11-11', '2026-11-20'), false],
  ['one within the other', span('2026-11-01', null), span('2026-11-10', '2026-11-20'), true],
  ['both for good', span('2026-11-01', null), span('2027-11-01', null), true],
  ['one ended before the other for good', span('2026-11-01', '2026-11-02'), span('2026-11-03', null), false],
  ['one was taken back', span('2026-11-01', null, true), span('2026-11-01', null), false],
] as const)('spans that %s', (_what, one, other, expected) => {
  expect(overlap(one, other)).toBe(expected)
  expect(overlap(other, one)).toBe(expected)
})
