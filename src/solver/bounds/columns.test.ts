import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleRules } from '../groups/rules.ts'
import { Town } from '../groups/town.ts'
import { enumerateGroups } from './columns.ts'
import { isDivisible, layGround } from './ground.ts'
import { costsOfAll, instances, membersOf } from './testing.ts'

const priced = fc.record({
  instance: instances(0, 8),
  prices: fc.array(fc.integer({ min: -8, max: 40 }), { minLength: 8, maxLength: 8 }),
  slack: fc.constantFrom(0, 0, 2.5, -1),
})

test('exactly the lawful groups that cost less than their prices are found, each of them once', () => {
  let found = 0
  fc.assert(
    fc.property(priced, ({ instance, prices, slack }) => {
      const units = Int32Array.from(instance.units.weights.keys())
      const town = new Town(instance.units, settleRules(instance.rules), units)
      const ground = layGround(town)
      const price = Float64Array.from(units, (unit) => prices[unit]! + 0.37)
      const seen = new Map<number, number>()
      enumerateGroups(
        ground,
        price,
        (members, size, cost) => {
          const set = members.subarray(0, size).reduce((bits, unit) => bits | (1 << unit), 0)
          expect(seen.has(set)).toBe(false)
          seen.set(set, cost)
          return true
        },
        { slack },
      )
      costsOfAll(town).forEach((cost, set) => {
        const members = membersOf(set)
        const worth = members.reduce((sum, unit) => sum + price[unit]!, slack)
        const wanted = cost <= worth + 1e-9 && !mayBeLeftOut(ground, members)
        if (Math.abs(cost - worth) > 1e-9) expect(seen.has(set), `${members}`).toBe(wanted)
        if (seen.has(set)) expect(seen.get(set)).toBeCloseTo(cost, 9)
      })
      found += seen.size
    }),
    { numRuns: 4000, seed: 31 },
  )
  expect(found).toBeGreaterThan(20_000)
})

function mayBeLeftOut(ground: ReturnType<typeof layGround>, members: readonly number[]): boolean {
  const { indivisible, weights, town } = ground
  return indivisible && isDivisible(weights, Int32Array.from(members), members.length, town.rules.minWeight)
}

test('where divisible groups are left out, some cut costs no more', () => {
  let tried = 0
  fc.assert(
    fc.property(instances(4, 8), ({ units, rules }) => {
      const town = new Town(units, settleRules(rules), Int32Array.from(units.weights.keys()))
      const ground = layGround(town)
      if (!ground.indivisible) return
      const costs = costsOfAll(town)
      costs.forEach((cost, set) => {
        if (cost === Infinity || !mayBeLeftOut(ground, membersOf(set))) return
        let best = Infinity
        for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
          best = Math.min(best, costs[part]! + costs[set - part]!)
        }
        expect(best).toBeLessThanOrEqual(cost + 1e-9)
        tried++
      })
    }),
    { numRuns: 1500, seed: 32 },
  )
  expect(tried).toBeGreaterThan(1000)
})

test('the search ends when it is told to', () => {
  const town = new Town(
    { weights: new Uint8Array(8).fill(2) },
    settleRules(),
    Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7]),
  )
  let seen = 0
  const ended = enumerateGroups(layGround(town), new Float64Array(8).fill(1), () => ++seen < 3, { slack: 0 })
  expect([ended, seen]).toEqual([false, 3])
})
