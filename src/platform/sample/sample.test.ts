import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { maskName } from '../../kernel/mask.ts'
import { makeSample, type Sample } from './sample.ts'

const district = {
  code: '990101',
  province: '某省',
  city: '云山市',
  county: '云东区',
  towns: ['甲', '乙', '丙', '丁', '戊'].map((word) => ({ name: `${word}山街道`, communities: [`${word}一社区`] })),
}
const SIZE = 4000
const sample = makeSample(district, SIZE, 7)

interface Placed {
  readonly address: string
  readonly x: number
  readonly y: number
}

/** Metres east and north of the first point. */
function placed({ market }: Sample): Placed[] {
  const [head = [], ...rows] = market
  const [address, lng, lat] = ['住所', '经度', '纬度'].map((title) => head.indexOf(title)) as [number, number, number]
  return rows
    .filter((row) => row[lng] !== '')
    .map((row) => ({
      // Full-width digits are one of the ways in which the sample writes the same address.
      address: (row[address] ?? '').normalize('NFKC'),
      x: (Number(row[lng]) - 121.56) * 111_320 * Math.cos((29.81 * Math.PI) / 180),
      y: (Number(row[lat]) - 29.81) * 111_320,
    }))
}

const apart = (one: Placed, other: Placed): number => Math.hypot(one.x - other.x, one.y - other.y)

function groupBy(points: readonly Placed[], key: (address: string) => string | undefined): Map<string, Placed[]> {
  const groups = new Map<string, Placed[]>()
  for (const point of points) {
    const name = key(point.address)
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), point])
  }
  return groups
}

const ROAD = /([甲乙丙丁戊]山街道).*?(\p{Script=Han}{2}[东西南北]?(?:路|街|大道|巷))\d+号$/u
const PLOT = /([甲乙丙丁戊]山街道).*?(\p{Script=Han}{2}[东西南北]?(?:路|街|大道|巷)\d+号(?:\d幢)?)/u

describe('points of the sample district', () => {
  const points = placed(sample)

  test('most units have one, a few have none', () => {
    expect(points.length / SIZE).toBeGreaterThan(0.9)
    expect(points.length / SIZE).toBeLessThan(0.96)
  })

  test('behind one plate, or in one block, all points lie within twenty metres', () => {
    const plots = groupBy(points, (address) => PLOT.exec(address)?.slice(1).join(''))
    const shared = [...plots.values()].filter((group) => group.length > 1)
    expect(shared.length).toBeGreaterThan(200)
    for (const group of shared) for (const point of group) expect(apart(point, group[0] as Placed)).toBeLessThan(20)
  })

  test('a road is a line: neighbours along it by number are near, its ends are not', () => {
    const roads = groupBy(points, (address) => ROAD.exec(address)?.slice(1).join(''))
    const long = [...roads.values()].filter((group) => group.length > 5)
    expect(long.length).toBeGreaterThan(5)
    for (const group of long) {
      const numbered = group.map((point) => ({ point, number: Number(/(\d+)号$/.exec(point.address)?.[1]) }))
      for (const one of numbered) {
        for (const other of numbered) {
          const metres = Math.abs(one.number - other.number) * 12
          // Sides of the road and the place within the plot add at most seventy metres.
          expect(Math.abs(apart(one.point, other.point) - metres)).toBeLessThan(70)
        }
      }
    }
  })

  test('a town is a place: its units are nearer to each other than to the next town', () => {
    const towns = [...groupBy(points, (address) => /[甲乙丙丁戊]山街道/u.exec(address)?.[0]).values()]
    expect(towns).toHaveLength(5)
    const middle = (group: readonly Placed[]): Placed => ({
      address: '',
      x: group.reduce((sum, { x }) => sum + x, 0) / group.length,
      y: group.reduce((sum, { y }) => sum + y, 0) / group.length,
    })
    for (const one of towns) {
      const own = one.reduce((sum, point) => sum + apart(point, middle(one)), 0) / one.length
      for (const other of towns) if (other !== one) expect(apart(middle(one), middle(other))).toBeGreaterThan(own * 2)
    }
  })
})

describe('superiors of the sample district', () => {
  test('some ledger rows name one, and a superior has several units', () => {
    const at = sample.ledger[2]?.indexOf('上级单位') ?? -1
    const named = sample.ledger.slice(4, -1).flatMap((row) => (row[at] === null ? [] : [String(row[at])]))
    expect(named.length / sample.ledger.length).toBeGreaterThan(0.03)
    expect(named.length / sample.ledger.length).toBeLessThan(0.1)
    expect(named.length / new Set(named).size).toBeGreaterThan(2)
  })
})

test('instructors are different invented persons, told apart when masked', () => {
  const at = sample.ledger[2]?.indexOf('党建指导员') ?? -1
  const named = sample.ledger.slice(4, -1).flatMap((row) => (row[at] === null ? [] : [String(row[at])]))
  const persons = new Set(named)
  expect(persons.size).toBe(40)
  for (const name of persons) expect(name).toMatch(/^\p{Script=Han}{2,3}$/u)
  expect(new Set([...persons].map(maskName)).size).toBeGreaterThan(20)
})

test('the same seed gives the same files; another seed others', () => {
  const print = (one: Sample): string => createHash('sha256').update(JSON.stringify(one)).digest('hex')
  expect(print(makeSample(district, 300, 3))).toBe(print(makeSample(district, 300, 3)))
  expect(print(makeSample(district, 300, 3))).not.toBe(print(makeSample(district, 300, 4)))
})
