import { expect, test } from 'vitest'
import { changedPeriods, monthsOf, tooShort } from './periods.ts'

const rows = [
  { id: 'trail', months: 60, least: 36 },
  { id: 'phone', months: 12, least: null },
  { id: 'contact', months: null, least: null },
]

test.each([
  ['', null],
  [' ', null],
  ['6', 6],
  ['0', undefined],
  ['1201', undefined],
  ['1.5', undefined],
  ['六', undefined],
])('“%s” months is %s', (text, months) => {
  expect(monthsOf(text)).toBe(months)
})

test('only what differs is sent', () => {
  expect(changedPeriods(rows, {})).toEqual([])
  expect(changedPeriods(rows, { trail: '60', phone: '', contact: '24' })).toEqual([
    { id: 'phone', months: null },
    { id: 'contact', months: 24 },
  ])
})

test('a period shorter than the rule is found, keeping for good is not', () => {
  expect(tooShort(rows, { trail: '12' })?.id).toBe('trail')
  expect(tooShort(rows, { trail: '36' })).toBeNull()
  expect(tooShort(rows, { trail: '' })).toBeNull()
  expect(tooShort(rows, {})).toBeNull()
})
