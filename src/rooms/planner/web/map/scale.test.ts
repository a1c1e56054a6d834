import { describe, expect, test } from 'vitest'
import { fitPoints, ruler } from './scale.ts'

describe('kilometres into the picture', () => {
  const corners = [
    { x: 0, y: 0 },
    { x: 10, y: 5 },
  ]

  test('everything inside, north above, one scale', () => {
    const { at, scale } = fitPoints(corners, 656, 656)
    expect(scale).toBe(60)
    expect(at({ x: 0, y: 0 })).toEqual({ x: 28, y: 478 })
    expect(at({ x: 10, y: 5 })).toEqual({ x: 628, y: 178 })
  })

  test('identical places do not blow up the scale', () => {
    const { at, scale } = fitPoints([corners[0] ?? { x: 0, y: 0 }], 400, 300)
    expect(scale).toBeLessThan(1e5)
    expect(at({ x: 0, y: 0 })).toEqual({ x: 200, y: 150 })
  })

  test.each([
    [60, 600, 2],
    [1000, 700, 0.1],
    [3, 900, 50],
  ])('scale bar at %d pixels a kilometre', (scale, width, kilometres) => {
    expect(ruler(scale, width)).toEqual({ kilometres, pixels: kilometres * scale })
  })
})
