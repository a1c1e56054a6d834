import { describe, expect, test } from 'vitest'
import { neighbour } from './neighbour.ts'

/**
 *   0 1
 *   2 2
 *   3 4
 */
const boxes = [
  { x: 0, y: 0, width: 50, height: 50 },
  { x: 50, y: 0, width: 50, height: 50 },
  { x: 0, y: 50, width: 100, height: 50 },
  { x: 0, y: 100, width: 40, height: 50 },
  { x: 40, y: 100, width: 60, height: 50 },
  { x: 0, y: 0, width: 0, height: 0 },
]

describe('arrow keys over blocks', () => {
  test.each([
    [0, 'ArrowRight', 1],
    [1, 'ArrowLeft', 0],
    [0, 'ArrowDown', 2],
    [3, 'ArrowRight', 4],
    [4, 'ArrowUp', 2],
    [0, 'ArrowLeft', -1],
    [3, 'ArrowDown', -1],
  ] as const)('from %i by %s to %i', (from, key, to) => {
    expect(neighbour(boxes, from, key)).toBe(to)
  })

  test('an empty box is never gone to, and there is no way from a box that is not there', () => {
    expect(
      neighbour(
        [boxes[0], boxes[5]].filter((box) => box !== undefined),
        0,
        'ArrowLeft',
      ),
    ).toBe(-1)
    expect(neighbour(boxes, 9, 'ArrowLeft')).toBe(-1)
  })
})
