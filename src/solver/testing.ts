/** For tests of the solver only: random instances and oracles that try everything. */
import * as fc from 'fast-check'
import type { AssignmentProblem, GroupShape, PlanValue, TreeUnits } from './types.ts'

/** Prices by level that never rise downwards, steep or flat, with ties and fractions. */
export function prices(depth: number): fc.Arbitrary<Float64Array> {
  const step = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.constantFrom(0.5, 1 / 3, 30, 1000))
  return fc.array(step, { minLength: depth + 1, maxLength: depth + 1 }).map((steps) => {
    const h = new Float64Array(depth + 1)
    for (let level = depth, sum = 0; level >= 0; level--) h[level] = sum += steps[level]!
    return h
  })
}

/** count × depth codes with few values, so that branches are shared; some unknown. */
export function paths(count: number, depth: number): fc.Arbitrary<Int32Array> {
  const code = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 2 }) }, fc.constantFrom(-1, 70_000))
  return fc.array(code, { minLength: count * depth, maxLength: count * depth }).map((codes) => Int32Array.from(codes))
}

export function treeUnits(minUnits: number, maxUnits: number, maxWeight: 1 | 2 = 2): fc.Arbitrary<TreeUnits> {
  return fc
    .tuple(fc.integer({ min: minUnits, max: maxUnits }), fc.integer({ min: 0, max: 5 }))
    .chain(([count, depth]) =>
      fc.record({
        levels: paths(count, depth),
        weights: fc
          .array(fc.integer({ min: 1, max: maxWeight }), { minLength: count, maxLength: count })
          .map((weights) => Uint8Array.from(weights)),
        h: prices(depth),
        hardLevel: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: depth })),
      }),
    )
}

/** The best value over all ways to deal the units into lawful groups, by dynamic programming over subsets. */
export function bestValue(units: TreeUnits, shape: GroupShape, countUncovered: 'unit' | 'weight'): PlanValue {
  const { levels, weights, h, hardLevel } = units
  const count = weights.length
  const depth = h.length - 1
  const full = 1 << count
  const price = new Float64Array(full).fill(Infinity)
  for (let set = 1; set < full; set++) {
    const members = Array.from(weights.keys()).filter((unit) => (set >> unit) & 1)
    const weight = members.reduce((sum, unit) => sum + weights[unit]!, 0)
    if (members.length < 2 || members.length > shape.maxUnits || weight < shape.minWeight) continue
    let shared = 0
    const same = (level: number): boolean =>
      members.every((unit) => {
        const code = levels[unit * depth + level]!
        return code >= 0 && code === levels[members[0]! * depth + level]
      })
    while (shared < depth && same(shared)) shared++
    if (shared >= hardLevel) price[set] = members.length * h[shared]!
  }
  const missing = new Float64Array(full)
  const cost = new Float64Array(full)
  for (let set = 1; set < full; set++) {
    const lowest = set & -set
    const alone = countUncovered === 'weight' ? weights[Math.log2(lowest)]! : 1
    missing[set] = missing[set - lowest]! + alone
    cost[set] = cost[set - lowest]!
    const others = set - lowest
    for (let rest = others; ; rest = (rest - 1) & others) {
      const paid = price[lowest | rest]!
      const left = others - rest
      const better = missing[left]! - missing[set]! || cost[left]! + paid - cost[set]!
      if (paid < Infinity && better < 0) {
        missing[set] = missing[left]!
        cost[set] = cost[left]! + paid
      }
      if (rest === 0) break
    }
  }
  return { uncovered: missing[full - 1]!, cost: cost[full - 1]! }
}

function each<T>(count: number, one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: count, maxLength: count })
}

export function assignmentProblem(maxUnits: number, maxInstructors: number): fc.Arbitrary<AssignmentProblem> {
  return fc
    .tuple(
      fc.integer({ min: 0, max: maxUnits }),
      fc.integer({ min: 0, max: maxInstructors }),
      fc.integer({ min: 1, max: 4 }),
    )
    .chain(([units, instructors, depth]) => {
      return fc.record(
        {
          unitLevels: paths(units, depth),
          instructorLevels: paths(instructors, depth),
          levelCost: prices(depth),
          capacity: each(instructors, fc.integer({ min: 0, max: 3 })).map((all) => Int32Array.from(all)),
          hardLevel: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: depth })),
          priority: each(units, fc.integer({ min: 0, max: 2 })).map((all) => Float64Array.from(all)),
          current: each(units, fc.integer({ min: -1, max: instructors - 1 })).map((all) => Int32Array.from(all)),
          keepBonus: fc.constantFrom(0, 0.5, 1, 2, 3, 7, 50),
        },
        { requiredKeys: ['unitLevels', 'instructorLevels', 'levelCost', 'capacity'] },
      )
    })
}

/** The least cost among all assignments that serve the highest priorities first, by trying everything. */
export function bestAssignment(problem: AssignmentProblem): { served: number; cost: number } {
  const { unitLevels, instructorLevels, levelCost, hardLevel = 0, keepBonus = 0 } = problem
  const depth = levelCost.length - 1
  const units = unitLevels.length / depth
  const capacity = Array.from(problem.capacity ?? [])
  const seen = new Map<string, { served: number; cost: number }>()
  const best = (unit: number, room: readonly number[]): { served: number; cost: number } => {
    if (unit === units) return { served: 0, cost: 0 }
    const key = `${unit}:${room.join()}`
    const known = seen.get(key)
    if (known) return known
    let found = best(unit + 1, room)
    room.forEach((places, instructor) => {
      const path = unitLevels.subarray(unit * depth, (unit + 1) * depth)
      const differs = path.findIndex((code, at) => code < 0 || code !== instructorLevels[instructor * depth + at])
      const level = differs < 0 ? depth : differs
      if (places === 0 || level < hardLevel) return
      const rest = best(unit + 1, room.with(instructor, places - 1))
      // One more of a higher priority outweighs any number of lower ones.
      const served = rest.served + 20 ** (problem.priority?.[unit] ?? 0)
      const cost = rest.cost + levelCost[level]! - (problem.current?.[unit] === instructor ? keepBonus : 0)
      if (served > found.served || (served === found.served && cost < found.cost - 1e-9)) found = { served, cost }
    })
    seen.set(key, found)
    return found
  }
  return best(0, capacity)
}
