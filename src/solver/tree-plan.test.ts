import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { usualShape } from './shapes.ts'
import { bestValue, treeUnits } from './testing.ts'
import { planTree } from './tree-plan.ts'
import type { GroupShape, PlanOptions, TreePlan, TreeUnits } from './types.ts'

function outcome(units: TreeUnits, options: PlanOptions): unknown {
  const plan = planTree(units, options)
  const faults = checkPlan(units, options.shape ?? usualShape, plan, options.countUncovered)
  return { faults, uncovered: plan.value.uncovered, cost: round(plan.value.cost), optimal: plan.optimal }
}

function best(units: TreeUnits, shape: GroupShape, countUncovered: 'unit' | 'weight' = 'unit'): unknown {
  const { uncovered, cost } = bestValue(units, shape, countUncovered)
  return { faults: [], uncovered, cost: round(cost), optimal: true }
}

function groupsOf(plan: TreePlan): number[][] {
  return Array.from(plan.groupLevel, (_, k) =>
    Array.from(plan.groupMembers.subarray(plan.groupStart[k], plan.groupStart[k + 1])),
  )
}

/** Units along one path, many leaving it on the way up, with prices that rise by a factor: hard on the programme. */
const steepUnits: fc.Arbitrary<TreeUnits> = fc
  .tuple(fc.integer({ min: 3, max: 30 }), fc.integer({ min: 1, max: 7 }), fc.double({ min: 1, max: 5, noNaN: true }))
  .chain(([count, depth, growth]) =>
    fc.tuple(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 * depth }), fc.integer({ min: 1, max: 3 }), fc.boolean()), {
        minLength: count,
        maxLength: count,
      }),
      fc.constant(depth),
      fc.constant(growth),
    ),
  )
  .map(([placed, depth, growth]) => {
    const levels = new Int32Array(placed.length * depth)
    placed.forEach(([leaves, branch], unit) => {
      if (leaves < depth) levels.fill(branch, unit * depth + leaves, (unit + 1) * depth)
    })
    const weights = Uint8Array.from(placed, ([leaves, , heavy]) => (heavy || leaves >= depth ? 2 : 1))
    weights.set([2, 1], 0)
    const h = Float64Array.from({ length: depth + 1 }, (_, level) => Math.round(growth ** (depth - level)) - 1)
    return { levels, weights, h, hardLevel: 0 }
  })

const round = (cost: number): number => Math.round(cost * 1e6) / 1e6

describe('planTree against every partition', () => {
  it('finds the best value in the usual shape', () => {
    fc.assert(
      fc.property(treeUnits(0, 9), (units) => {
        expect(outcome(units, {})).toEqual(best(units, usualShape))
      }),
      { numRuns: 12_000, seed: 31 },
    )
  })

  it('finds the best value for other minima and maxima, counting units or weight', () => {
    const shapes = fc.record({ minWeight: fc.integer({ min: 3, max: 6 }), maxUnits: fc.integer({ min: 2, max: 7 }) })
    fc.assert(
      fc.property(treeUnits(1, 8), shapes, fc.constantFrom('unit', 'weight'), (units, shape, countUncovered) => {
        expect(outcome(units, { shape, countUncovered })).toEqual(best(units, shape, countUncovered))
      }),
      { numRuns: 2500, seed: 32 },
    )
  })

  it('pairs units of one member when two members suffice', () => {
    const shape = { minWeight: 2, maxUnits: 3 }
    fc.assert(
      fc.property(treeUnits(1, 8, 1), (units) => {
        expect(outcome(units, { shape })).toEqual(best(units, shape))
      }),
      { numRuns: 500, seed: 33 },
    )
  })
})

