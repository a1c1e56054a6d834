import { expect, test } from 'vitest'
import { weightOf } from './weight.ts'

test.each([
  [9.4, 'strong'],
  [6, 'strong'],
  [2.1, 'good'],
  [0.6, 'slight'],
  [0.5, 'neutral'],
  [0, 'neutral'],
  [-0.5, 'neutral'],
  [-1, 'slightAgainst'],
  [-2, 'against'],
] as const)('%d bits are %s', (bits, weight) => {
  expect(weightOf(bits)).toBe(weight)
})
