/** What must hold on ground too large to try everything: every search is complete, whenever it is stopped. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadHighsSolver } from '../../rooms/planner/server/threads/highs-solver.ts'
import type { HighsSolver } from '../../rooms/planner/server/threads/highs-solver.ts'
import { settleRules } from '../groups/rules.ts'
import { Town } from '../groups/town.ts'
import { boundTown } from './bound-plan.ts'
import type { TownBound } from './town-bound.ts'
import { enumerateGroups } from './columns.ts'
import { layGround } from './ground.ts'
import { lowerPrices } from './lower-prices.ts'
import { instances, nearestPlan } from './testing.ts'

let solver: HighsSolver
beforeAll(async () => {
  solver = await loadHighsSolver()
})

function tooCheap(town: Town, price: Float64Array): number {
  let found = 0
  const count = (): boolean => {
    found++
    return found < 3
  }
  enumerateGroups(layGround(town), price, count, { slack: -1e-7 })
  return found
}

const larger = instances(16, 32)

test('prices far too high are made valid in one search', () => {
  fc.assert(
    fc.property(larger, fc.constantFrom(2, 30), ({ units, rules }, height) => {
      const town = new Town(
        units,
        settleRules({ ...rules, maxUnits: Math.min(4, rules.maxUnits ?? 4) }),
        all(units.weights),
      )
      const price = new Float64Array(town.count).fill(height)
      expect(lowerPrices(layGround(town), price)).toBe(true)
      expect(tooCheap(town, price)).toBe(0)
    }),
    { numRuns: 150, seed: 41 },
  )
})

test('a bound is valid wherever it is stopped', () => {
  const methods = new Set<string>()
  fc.assert(
    fc.property(larger, fc.integer({ min: 0, max: 60 }), ({ units, rules }, patience) => {
      const town = new Town(units, settleRules(rules), all(units.weights))
      const groupOf = nearestPlan(town)
      let asked = 0
      const stopped = boundTown(town, groupOf, {
        tier: 3,
        seconds: 1e9,
        clock: () => 0,
        solver,
        shouldStop: () => ++asked > patience,
      })
      const full = boundTown(town, groupOf, { tier: 2, seconds: 5, clock: () => performance.now() / 1000, solver })
      methods.add(stopped.method)
      expect(tooCheap(town, stopped.price)).toBe(0)
      expect(stopped.bound.uncovered).toBeLessThanOrEqual(Math.max(full.bound.uncovered, stopped.bound.uncovered))
      expect(isAbove(stopped, full)).toBe(false)
    }),
    { numRuns: 50, seed: 42 },
  )
  expect(methods.size).toBeGreaterThan(2)
})

test('the time limit is kept and leaves a valid bound', () => {
  fc.assert(
    fc.property(larger, fc.integer({ min: 0, max: 40 }), ({ units, rules }, limit) => {
      const town = new Town(units, settleRules(rules), all(units.weights))
      let ticks = 0
      const found = boundTown(town, nearestPlan(town), { tier: 3, seconds: limit, clock: () => ticks++, solver })
      expect(tooCheap(town, found.price)).toBe(0)
    }),
    { numRuns: 40, seed: 43 },
  )
})

/** A bound that was stopped may not exceed the best plan known to the full one. */
function isAbove(stopped: TownBound, full: TownBound): boolean {
  if (!full.optimal || stopped.bound.uncovered !== full.bound.uncovered) return false
  return stopped.bound.cost > full.bound.cost + 1e-6 * (1 + Math.abs(full.bound.cost))
}

function all(weights: Uint8Array): Int32Array {
  return Int32Array.from(weights.keys())
}
