import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseBelts } from './belts.ts'
import type { BeltOptions, BeltPlan, BeltUnits } from './belt-types.ts'
import { clusterPoints } from './clusters.ts'

function each<T>(count: number, one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: count, maxLength: count })
}

/** Points on a coarse grid or anywhere, some unknown. */
function pointsOf(count: number): fc.Arbitrary<Float64Array> {
  const one = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -4, max: 4 }) },
    { weight: 8, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
    fc.constant(NaN),
  )
  return each(2 * count, one).map((all) => Float64Array.from(all))
}

function beltUnits(most: number): fc.Arbitrary<Required<BeltUnits>> {
  return fc.integer({ min: 0, max: most }).chain((count) =>
    fc.record({
      value: each(count, fc.constantFrom(0, 1, 2, 5)).map((all) => Float64Array.from(all)),
      points: pointsOf(count),
      tree: each(count * 3, fc.integer({ min: -1, max: 2 })).map((all) => ({ levels: Int32Array.from(all), depth: 3 })),
    }),
  )
}

const prices = fc.constantFrom(undefined, { fixed: 1, perUnit: 0.5 }, { fixed: 0.1, perArea: 1, perLength: 2 })

function valueOf(units: BeltUnits, sets: readonly ArrayLike<number>[]): number {
  const covered = new Set(sets.flatMap((set) => Array.from(set)))
  return [...covered].reduce((sum, unit) => sum + units.value[unit]!, 0)
}

function total(plan: BeltPlan): number {
  return plan.belts.reduce((sum, { price }) => sum + price, 0)
}

describe('belts from the address tree against every choice', () => {
  it('counts overlap once, keeps the rule, and its bound holds', () => {
    const rule = fc.oneof(fc.record({ count: fc.nat(3) }), fc.record({ budget: fc.constantFrom(1, 3, 6) }))
    fc.assert(
      fc.property(beltUnits(9), rule, prices, (given, limits, price) => {
        const { points: _points, ...units } = given
        const paid = price && 'perUnit' in price ? price : { fixed: 1 }
        const plan = chooseBelts(units, { rule: limits, nodes: { levels: [1, 2, 3] }, price: paid })
        // All places with at least two units, by their codes.
        const places = new Map<string, number[]>()
        units.value.forEach((_value, unit) => {
          for (let level = 1; level <= 3; level++) {
            const codes = units.tree.levels.subarray(unit * 3, unit * 3 + level)
            if (codes.some((code) => code < 0)) break
            places.set(codes.join(), [...(places.get(codes.join()) ?? []), unit])
          }
        })
        const different = new Map([...places.values()].filter((own) => own.length > 1).map((own) => [own.join(), own]))
        const sets = [...different.values()]
        expect(plan.candidates).toBe(sets.length)
        let optimum = 0
        for (let mask = 0; mask < 1 << sets.length; mask++) {
          const chosen = sets.filter((_set, k) => (mask >> k) & 1)
          const cost = chosen.reduce(
            (sum, own) => sum + paid.fixed + ('perUnit' in paid ? paid.perUnit * own.length : 0),
            0,
          )
          const { count = Infinity, budget = Infinity } = limits as { count?: number; budget?: number }
          if (chosen.length <= count && cost <= budget) optimum = Math.max(optimum, valueOf(units, chosen))
        }
        const found = valueOf(
          units,
          plan.belts.map((belt) => belt.units),
        )
        expect(plan.value).toBeCloseTo(found, 9)
        expect(plan.belts.reduce((sum, { gain }) => sum + gain, 0)).toBeCloseTo(found, 9)
        expect(plan.price).toBeCloseTo(total(plan), 9)
        expect(plan.bound).toBeGreaterThanOrEqual(optimum - 1e-9)
        expect(optimum).toBeGreaterThanOrEqual(found - 1e-9)
        expect(found).toBeGreaterThanOrEqual(0.63 * optimum * ('budget' in limits ? 0.5 : 1) - 1e-9)
      }),
      { numRuns: 1500, seed: 91 },
    )
  })
})

describe('what could stand instead', () => {
  it('is the best swap, and never better than the plan', () => {
    fc.assert(
      fc.property(beltUnits(14), prices, fc.integer({ min: 1, max: 3 }), (units, price, count) => {
        const options: BeltOptions = {
          rule: { count },
          nodes: { levels: [1, 2, 3] },
          discs: { radii: [1, 2] },
          clusters: { reach: 1.5, least: 3 },
          ...(price ? { price } : {}),
        }
        const plan = chooseBelts(units, options)
        plan.belts.forEach(({ instead }, at) => {
          if (!instead) return
          const others = plan.belts.filter((_belt, k) => k !== at).map((belt) => belt.units)
          expect(plan.value - instead.loss).toBeCloseTo(valueOf(units, [...others, instead.belt.units]), 9)
        })
      }),
      { numRuns: 800, seed: 92 },
    )
  })

  it('names them', () => {
    // Building 1 with three units, building 2 with two, building 3 with two.
    const levels = Int32Array.from([1, 1, 1, 2, 2, 3, 3, 4])
    const units = { value: new Float64Array(8).fill(1), tree: { levels, depth: 1 } }
    const { belts, value, bound } = chooseBelts(units, { rule: { count: 2 }, nodes: { levels: [1] } })
    expect([value, bound]).toEqual([5, 5])
    expect(belts.map(({ gain, units: own }) => [gain, ...own])).toEqual([
      [3, 0, 1, 2],
      [2, 3, 4],
    ])
    expect(belts.map(({ instead }) => [instead?.loss, ...(instead?.belt.units ?? [])])).toEqual([
      [1, 5, 6],
      [0, 5, 6],
    ])
  })
})

