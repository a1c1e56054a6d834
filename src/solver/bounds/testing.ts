/** For tests of the bounds only: small instances of every kind and an oracle that tries everything. */
import * as fc from 'fast-check'
import type { Town } from '../groups/town.ts'
import type { GroupRules, GroupUnits, GroupValue } from '../groups/types.ts'
import { paths, prices } from '../testing.ts'

export interface Instance {
  readonly units: GroupUnits
  readonly rules: GroupRules
}

function each<T>(count: number, one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: count, maxLength: count })
}

function often<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(one, { nil: undefined, freq: 2 })
}

const rate = fc.constantFrom(0.5, 1, 3)

function space(count: number): fc.Arbitrary<NonNullable<GroupUnits['space']>> {
  return fc.integer({ min: 1, max: 3 }).chain((dimensions) =>
    fc.record(
      {
        points: each(
          count * dimensions,
          fc.oneof(
            { weight: 30, arbitrary: fc.integer({ min: 0, max: 40 }).map((step) => step / 4) },
            fc.constantFrom(Number.NaN),
          ),
        ).map((all) => Float64Array.from(all)),
        dimensions: fc.constant(dimensions),
        rate,
        maxDistance: fc.constantFrom(Infinity, 8, 5, 3),
        missing: fc.constantFrom(0, 1, 9),
      },
      { requiredKeys: ['points', 'dimensions', 'rate'] },
    ),
  )
}

function pairs(count: number): fc.Arbitrary<NonNullable<GroupUnits['pairs']>> {
  const unit = fc.integer({ min: 0, max: Math.max(0, count - 1) })
  const value = fc.constantFrom(-6, -2, -1, 1, 4, Infinity)
  return fc.array(fc.tuple(unit, unit, value), { maxLength: count }).map((all) => ({
    a: Int32Array.from(all, ([a]) => a),
    b: Int32Array.from(all, ([, b]) => b),
    value: Float64Array.from(all, ([, , worth]) => worth),
  }))
}

function partsOf(count: number): fc.Arbitrary<GroupUnits> {
  const group = each(count, fc.integer({ min: -1, max: 3 })).map((all) => Int32Array.from(all))
  return fc
    .record({
      weights: each(count, fc.integer({ min: 1, max: 2 })).map((all) => Uint8Array.from(all)),
      tree: often(
        fc.integer({ min: 0, max: 3 }).chain((depth) =>
          fc.record({
            levels: paths(count, depth),
            h: prices(depth),
            hardLevel: fc.integer({ min: 0, max: Math.min(depth, 1) }),
          }),
        ),
      ),
      space: often(space(count)),
      industry: often(
        fc.record({ codes: paths(count, 2), cost: fc.constantFrom([6, 2, 0], [3, 3, 1], [0, 5, 2]), rate }),
      ).map((found) => found && { ...found, cost: Float64Array.from(found.cost) }),
      pairs: fc.option(pairs(count), { nil: undefined, freq: 1 }),
      together: fc.option(fc.record({ group, bonus: fc.constantFrom(0, 1, 5) }), { nil: undefined, freq: 1 }),
      hosts: fc.option(
        fc.record({
          sites: each(count * 2, fc.integer({ min: -1, max: 2 })).map((all) => Int32Array.from(all)),
          price: fc.constantFrom([0, 0, 0], [0, 1, 2], [3, 0, 1], [-2, -1, 0]).map((worth) => Float64Array.from(worth)),
        }),
        { nil: undefined, freq: 1 },
      ),
      parent: fc.option(
        each(count, fc.integer({ min: -1, max: 1 })).map((all) => Int32Array.from(all)),
        { nil: undefined, freq: 1 },
      ),
    })
    .map((parts) => withoutNothing(parts))
}

/** Leaves out the parts that are undefined. */
function withoutNothing(
  parts: { weights: Uint8Array } & { [K in keyof GroupUnits]?: GroupUnits[K] | undefined },
): GroupUnits {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as unknown as GroupUnits
}

