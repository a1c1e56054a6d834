/** For tests of the grouping engine only: random instances of every kind, and an oracle that tries everything. */
import * as fc from 'fast-check'
import { prices } from '../testing.ts'
import { witnessPrice } from './check-groups.ts'
import type { GroupRules, GroupUnits, GroupValue } from './types.ts'

function ints(count: number, one: fc.Arbitrary<number>): fc.Arbitrary<Int32Array> {
  return fc.array(one, { minLength: count, maxLength: count }).map((all) => Int32Array.from(all))
}

function floats(count: number, one: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> {
  return fc.array(one, { minLength: count, maxLength: count }).map((all) => Float64Array.from(all))
}

const code = fc.oneof({ weight: 10, arbitrary: fc.integer({ min: 0, max: 2 }) }, fc.constantFrom(-1, 70_000))
const coordinate = fc.integer({ min: 0, max: 40 }).map((value) => value / 4)

export interface Parts {
  readonly tree?: boolean
  readonly space?: boolean
  readonly industry?: boolean
  readonly pairs?: boolean
  readonly together?: boolean
  readonly hosts?: boolean
  readonly parent?: boolean
  readonly unknownPoints?: boolean
  readonly maxDistance?: boolean
}

function tree(count: number): fc.Arbitrary<NonNullable<GroupUnits['tree']>> {
  return fc.integer({ min: 1, max: 3 }).chain((depth) =>
    fc.record({
      levels: ints(count * depth, code),
      h: prices(depth),
      hardLevel: fc.constantFrom(0, 0, 1, depth),
    }),
  )
}

function space(count: number, parts: Parts): fc.Arbitrary<NonNullable<GroupUnits['space']>> {
  const known = parts.unknownPoints
    ? fc.oneof({ weight: 9, arbitrary: coordinate }, fc.constant(Number.NaN))
    : coordinate
  return fc.constantFrom(1, 2, 2, 3).chain((dimensions) =>
    fc.record({
      points: floats(count * dimensions, known),
      dimensions: fc.constant(dimensions),
      rate: fc.constantFrom(1, 0.1),
      ...(parts.maxDistance ? { maxDistance: fc.constantFrom(3, 5, 9) } : {}),
    }),
  )
}

/** @param parts which parts every instance has; the others never. */
export function groupUnits(minUnits: number, maxUnits: number, parts: Parts): fc.Arbitrary<GroupUnits> {
  return fc.integer({ min: minUnits, max: maxUnits }).chain((count) => {
    const unit = fc.integer({ min: 0, max: Math.max(0, count - 1) })
    const pair = fc
      .array(fc.tuple(unit, unit, fc.constantFrom(-3, -1, 0.5, 2, Infinity)), { maxLength: count })
      .map((all) => ({
        a: Int32Array.from(all, ([a]) => a),
        b: Int32Array.from(all, ([, b]) => b),
        value: Float64Array.from(all, ([, , value]) => value),
      }))
    return fc.record({
      weights: ints(count, fc.constantFrom(1, 1, 1, 2, 2)).map((all) => Uint8Array.from(all)),
      ...(parts.tree ? { tree: tree(count) } : {}),
      ...(parts.space ? { space: space(count, parts) } : {}),
      ...(parts.industry
        ? {
            industry: fc.record({
              codes: ints(count * 2, code),
              cost: fc.constant(Float64Array.of(4, 1, 0)),
              rate: fc.constantFrom(0.5, 1),
            }),
          }
        : {}),
      ...(parts.pairs ? { pairs: pair } : {}),
      ...(parts.together
        ? {
            together: fc.record({
              group: ints(count, fc.integer({ min: -1, max: 3 })),
              bonus: fc.constantFrom(0.2, 2),
            }),
          }
        : {}),
      ...(parts.hosts
        ? {
            hosts: fc.record({
              sites: ints(count * 2, fc.integer({ min: -1, max: 2 })),
              price: fc.constantFrom(Float64Array.of(0, 1, 3), Float64Array.of(2, 1, 5)),
            }),
          }
        : {}),
      ...(parts.parent ? { parent: ints(count, fc.integer({ min: -1, max: 1 })) } : {}),
    })
  })
}

export const someRules: fc.Arbitrary<GroupRules> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constant({ countUncovered: 'weight' as const }),
  fc.constant({ groupPrice: 1 }),
  fc.constant({ groupPrice: -1.5 }),
  fc.constant({ usualUnits: 3, extraUnitPrice: 0.7, maxUnits: 6 }),
  fc.constant({ minWeight: 4, maxUnits: 4 }),
)

/** The best value over all ways to deal the units into lawful groups, by dynamic programming over subsets. */
export function bestGroups(units: GroupUnits, rules: GroupRules): GroupValue {
  const { weights } = units
  const count = weights.length
  const full = 1 << count
  const paid = witnessPrice(units, rules)
  const price = new Float64Array(full)
  for (let set = 1; set < full; set++) {
    price[set] = paid(Array.from(weights.keys()).filter((unit) => (set >> unit) & 1))
  }
  const missing = new Float64Array(full)
  const cost = new Float64Array(full)
  for (let set = 1; set < full; set++) {
    const lowest = set & -set
    const alone = rules.countUncovered === 'weight' ? weights[Math.log2(lowest)]! : 1
    missing[set] = missing[set - lowest]! + alone
    cost[set] = cost[set - lowest]!
    const others = set - lowest
    for (let rest = others; rest > 0; rest = (rest - 1) & others) {
      const left = others - rest
      const one = price[lowest | rest]!
      const better = missing[left]! - missing[set]! || cost[left]! + one - cost[set]!
      if (one < Infinity && better < 0) {
        missing[set] = missing[left]!
        cost[set] = cost[left]! + one
      }
    }
  }
  return { uncovered: missing[full - 1]!, cost: cost[full - 1]! }
}
