import { expect, test } from 'vitest'
import { partsOf } from './glance.ts'

test.each([
  ['province', 'county'],
  ['city', 'county'],
  ['county', 'town'],
  [undefined, 'town'],
  ['town', 'kind'],
  ['building', 'kind'],
] as const)('%s is shown by %s', (level, by) => {
  expect(partsOf(level)).toBe(by)
})
