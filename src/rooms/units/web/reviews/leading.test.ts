import { expect, test } from 'vitest'
import { alike, leading } from './leading.ts'

const of = (...scores: number[]) => scores.map((score, index) => ({ unit: `u${index}`, score }))

test.each([
  ['one candidate, however weak', of(0.05), 'u0', 1],
  ['a clear best', of(0.99, 0.01), 'u0', 1],
  ['two that are close', of(0.52, 0.48), null, 2],
  ['a strong best with a serious rival', of(0.85, 0.12, 0.03), null, 2],
  ['none at all', of(), null, 0],
])('%s', (_, candidates, proposed, close) => {
  expect(leading(candidates)).toBe(proposed)
  expect(alike(candidates).length).toBe(close)
})