describe('planTree beyond what can be tried', () => {
  it('gains nothing from remembering more waiting units than the proof asks for', () => {
    fc.assert(
      fc.property(steepUnits, (units) => {
        const wide = planTree(units, { caps: { ones: 14, twos: 14 } })
        expect(outcome(units, {})).toEqual({ faults: [], uncovered: 0, cost: round(wide.value.cost), optimal: true })
      }),
      { numRuns: 400, seed: 34 },
    )
  })

  it('needs more than four waiting units of weight 2 where prices rise steeply', () => {
    // One building with five units of two members, and on each of the five levels above it one unit of one member.
    const depth = 5
    const levels = new Int32Array(10 * depth)
    for (let lone = 0; lone < 5; lone++) levels.fill(1, (5 + lone) * depth + lone, (6 + lone) * depth)
    const weights = Uint8Array.from([2, 2, 2, 2, 2, 1, 1, 1, 1, 1])
    const units = { levels, weights, h: Float64Array.from([81, 27, 9, 3, 1, 0]), hardLevel: 0 }
    expect(planTree(units).value.cost).toBe(2 * (81 + 27 + 9 + 3 + 1))
    const four = planTree(units, { caps: { ones: 4, twos: 4 } })
    expect(four.value.cost).toBe(243)
    expect(four.optimal).toBe(false)
  })

  it('does not depend on the order in which units are handed in', () => {
    fc.assert(
      fc.property(treeUnits(1, 60), fc.infiniteStream(fc.nat(1_000_000)), (units, numbers) => {
        const count = units.weights.length
        const depth = units.h.length - 1
        const shuffled = Array.from(units.weights.keys())
          .map((unit) => ({ unit, key: numbers.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ unit }) => unit)
        const levels = new Int32Array(count * depth)
        shuffled.forEach((unit, at) => levels.set(units.levels.subarray(unit * depth, (unit + 1) * depth), at * depth))
        const weights = Uint8Array.from(shuffled, (unit) => units.weights[unit]!)
        const rank = Int32Array.from(shuffled)
        const again = groupsOf(planTree({ ...units, levels, weights, rank }))
        const renamed = again.map((members) => members.map((at) => shuffled[at]!))
        expect(renamed).toEqual(groupsOf(planTree(units)))
      }),
      { numRuns: 300, seed: 35 },
    )
  })

  it('bounds what it cannot prove', () => {
    const shapes = fc.record({ minWeight: fc.integer({ min: 3, max: 5 }), maxUnits: fc.integer({ min: 2, max: 6 }) })
    fc.assert(
      fc.property(treeUnits(15, 40), shapes, fc.constantFrom('unit', 'weight'), (units, shape, countUncovered) => {
        const plan = planTree(units, { shape, countUncovered, caps: { ones: 3, twos: 2 } })
        expect(checkPlan(units, shape, plan, countUncovered)).toEqual([])
        const better = planTree(units, { shape, countUncovered })
        const missing = plan.bound.uncovered - better.value.uncovered
        expect(missing < 0 || (missing === 0 && plan.bound.cost <= better.value.cost + 1e-6)).toBe(true)
      }),
      { numRuns: 300, seed: 36 },
    )
  })
})

describe('ties', () => {
  const building = (weights: readonly number[]): TreeUnits => ({
    levels: new Int32Array(weights.length),
    weights: Uint8Array.from(weights),
    h: Float64Array.from([8, 0]),
    hardLevel: 0,
  })

  it.each([
    { weights: [1, 1, 1, 2, 2], sizes: [5] },
    { weights: [1, 1, 1, 1, 1, 1], sizes: [3, 3] },
    { weights: [1, 1, 1, 1, 1, 1, 1, 1, 1], sizes: [4, 5] },
    { weights: [2, 2, 2, 2, 2, 2, 2], sizes: [3, 4] },
  ])('cuts a building of $weights into few and even groups', ({ weights, sizes }) => {
    const found = groupsOf(planTree(building(weights))).map((members) => members.length)
    expect(found.sort()).toEqual(sizes)
  })

  it('cuts between buildings rather than inside one', () => {
    // One road: two buildings with two units of one member each, two with one unit of two. 3 + 3 would be more even.
    const levels = Int32Array.from([1, 1, 2, 2, 3, 4])
    const units = { levels, weights: Uint8Array.from([1, 1, 1, 1, 2, 2]), h: Float64Array.from([2, 0]), hardLevel: 0 }
    expect(groupsOf(planTree(units))).toEqual([
      [0, 1, 2, 3],
      [4, 5],
    ])
  })
})

describe('refusals', () => {
  const good: TreeUnits = {
    levels: Int32Array.from([0, 0, 0]),
    weights: Uint8Array.from([1, 1, 1]),
    h: Float64Array.from([1, 0]),
    hardLevel: 0,
  }

  it.each([
    { what: 'a code too few', units: { ...good, levels: new Int32Array(2) }, message: /levels/ },
    { what: 'a unit that founds its own', units: { ...good, weights: Uint8Array.from([1, 3, 1]) }, message: /weights/ },
    { what: 'a unit without members', units: { ...good, weights: Uint8Array.from([1, 0, 1]) }, message: /weights/ },
    { what: 'a price that is no number', units: { ...good, h: Float64Array.from([NaN, 0]) }, message: /h:/ },
    { what: 'prices rising downwards', units: { ...good, h: Float64Array.from([0, 1]) }, message: /h:/ },
    { what: 'a level that is not there', units: { ...good, hardLevel: 2 }, message: /hardLevel/ },
    { what: 'a rank too few', units: { ...good, rank: new Int32Array(1) }, message: /rank/ },
  ])('refuses $what', ({ units, message }) => {
    expect(() => planTree(units)).toThrow(message)
  })
})
