/** The yardstick of the grouping engine: published values of plain MDAV, and ours below the better published method. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { informationLoss, mdav, readRecords } from '../bench/microaggregation.ts'
import { planGroups } from '../src/solver/groups/plan-groups.ts'

const folder = resolve(import.meta.dirname, '../../shared/data/microaggregation')

test('columns are read with any separator, with or without a header, and z-scored', () => {
  const plain = readRecords('1 10\n3 10\n5 40\n')
  expect(readRecords('"a";"b"\n1;10\n3;10\n5;40')).toEqual(plain)
  expect(readRecords('1,10\r\n3,10\r\n5,40\r\n')).toEqual(plain)
  expect([plain.count, plain.dimensions]).toEqual([3, 2])
  expect(plain.points[2]).toBeCloseTo(0)
  expect(plain.points[4]).toBeCloseTo(Math.sqrt(1.5))
  expect(() => readRecords('1,2\n3')).toThrow('row 2 has 1 cells, not 2')
  expect(() => readRecords('1,2\n3,x')).toThrow('row 2, column 2: not a number')
})

test('MDAV takes the ends first and leaves fewer than k to the nearest group', () => {
  const records = readRecords('0\n1\n2\n50\n100\n101\n102')
  const groups = mdav(records, 3).map((group) => group.toSorted((a, b) => a - b))
  expect(groups.toSorted((a, b) => a[0]! - b[0]!)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6],
  ])
  expect(informationLoss(records, [[0, 1, 2, 3, 4, 5, 6]])).toBeCloseTo(100)
})

describe.skipIf(!existsSync(folder))('published sets', () => {
  const read = (file: string) => readRecords(readFileSync(resolve(folder, file), 'utf8'))

  test.each([
    ['Tarragona.csv', [16.9326, 19.5458, 22.4613, 33.1929]],
    ['CASCrefmicrodata.csv', [5.6922, 7.4947, 9.0884, 14.1559]],
  ])('%s: MDAV as published for k = 3, 4, 5, 10', (file, published) => {
    const records = read(file)
    const losses = [3, 4, 5, 10].map((k) => Number(informationLoss(records, mdav(records, k)).toFixed(4)))
    expect(losses).toEqual(published)
  })

  test.each([
    ['Tarragona.csv', 16.9305],
    ['CASCrefmicrodata.csv', 5.3668],
  ])('%s: one start of the search is below IMHM for k = 3', (file, imhm) => {
    const records = read(file)
    const { count, dimensions, points } = records
    const units = { weights: new Uint8Array(count).fill(1), space: { points, dimensions, rate: 1 } }
    const { groupOf } = planGroups(units, { minWeight: 3, maxUnits: 5 }, { starts: 1 })
    const groups = [...Map.groupBy(groupOf.keys(), (record) => groupOf[record]!).values()]
    expect(groups.every((group) => group.length >= 3 && group.length <= 5)).toBe(true)
    expect(informationLoss(records, groups)).toBeLessThan(imhm)
  })
})
