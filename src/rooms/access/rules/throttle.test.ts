import { expect, test } from 'vitest'
import { waitAfter } from './throttle.ts'
import { MINUTE } from './times.ts'

test('a name waits after four slips, longer each time, a quarter of an hour at most', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100].map((failures) => waitAfter('name', failures) / MINUTE)
  expect(minutes).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15])
})

test('an address is counted more patiently', () => {
  const minutes = [30, 31, 35, 36, 41, 46, 51, 1000].map((failures) => waitAfter('address', failures) / MINUTE)
  expect(minutes).toEqual([0, 1, 1, 2, 4, 8, 15, 15])
})
