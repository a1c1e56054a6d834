import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pointOf, pointText, readDegrees, readPair, readPointText } from './coordinates.ts'
import type { LayoutCell } from './layout/types.ts'

const good = (reading: ReturnType<typeof readPair>) => {
  if (!reading.ok) throw new Error(reading.why)
  return reading
}

describe('degrees as offices write them', () => {
  test.each<[LayoutCell, number]>([
    [121.544012, 121.544012],
    ['121.544012', 121.544012],
    [' １２１．５４ ', 121.54],
    ['121.544012°', 121.544012],
    ['东经121.5度', 121.5],
    ['E 121.5', 121.5],
    ['121.5E', 121.5],
    ['121°30′36″', 121.51],
    ['29度48分36秒', 29.81],
    [`N29°48'36"`, 29.81],
    [{ kind: 'number', value: 121.5, text: '121.50', precisionLost: false }, 121.5],
  ])('%j is %d', (cell, degrees) => {
    expect(readDegrees(cell)).toBeCloseTo(degrees, 9)
  })

  test.each<LayoutCell>([null, '', '无', '121,544', '121°75′', '12点', true, { kind: 'error', error: '#N/A' }])(
    '%j is no number of degrees',
    (cell) => {
      expect(readDegrees(cell)).toBeNull()
    },
  )
})

describe('the point of a row', () => {
  const point = { lng: 121.544012, lat: 29.812345 }

  test.each([
    '121.544012,29.812345',
    '121.544012，29.812345',
    '121.544012 29.812345',
    '121.544012、29.812345',
    '(121.544012, 29.812345)',
    '[121.544012,29.812345]',
    'POINT(121.544012 29.812345)',
    '东经121.544012北纬29.812345',
    '东经121.544012°，北纬29.812345°',
    '29.812345,121.544012',
  ])('%s', (text) => {
    expect(good(readPointText(text)).point).toEqual(point)
  })

  test('which number is which is told by its size, and said', () => {
    expect(good(readPair(29.812345, 121.544012))).toMatchObject({ point, swapped: true })
    expect(good(readPair(121.544012, 29.812345))).toMatchObject({ point, swapped: false })
  })

  test('two decimals are good to a kilometre, and said', () => {
    expect(good(readPair(121.54, 29.8)).coarse).toBe(true)
    expect(good(readPair(121.54, 29.812)).coarse).toBe(false)
  })

  test.each<[string, LayoutCell, LayoutCell, string]>([
    ['never filled in', 0, 0, '0、0'],
    ['another country', -0.1276, 51.5072, '经度 -0.1276 不在 73–136 度之间'],
    ['a latitude beyond the territory', 121.5, 61.2, '纬度 61.2 不在 3–54 度之间'],
    ['metres of a plane', 512345.6, 3301234.5, '经度 512345.6'],
    ['twice the longitude', 121.5, 121.5, '纬度 121.5'],
    ['words', '见图', 29.8, '“见图”不是度数'],
  ])('%s is refused with reason and remedy', (_name, lng, lat, why) => {
    const reading = readPair(lng, lat)
    if (reading.ok) throw new Error('taken')
    expect(reading.why).toContain(why)
    expect(reading.remedy.length).toBeGreaterThan(5)
  })

  test('plane coordinates are told what to do', () => {
    expect(readPair(512345.6, 3301234.5)).toMatchObject({ remedy: expect.stringContaining('平面坐标') })
  })

  test.each<LayoutCell>(['121.5', '某大厦', '121.5,29.8,7', null, 121.5])('%j is no point', (cell) => {
    expect(readPointText(cell).ok).toBe(false)
  })

  test('every point within the country survives being kept as text, whichever number comes first', () => {
    const degrees = (min: number, max: number) => fc.integer({ min: min * 1e6, max: max * 1e6 }).map((n) => n / 1e6)
    fc.assert(
      fc.property(degrees(73, 136), degrees(3, 54), (lng, lat) => {
        expect(pointOf(pointText({ lng, lat }))).toEqual({ lng, lat })
        expect(pointOf(`${lat},${lng}`)).toEqual({ lng, lat })
      }),
      { seed: 20261121 },
    )
  })
})
