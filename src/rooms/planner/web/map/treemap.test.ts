import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inside, treemap } from './treemap.ts'
import type { Box } from './treemap.ts'

const into = { x: 10, y: 20, width: 600, height: 400 }
const areaOf = ({ width, height }: Box): number => width * height
const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x + 1e-6 ||
  b.x + b.width <= a.x + 1e-6 ||
  a.y + a.height <= b.y + 1e-6 ||
  b.y + b.height <= a.y + 1e-6

describe('nested blocks', () => {
  test('the published example: 6, 6, 4, 3, 2, 2, 1 in 6 by 4', () => {
    const boxes = treemap([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 })
    // The first two stand above each other at the left, three wide and two high.
    expect(boxes[0]).toEqual({ x: 0, y: 0, width: 3, height: 2 })
    expect(boxes[1]).toEqual({ x: 0, y: 2, width: 3, height: 2 })
    expect(boxes[2]?.width).toBeCloseTo(12 / 7)
    expect(boxes[2]?.height).toBeCloseTo(7 / 3)
  })

  test('areas in proportion, inside, and nothing overlaps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 40 }), (values) => {
        const total = values.reduce((sum, value) => sum + value, 0)
        const boxes = treemap(values, into)
        expect(boxes).toHaveLength(values.length)
        boxes.forEach((box, at) => {
          expect(areaOf(box)).toBeCloseTo(total === 0 ? 0 : ((values[at] ?? 0) / total) * areaOf(into), 4)
          expect(box.x).toBeGreaterThanOrEqual(into.x - 1e-6)
          expect(box.y).toBeGreaterThanOrEqual(into.y - 1e-6)
          expect(box.x + box.width).toBeLessThanOrEqual(into.x + into.width + 1e-6)
          expect(box.y + box.height).toBeLessThanOrEqual(into.y + into.height + 1e-6)
        })
        const full = boxes.filter((box) => areaOf(box) > 0)
        full.forEach((box, at) => full.slice(at + 1).forEach((other) => expect(apart(box, other)).toBe(true)))
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  test('equal values come out nearly square, where strips would be 24 times as long as wide', () => {
    const boxes = treemap(
      Array.from({ length: 24 }, () => 1),
      { x: 0, y: 0, width: 480, height: 480 },
    )
    const shapes = boxes.map(({ width, height }) => Math.max(width / height, height / width))
    expect(shapes.reduce((sum, shape) => sum + shape, 0) / shapes.length).toBeLessThan(1.6)
    expect(Math.max(...shapes)).toBeLessThan(3)
  })

  test('nothing to show, or nowhere to show it', () => {
    expect(treemap([], into)).toEqual([])
    expect(treemap([0, 0], into).map(areaOf)).toEqual([0, 0])
    expect(treemap([3], { ...into, height: 0 }).map(areaOf)).toEqual([0])
  })

  test('the room inside a box never turns negative', () => {
    expect(inside({ x: 0, y: 0, width: 100, height: 50 }, 2, 20)).toEqual({ x: 2, y: 22, width: 96, height: 26 })
    expect(inside({ x: 0, y: 0, width: 3, height: 5 }, 2, 20)).toEqual({ x: 2, y: 22, width: 0, height: 0 })
  })
})
