import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ticks } from './ticks.ts'

describe('axis', () => {
  test.each([
    [0, 100, [0, 50, 100]],
    [1180, 1240, [1180, 1200, 1220, 1240]],
    [0.1, 0.35, [0.1, 0.2, 0.3, 0.4]],
    [7, 7, [7]],
  ])('from %d to %d', (from, to, expected) => expect(ticks(from, to)).toEqual(expected))

  test('few, even, and round both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (from, span) => {
        const marks = ticks(from, from + span)
        expect(marks.length).toBeGreaterThan(2)
        expect(marks.length).toBeLessThan(8)
        expect(marks[0]).toBeLessThanOrEqual(from)
        expect(marks.at(-1)).toBeGreaterThanOrEqual(from + span)
      }),
      { seed: 3, numRuns: 200 },
    )
  })
})
