import { describe, expect, test } from 'vitest'
import { dateOfSerial, serialOfIso } from './serial-dates.ts'

describe('dateOfSerial', () => {
  test.each([
    [1, 'day', '1900-01-01'],
    [59, 'day', '1900-02-28'],
    [61, 'day', '1900-03-01'],
    [43_586, 'day', '2019-05-01'],
    [43_586, 'month', '2019-05'],
    [43_586, 'year', '2019'],
    [43_586.3541666667, 'minute', '2019-05-01 08:30'],
    [43_586.3541666667, 'day', '2019-05-01'],
    [2_958_465, 'day', '9999-12-31'],
  ] as const)('%d shown as %s is %s', (serial, precision, text) => {
    expect(dateOfSerial(serial, precision)).toEqual({ kind: 'date', serial, text, precision })
  })

  test('a time of day is a bare time, whatever its format', () => {
    expect(dateOfSerial(0.75, 'day')).toMatchObject({ text: '18:00', precision: 'time' })
  })

  test('a format that shows the time alone does not lose the day', () => {
    expect(dateOfSerial(43_586.75, 'time')).toMatchObject({ text: '2019-05-01 18:00', precision: 'minute' })
    expect(dateOfSerial(43_586, 'time')).toMatchObject({ text: '2019-05-01', precision: 'day' })
  })

  test.each([-1, 2_958_466, Number.NaN])('%d is no date', (serial) => {
    expect(dateOfSerial(serial, 'day')).toBeNull()
  })
})

test.each([
  ['2019-05-01', 43_586],
  ['2019-05-01T00:00:00.000', 43_586],
  ['2019-05-01T12:00:00Z', 43_586.5],
  ['1900-03-01', 61],
])('%s has the serial %d', (iso, serial) => {
  expect(serialOfIso(iso)).toBeCloseTo(serial, 9)
})

test('other text has no serial', () => {
  expect(serialOfIso('2019年5月')).toBeNull()
})
