import { describe, expect, test } from 'vitest'
import { conflictingRules } from './conflicting-rules.ts'
import { planGroups } from './plan-groups.ts'
import { refuseUnits, ruleFaults } from './refuse-units.ts'
import type { GroupUnits } from './types.ts'

const three: GroupUnits = {
  weights: Uint8Array.of(1, 1, 1),
  space: { points: Float64Array.of(0, 0, 1, 0, 9, 0), dimensions: 2, rate: 1 },
}

describe('instances that make no sense', () => {
  const space = three.space!
  test.each<[string, () => void]>([
    ['maxUnits', () => refuseUnits(three, { maxUnits: 11 })],
    ['maxUnits', () => refuseUnits(three, { maxUnits: 1 })],
    ['minWeight', () => refuseUnits(three, { minWeight: 1 })],
    ['minWeight', () => refuseUnits(three, { minWeight: Number.NaN })],
    ['extraUnitPrice', () => refuseUnits(three, { extraUnitPrice: -1 })],
    ['starts', () => refuseUnits(three, {}, { starts: 0 })],
    ['from', () => refuseUnits(three, {}, { from: new Int32Array(2) })],
    ['weights', () => refuseUnits({ weights: Uint8Array.of(1, 3) })],
    ['parent', () => refuseUnits({ ...three, parent: new Int32Array(1) })],
    ['rank', () => refuseUnits({ ...three, rank: Int32Array.of(1, 1, 2) })],
    ['space.points', () => refuseUnits({ ...three, space: { ...space, points: new Float64Array(5) } })],
    [
      'space.points',
      () => refuseUnits({ ...three, space: { ...space, points: Float64Array.of(0, 0, 0, 0, 0, Infinity) } }),
    ],
    ['space.maxDistance', () => refuseUnits({ ...three, space: { ...space, maxDistance: Number.NaN } })],
    [
      'tree.h',
      () => refuseUnits({ ...three, tree: { levels: new Int32Array(3), h: Float64Array.of(0, 1), hardLevel: 0 } }),
    ],
    [
      'tree.hardLevel',
      () => refuseUnits({ ...three, tree: { levels: new Int32Array(3), h: new Float64Array(2), hardLevel: 2 } }),
    ],
    [
      'pairs',
      () => refuseUnits({ ...three, pairs: { a: Int32Array.of(0), b: Int32Array.of(3), value: Float64Array.of(1) } }),
    ],
    [
      'pairs.value',
      () =>
        refuseUnits({
          ...three,
          pairs: { a: Int32Array.of(0), b: Int32Array.of(1), value: Float64Array.of(Number.NaN) },
        }),
    ],
    ['together.bonus', () => refuseUnits({ ...three, together: { group: new Int32Array(3), bonus: -1 } })],
    ['hosts.sites', () => refuseUnits({ ...three, hosts: { sites: new Int32Array(1), price: new Float64Array(2) } })],
  ])('%s', (name, act) => {
    expect(act).toThrow(RangeError)
    expect(act).toThrow(name)
  })

  test('planning refuses them too', () => {
    expect(() => planGroups(three, { maxUnits: 11 })).toThrow(RangeError)
  })
})

test('what looks odd but is allowed', () => {
  const points = Float64Array.of(2, 2, 2, 2, Number.NaN, 5, 2, 2)
  const plan = planGroups({ weights: Uint8Array.of(1, 2, 1, 0), space: { points, dimensions: 2, rate: 1 } })
  expect(plan.value.uncovered).toBe(0)
  expect(planGroups({ weights: new Uint8Array(0) }).value).toEqual({ uncovered: 0, cost: 0 })
  expect(planGroups({ weights: Uint8Array.of(2) }).uncovered).toEqual(Int32Array.of(0))
})

test('locked groups that contradict a rule are named with the units concerned', () => {
  const units: GroupUnits = {
    weights: Uint8Array.of(1, 1, 1, 1, 1, 1, 2, 2),
    tree: { levels: Int32Array.of(1, 1, 2, 1, 1, 1, 1, 1), h: new Float64Array(2), hardLevel: 1 },
    parent: Int32Array.of(-1, -1, -1, 5, 6, -1, -1, -1),
    space: { points: Float64Array.of(0, 0, 0, 0, 0, 9, 0, 0), dimensions: 1, rate: 1, maxDistance: 5 },
    pairs: { a: Int32Array.of(1), b: Int32Array.of(0), value: Float64Array.of(Infinity) },
    locked: Int32Array.of(4, 4, 4, 9, 9, 9, 1, -1),
  }
  expect(ruleFaults(units, { maxUnits: 2 })).toEqual([
    { kind: 'locked-alone', unit: 6, other: -1, group: 1 },
    { kind: 'locked-too-large', unit: -1, other: -1, group: 4 },
    { kind: 'locked-apart', unit: 0, other: 1, group: 4 },
    { kind: 'locked-across-towns', unit: 0, other: 2, group: 4 },
    { kind: 'locked-across-towns', unit: 1, other: 2, group: 4 },
    { kind: 'locked-too-large', unit: -1, other: -1, group: 9 },
    { kind: 'locked-parent', unit: 3, other: 4, group: 9 },
    { kind: 'locked-distance', unit: 3, other: 5, group: 9 },
    { kind: 'locked-distance', unit: 4, other: 5, group: 9 },
  ])
  expect(ruleFaults(three, { minWeight: 6 })).toEqual([{ kind: 'nobody-heavy-enough', unit: -1, other: -1, group: -1 }])
  expect(ruleFaults(three)).toEqual([])
})

describe('the fewest rules that rule everything out', () => {
  test('nobody is near enough', () => {
    const far: GroupUnits = { ...three, space: { ...three.space!, maxDistance: 0.5 }, parent: Int32Array.of(1, 1, 1) }
    expect(planGroups(far).value.uncovered).toBe(3)
    expect(conflictingRules(far)).toEqual(['maxDistance'])
  })

  test('two rules only together', () => {
    const mixed: GroupUnits = { ...three, space: { ...three.space!, maxDistance: 3 } }
    expect(conflictingRules(mixed)).toEqual(['maxDistance', 'minWeight'])
    expect(conflictingRules(three, { maxUnits: 2 })).toEqual(['maxUnits', 'minWeight'])
  })

  test('a locked group', () => {
    const parent = Int32Array.of(1, 2, -1)
    expect(conflictingRules({ ...three, parent, locked: Int32Array.of(0, 0, 0) }, {}, 0)).toEqual(['sameParent'])
    expect(conflictingRules({ ...three, locked: Int32Array.of(0, 0, 0) }, {}, 0)).toEqual([])
  })

  test('none where somebody can be covered', () => {
    expect(conflictingRules(three)).toEqual([])
  })
})
