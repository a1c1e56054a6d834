import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadHighsSolver } from '../../rooms/planner/server/threads/highs-solver.ts'
import type { HighsSolver } from '../../rooms/planner/server/threads/highs-solver.ts'
import { settleRules } from '../groups/rules.ts'
import { Town } from '../groups/town.ts'
import type { GroupValue } from '../groups/types.ts'
import { boundTown } from './bound-plan.ts'
import type { Tier, TownBound } from './town-bound.ts'
import { bestOf, costsOfAll, instances, membersOf, somePlan } from './testing.ts'
import type { Instance } from './testing.ts'

let solver: HighsSolver
beforeAll(async () => {
  solver = await loadHighsSolver()
})
const clock = (): number => 0

function townOf({ units, rules }: Instance): Town {
  return new Town(units, settleRules(rules), Int32Array.from(units.weights.keys()))
}

function valueOf(town: Town, groupOf: Int32Array): GroupValue {
  const groups = Map.groupBy(groupOf.keys(), (unit) => groupOf[unit]!)
  let uncovered = 0
  let cost = 0
  for (const [group, members] of groups) {
    if (group >= 0) cost += town.groupCost(Int32Array.from(members), members.length)
    else for (const unit of members) uncovered += town.uncoveredCount(unit)
  }
  return { uncovered, cost }
}

function compare(a: GroupValue, b: GroupValue): number {
  if (a.uncovered !== b.uncovered) return a.uncovered - b.uncovered
  const same = 1e-7 * (1 + Math.abs(a.cost))
  return Math.abs(a.cost - b.cost) <= same ? 0 : a.cost - b.cost
}

/** The prices admit every lawful group, and their sum is no more than the bound. */
function checkPrices(costs: Float64Array, { price, uncoveredPrice, bound }: TownBound): void {
  costs.forEach((cost, set) => {
    const regret = membersOf(set).reduce((left, unit) => left - price[unit]!, cost)
    if (cost < Infinity) expect(regret, `${membersOf(set)}`).toBeGreaterThan(-1e-9)
  })
  if (uncoveredPrice < Infinity) return
  expect(price.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(bound.cost + 1e-7)
}

test('block by block: the sum is a bound, and no group across the borders costs less than its prices', () => {
  let near = 0
  fc.assert(
    fc.property(
      instances(5, 9),
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 4 }),
      (instance, shuffle, size) => {
        const town = townOf(instance)
        const costs = costsOfAll(town)
        const best = bestOf(town, costs)
        const groupOf = somePlan(town, costs, shuffle)
        const blocks = { wholeUnits: 4, blockUnits: size }
        const found = boundTown(town, groupOf, { tier: 2, seconds: 60, clock, solver, ...blocks })
        expect(compare(found.bound, best), 'bound').toBeLessThanOrEqual(0)
        checkPrices(costs, found)
        const whole = boundTown(town, groupOf, { tier: 1, seconds: 60, clock })
        if (found.method === 'columns' && found.bound.cost >= whole.bound.cost - 1e-6) near++
      },
    ),
    { numRuns: 800, seed: 39 },
  )
  expect(near).toBeGreaterThan(100)
})

test('a plan that breaks a rule is refused', () => {
  const town = new Town({ weights: new Uint8Array([1, 1, 2]) }, settleRules(), Int32Array.of(0, 1, 2))
  const options = { tier: 3, seconds: 60, clock, solver } as const
  expect(() => boundTown(town, Int32Array.of(0, 0, -1), options)).toThrow('the group of unit 0 is not lawful')
})

test('locked groups stay as they are, whatever they cost, and bear their own price', () => {
  let locks = 0
  fc.assert(
    fc.property(instances(5, 8), fc.integer({ min: 0, max: 1e6 }), (instance, shuffle) => {
      const free = townOf(instance)
      const costs = costsOfAll(free)
      const groupOf = somePlan(free, costs, shuffle)
      const locked = groupOf.map((group) => (group === 0 ? 7 : -1))
      const town = townOf({ ...instance, units: { ...instance.units, locked } })
      const group = membersOf((1 << town.count) - 1).filter((unit) => locked[unit] === 7)
      const bits = group.reduce((set, unit) => set | (1 << unit), 0)
      // No other group has a locked member.
      const best = bestOf(
        town,
        costs.map((cost, set) => (set !== bits && (set & bits) !== 0 ? Infinity : cost)),
      )
      const found = boundTown(town, groupOf, { tier: 3, seconds: 60, clock, solver })
      expect(found.optimal).toBe(true)
      if (group.length === 0) return
      locks++
      // The optimum without the lock may leave the group out; with it the group is there.
      const rest = bestOf(
        town,
        costs.map((cost, set) => ((set & bits) !== 0 ? Infinity : cost)),
      )
      const left = group.reduce((sum, unit) => sum + town.uncoveredCount(unit), 0)
      expect(compare(found.bound, { uncovered: rest.uncovered - left, cost: rest.cost + costs[bits]! })).toBe(0)
      expect(compare(best, found.bound)).toBeLessThanOrEqual(0)
      expect(group.reduce((sum, unit) => sum + found.price[unit]!, 0)).toBeCloseTo(costs[bits]!, 9)
      for (const unit of group) expect(found.groupOf?.[unit] ?? 0).toBe(0)
    }),
    { numRuns: 300, seed: 40 },
  )
  expect(locks).toBeGreaterThan(150)
})

describe('against every plan there is', () => {
  const tried = fc.record({ instance: instances(0, 8), shuffle: fc.integer({ min: 0, max: 1e6 }) })
  test.each<[Tier, number]>([
    [0, 1500],
    [1, 2500],
    [2, 1500],
    [3, 1200],
  ])('tier %i: bound ≤ optimum ≤ plan, and no group costs less than its prices', (tier, numRuns) => {
    let optimal = 0
    let improved = 0
    fc.assert(
      fc.property(tried, ({ instance, shuffle }) => {
        const town = townOf(instance)
        const costs = costsOfAll(town)
        const best = bestOf(town, costs)
        const groupOf = somePlan(town, costs, shuffle)
        const upper = valueOf(town, groupOf)
        const found = boundTown(town, groupOf, { tier, seconds: 60, clock, solver })
        expect(compare(found.bound, best), 'bound').toBeLessThanOrEqual(0)
        expect(compare(best, upper), 'plan').toBeLessThanOrEqual(0)
        checkPrices(costs, found)
        if (found.optimal) {
          optimal++
          expect(compare(found.bound, best)).toBe(0)
          expect(compare(valueOf(town, found.groupOf ?? groupOf), best)).toBe(0)
        }
        if (found.groupOf) {
          improved++
          expect(compare(valueOf(town, found.groupOf), upper)).toBeLessThan(0)
        }
        if (tier === 3) expect(found.optimal).toBe(true)
      }),
      { numRuns, seed: 33 + tier },
    )
    expect(optimal).toBeGreaterThan(tier * 300)
    if (tier === 3) expect(improved).toBeGreaterThan(300)
  })
})