describe('belts from points', () => {
  /** Nine units close together at (0, 0), four at (10, 0), one far away. */
  const points = Float64Array.from([
    0, 0, 0.1, 0, 0, 0.1, 0.1, 0.1, 0.2, 0, 0, 0.2, 0.2, 0.2, 0.1, 0.2, 0.2, 0.1, 10, 0, 10.1, 0, 10, 0.1, 10.1, 0.1,
    50, 50,
  ])
  const units = { value: new Float64Array(14).fill(1), points }

  it('finds circles where units are densest', () => {
    const plan = chooseBelts(units, { rule: { count: 2 }, discs: { radii: [0.5] } })
    expect(plan.belts.map(({ kind, gain, radius }) => [kind, gain, radius])).toEqual([
      ['disc', 9, 0.5],
      ['disc', 4, 0.5],
    ])
    for (const { x, y, radius, units: own } of plan.belts) {
      const inside = units.value
        .map((_value, i) => (Math.hypot(points[2 * i]! - x, points[2 * i + 1]! - y) <= radius ? 1 : 0))
        .reduce((sum, one) => sum + one, 0)
      expect(own).toHaveLength(inside)
    }
  })

  it('finds clusters, and a budget in kilometres', () => {
    const options: BeltOptions = { rule: { budget: 0.25 }, clusters: { reach: 0.3, least: 3 }, price: { perLength: 1 } }
    const { belts, candidates } = chooseBelts(units, options)
    expect(candidates).toBe(2)
    expect(belts.map(({ kind, gain, length }) => [kind, gain, length])).toEqual([['cluster', 9, 0.2]])
  })

  it('has none where nothing is known', () => {
    const unknown = { value: units.value, points: new Float64Array(28).fill(NaN) }
    expect(
      chooseBelts(unknown, { rule: { count: 2 }, discs: { radii: [1] }, clusters: { reach: 1, least: 2 } }),
    ).toEqual({
      belts: [],
      value: 0,
      price: 0,
      bound: 0,
      gap: 0,
      candidates: 0,
    })
  })

  it.each<{ what: string; units?: Partial<BeltUnits>; options: Partial<BeltOptions>; message: RegExp }>([
    { what: 'places without addresses', options: { nodes: { levels: [1] } }, message: /nodes/ },
    { what: 'a radius of nought', options: { discs: { radii: [0] } }, message: /radii/ },
    { what: 'a radius too small for the extent', options: { discs: { radii: [1e-9] } }, message: /too far apart/ },
    { what: 'a point too few', units: { points: new Float64Array(3) }, options: {}, message: /points/ },
    { what: 'a price of nought', options: { price: { fixed: 0 }, discs: { radii: [1] } }, message: /price/ },
    { what: 'a negative price', options: { price: { fixed: -1 } }, message: /price/ },
    {
      what: 'a value that is no number',
      units: { value: new Float64Array(14).fill(NaN) },
      options: {},
      message: /value/,
    },
    { what: 'an empty range of sizes', options: { leastUnits: 3, mostUnits: 2 }, message: /leastUnits/ },
  ])('refuses $what', ({ units: change, options, message }) => {
    expect(() => chooseBelts({ ...units, ...change }, { rule: { count: 1 }, ...options })).toThrow(message)
  })
})

describe('clusterPoints', () => {
  it('equals the definition', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }).chain(pointsOf),
        fc.constantFrom(0.5, 1, Math.SQRT2, 2),
        fc.integer({ min: 1, max: 5 }),
        (points, reach, least) => {
          const count = points.length / 2
          const square = (i: number, j: number): number =>
            (points[2 * i]! - points[2 * j]!) ** 2 + (points[2 * i + 1]! - points[2 * j + 1]!) ** 2
          const all = Array.from({ length: count }, (_, i) => i)
          const near = (i: number): number[] => all.filter((j) => square(i, j) <= reach * reach)
          const isCore = all.map((i) => near(i).length >= least)
          // Spread the least number over chains of cores.
          const label = all.map((i) => (isCore[i] ? i : Infinity))
          for (let changed = true; changed;) {
            changed = false
            for (const i of all) {
              if (!isCore[i]) continue
              const lowest = Math.min(...near(i).map((j) => (isCore[j] ? label[j]! : Infinity)))
              if (lowest < label[i]!) {
                label[i] = lowest
                changed = true
              }
            }
          }
          const heads = [...new Set(label.filter((one) => one < Infinity))].sort((a, b) => a - b)
          const expected = all.map((i) => {
            if (isCore[i]) return heads.indexOf(label[i]!)
            const cores = near(i).filter((j) => isCore[j])
            cores.sort((a, b) => square(i, a) - square(i, b) || a - b)
            return cores.length > 0 ? heads.indexOf(label[cores[0]!]!) : -1
          })
          expect(Array.from(clusterPoints(points, reach, least))).toEqual(expected)
        },
      ),
      { numRuns: 2000, seed: 93 },
    )
  })
})
