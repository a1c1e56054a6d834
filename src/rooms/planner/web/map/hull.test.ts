import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hull } from './hull.ts'

describe('line round a group', () => {
  test('inner points and points along an edge are left out', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 4 },
      { x: 0, y: 4 },
    ]
    expect(hull([...square, { x: 2, y: 2 }, { x: 2, y: 0 }])).toEqual(square)
  })

  test('two points are a line, one is itself, all in a row are the line of its ends', () => {
    expect(hull([{ x: 1, y: 1 }])).toEqual([{ x: 1, y: 1 }])
    expect(
      hull([
        { x: 3, y: 1 },
        { x: 1, y: 1 },
      ]),
    ).toEqual([
      { x: 1, y: 1 },
      { x: 3, y: 1 },
    ])
    expect(
      hull([
        { x: 0, y: 0 },
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ]),
    ).toEqual([
      { x: 0, y: 0 },
      { x: 2, y: 2 },
    ])
  })

  test('every point lies inside or on the line', () => {
    const point = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) })
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
        const line = hull(points)
        line.forEach((from, at) => {
          const to = line[(at + 1) % line.length] ?? from
          for (const p of points) {
            expect((to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x)).toBeGreaterThanOrEqual(0)
          }
        })
      }),
      { seed: 3, numRuns: 200 },
    )
  })
})