const rules: fc.Arbitrary<GroupRules> = fc.record(
  {
    minWeight: fc.constantFrom(3, 3, 4),
    maxUnits: fc.constantFrom(3, 5, 5, 6),
    usualUnits: fc.constantFrom(3, 4),
    extraUnitPrice: fc.constantFrom(0, 2),
    groupPrice: fc.constantFrom(0, 0, 3),
    countUncovered: fc.constantFrom('unit' as const, 'weight' as const),
  },
  { requiredKeys: [] },
)

/** Every part and rule present or absent; ties, unknown points and codes, forbidden pairs, uncoverable units. */
export function instances(minUnits: number, maxUnits: number): fc.Arbitrary<Instance> {
  return fc.integer({ min: minUnits, max: maxUnits }).chain((count) => fc.record({ units: partsOf(count), rules }))
}

/** Cost of every subset of the town's units, by bits; Infinity when it is not lawful. */
export function costsOfAll(town: Town): Float64Array {
  const costs = new Float64Array(1 << town.count).fill(Infinity)
  const members = new Int32Array(town.count)
  for (let set = 1; set < costs.length; set++) {
    let size = 0
    for (let unit = 0; unit < town.count; unit++) if ((set >> unit) & 1) members[size++] = unit
    costs[set] = town.groupCost(members, size)
  }
  return costs
}

export function membersOf(set: number): readonly number[] {
  return Array.from({ length: 32 - Math.clz32(set) }, (_, unit) => unit).filter((unit) => (set >> unit) & 1)
}

/** The best value over all ways to deal the units into lawful groups, by dynamic programming over subsets. */
export function bestOf(town: Town, costs = costsOfAll(town)): GroupValue {
  const full = 1 << town.count
  const missing = new Float64Array(full)
  const cost = new Float64Array(full)
  for (let set = 1; set < full; set++) {
    const lowest = set & -set
    const others = set - lowest
    missing[set] = missing[others]! + town.uncoveredCount(31 - Math.clz32(lowest))
    cost[set] = cost[others]!
    for (let rest = others; ; rest = (rest - 1) & others) {
      const paid = costs[lowest | rest]!
      const left = others - rest
      if (paid < Infinity && (missing[left]! - missing[set]! || cost[left]! + paid - cost[set]!) < 0) {
        missing[set] = missing[left]!
        cost[set] = cost[left]! + paid
      }
      if (rest === 0) break
    }
  }
  return { uncovered: missing[full - 1]!, cost: cost[full - 1]! }
}

/** Some lawful plan, good or bad: groups are taken in an order that depends on the number. */
export function somePlan(town: Town, costs: Float64Array, shuffle: number): Int32Array {
  const groupOf = new Int32Array(town.count).fill(-1)
  const sets = Array.from(costs.keys()).filter((set) => costs[set]! < Infinity)
  let state = shuffle + 1
  for (let next = 0, group = 0; sets.length > 0 && next < 40; next++) {
    state = (state * 48_271) % 2_147_483_647
    const members = membersOf(sets[state % sets.length]!)
    if (members.some((unit) => groupOf[unit]! >= 0)) continue
    for (const unit of members) groupOf[unit] = group
    group++
  }
  return groupOf
}

/** A lawful plan by taking the first units that fit, for ground too large to list all groups. */
export function nearestPlan(town: Town): Int32Array {
  const groupOf = new Int32Array(town.count).fill(-1)
  for (let unit = 0, group = 0; unit < town.count; unit++) {
    if (groupOf[unit]! >= 0) continue
    const members = Int32Array.from({ length: town.rules.maxUnits }, () => unit)
    let size = 1
    for (let other = unit + 1; other < town.count && size < town.rules.maxUnits; other++) {
      if (groupOf[other]! >= 0 || town.groupCost(members, size) < Infinity) continue
      members[size] = other
      if (town.pairSum(members, size + 1) < Infinity) size++
    }
    if (town.groupCost(members, size) === Infinity) continue
    for (let k = 0; k < size; k++) groupOf[members[k]!] = group
    group++
  }
  return groupOf
}
