/** For tests of staffing only: random instances and an oracle that tries everything. */
import * as fc from 'fast-check'
import { paths, prices } from '../testing.ts'
import { layStaffGround } from './ground.ts'
import { PairCost } from './pair-cost.ts'
import type { StaffProblem } from './types.ts'

function each<T>(count: number, one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: count, maxLength: count })
}

/** Points on a small grid or anywhere, some unknown. */
function points(count: number): fc.Arbitrary<Float64Array> {
  const one = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 5 }) },
    { weight: 6, arbitrary: fc.double({ min: 0, max: 5, noNaN: true }) },
    fc.constant(NaN),
  )
  return each(2 * count, one).map((all) => Float64Array.from(all))
}

const ints = (count: number, min: number, max: number): fc.Arbitrary<Int32Array> =>
  each(count, fc.integer({ min, max })).map((all) => Int32Array.from(all))

/** Instances with any mixture of features. */
export function staffProblem(maxUnits: number, maxInstructors: number): fc.Arbitrary<StaffProblem> {
  return fc
    .record({
      units: fc.integer({ min: 0, max: maxUnits }),
      instructors: fc.integer({ min: 1, max: maxInstructors }),
      extra: fc.constantFrom(0, 0, 1, 3),
      depth: fc.integer({ min: 1, max: 3 }),
      maxCapacity: fc.constantFrom(1, 3, 5),
    })
    .chain(({ units, instructors, extra, depth, maxCapacity }) => {
      const places = instructors + extra
      const optional = {
        priority: each(units, fc.integer({ min: 0, max: 2 })).map((all) => Float64Array.from(all)),
        current: ints(units, -1, instructors - 1),
        keepThreshold: fc.constantFrom(0, 0.5, 2, 9),
        balance: fc.constantFrom(0, 0.25, 1, 4),
        taken: ints(instructors, 0, 1),
        excluded: fc
          .array(fc.tuple(fc.nat(Math.max(0, units - 1)), fc.nat(instructors - 1)), { maxLength: units * 2 })
          .map((all) => ({
            unit: Int32Array.from(units === 0 ? [] : all, ([unit]) => unit),
            instructor: Int32Array.from(units === 0 ? [] : all, ([, instructor]) => instructor),
          })),
        tree: fc.record({
          unitLevels: paths(units, depth),
          placeLevels: paths(places, depth),
          levelCost: prices(depth),
          hardLevel: fc.integer({ min: 0, max: depth }),
        }),
        space: fc.record(
          {
            unitPoints: points(units),
            placePoints: points(places),
            rate: fc.constantFrom(0, 1, 2.5),
            maxDistance: fc.constantFrom(1, 3, Infinity),
            missing: fc.constantFrom(0, 1, 4),
          },
          { requiredKeys: ['unitPoints', 'placePoints', 'rate'] },
        ),
        industry: fc.record({
          unitCodes: paths(units, 2),
          instructorCodes: paths(instructors, 2),
          cost: prices(2),
          rate: fc.constantFrom(0, 1, 3),
        }),
      }
      return fc.record(
        {
          units: fc.constant(units),
          // The first has a place, so that not everybody is refused.
          capacity: ints(instructors, 0, maxCapacity).map((all) =>
            Int32Array.from(all, (c, j) => (j === 0 ? c + 1 : c)),
          ),
          placeOf: ints(extra, 0, instructors - 1).map((more) =>
            Int32Array.from([...Array.from({ length: instructors }, (_, j) => j), ...more]),
          ),
          ...optional,
        },
        { requiredKeys: ['units', 'capacity', 'placeOf'] },
      )
    })
    .map((problem) => {
      const { taken, capacity } = problem
      return taken ? { ...problem, taken: taken.map((count, j) => Math.min(count, capacity[j]!)) } : problem
    })
}

/** Dense costs, Infinity where forbidden. */
export function costMatrix(problem: StaffProblem): Float64Array[] {
  const ground = layStaffGround(problem)
  const pairs = new PairCost(ground)
  return Array.from({ length: ground.units }, (_, unit) =>
    new Float64Array(ground.instructors).map((_zero, j) => pairs.of(unit, j)),
  )
}

/** The best plan by trying every way to fill the places; served counts one more of a higher priority above all lower. */
export function bestStaffPlan(problem: StaffProblem): { served: number; cost: number } {
  const { units, balance = 0 } = problem
  const costs = costMatrix(problem)
  const taken = Array.from(problem.capacity, (_, j) => problem.taken?.[j] ?? 0)
  const seen = new Map<string, { served: number; cost: number }>()
  const best = (unit: number, load: readonly number[]): { served: number; cost: number } => {
    if (unit === units) return { served: 0, cost: 0 }
    const key = `${unit}:${load.join()}`
    const known = seen.get(key)
    if (known) return known
    let found = best(unit + 1, load)
    load.forEach((has, j) => {
      if (has === problem.capacity[j] || costs[unit]![j] === Infinity) return
      const rest = best(unit + 1, load.with(j, has + 1))
      const served = rest.served + servedValue(problem, unit)
      const cost = rest.cost + costs[unit]![j]! + balance * has
      if (served > found.served || (served === found.served && cost < found.cost - 1e-9)) found = { served, cost }
    })
    seen.set(key, found)
    return found
  }
  return best(0, taken)
}

export function servedValue(problem: StaffProblem, unit: number): number {
  return 20 ** (problem.priority?.[unit] ?? 0)
}
