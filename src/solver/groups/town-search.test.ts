import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateUnits } from '../../../bench/generate-units.ts'
import { assemblePlan } from './assemble.ts'
import { checkGroups } from './check-groups.ts'
import { Crossover } from './crossover.ts'
import { cutOrder } from './cut.ts'
import { Partition } from './partition.ts'
import { settleRules } from './rules.ts'
import { singlePrice } from './single-price.ts'
import { startOrders } from './start-orders.ts'
import type { Parts } from './testing.ts'
import { bestGroups, groupUnits, someRules } from './testing.ts'
import { Town } from './town.ts'
import { TownSearch } from './town-search.ts'
import type { GroupRules, GroupUnits, GroupValue } from './types.ts'

const never = (): boolean => false
const everything: Parts = {
  tree: true,
  space: true,
  industry: true,
  pairs: true,
  together: true,
  hosts: true,
  parent: true,
}

function townOf(units: GroupUnits, rules: GroupRules = {}, dense?: boolean): Town {
  return new Town(units, settleRules(rules), Int32Array.from(units.weights.keys()), dense)
}

function valueOf(units: GroupUnits, rules: GroupRules, labels: Int32Array): GroupValue {
  const size = new Int32Array(labels.length)
  for (const label of labels) size[label]!++
  const first = labels.map((label) => labels.indexOf(label))
  const plan = assemblePlan(
    units,
    settleRules(rules),
    first.map((unit, i) => (size[labels[i]!]! > 1 ? unit : -1)),
  )
  expect(checkGroups(units, rules, plan)).toEqual([])
  return plan.value
}

function notWorse(a: GroupValue, b: GroupValue): boolean {
  return a.uncovered < b.uncovered || (a.uncovered === b.uncovered && a.cost <= b.cost + 1e-9 * (1 + Math.abs(b.cost)))
}

describe('the search alone, without the exact dealing of small towns', () => {
  test.each([
    ['points', { space: true }, 0.02],
    ['superiors and a greatest distance', { space: true, parent: true, maxDistance: true, unknownPoints: true }, 0.02],
    ['hosts, industries and addresses', { tree: true, hosts: true, industry: true }, 0.02],
    ['everything', everything, 0.03],
  ] as const)('%s: misses the best plan seldom, never ends worse than it began', (_, parts, share) => {
    let tried = 0
    let missed = 0
    fc.assert(
      fc.property(groupUnits(2, 10, { ...parts }), someRules, (units, rules) => {
        const search = new TownSearch(townOf(units, rules), never)
        const starts = [0, 1, 2, 3, 4, 5].map((start) => {
          const labels = new Int32Array(units.weights.length)
          search.start(start, 0, labels, never)
          return labels
        })
        search.combine(starts, never)
        const value = valueOf(units, rules, search.plan.slotOf)
        for (const labels of starts) expect(notWorse(value, valueOf(units, rules, labels))).toBe(true)
        const cut = new Int32Array(units.weights.length)
        for (const order of startOrders(search.town, 0)) {
          cutOrder(new Partition(search.town, singlePrice(search.town)), order, cut)
          expect(notWorse(valueOf(units, rules, starts[0]!), valueOf(units, rules, cut))).toBe(true)
          break
        }
        const best = bestGroups(units, rules)
        expect(notWorse(best, value)).toBe(true)
        tried++
        if (!notWorse(value, best)) missed++
      }),
      { seed: 11, numRuns: 400 },
    )
    expect(missed / tried).toBeLessThanOrEqual(share)
  })
})

test('what a partition remembers is what its groups cost, after any search', () => {
  fc.assert(
    fc.property(groupUnits(2, 14, everything), someRules, (units, rules) => {
      const search = new TownSearch(townOf(units, rules), never)
      search.start(0, 0, new Int32Array(units.weights.length), never)
      const { plan, town } = search
      for (let slot = 0; slot < plan.count; slot++) {
        const members = plan.members.subarray(slot * plan.most, slot * plan.most + plan.size[slot]!)
        if (members.length > 1) expect(plan.cost[slot]).toBeCloseTo(town.groupCost(members, members.length), 9)
        for (const unit of members) expect(plan.slotOf[unit]).toBe(slot)
      }
    }),
    { seed: 3, numRuns: 200 },
  )
})

test('crossover takes the better side of every component', () => {
  const units = generateUnits(240, 5, { towns: false })
  const town = townOf(units)
  const price = singlePrice(town)
  const [one, other] = [0, 1].map((salt) => {
    const plan = new Partition(town, price)
    const labels = new Int32Array(town.count)
    cutOrder(plan, startOrders(town, salt)[0]!, labels)
    plan.load(labels)
    return plan
  }) as [Partition, Partition]
  const before = [one, other].map((plan) =>
    plan.cost.reduce((sum, cost, slot) => sum + (plan.size[slot]! > 0 ? cost : 0), 0),
  )
  const touched: number[] = []
  expect(new Crossover(town.count).combine(one, other, (slot) => touched.push(slot))).toBe(true)
  const after = one.cost.reduce((sum, cost, slot) => sum + (one.size[slot]! > 0 ? cost : 0), 0)
  expect(after).toBeLessThan(Math.min(...before))
  expect(touched.length).toBeGreaterThan(0)
  expect(new Crossover(town.count).combine(one, one, () => {})).toBe(false)
})

test('a town worked out pair by pair is the town laid out as a table', () => {
  fc.assert(
    fc.property(groupUnits(1, 10, everything), (units) => {
      const [table, anew] = [townOf(units, {}, true), townOf(units, {}, false)]
      for (let i = 0; i < table.count; i++) {
        for (let j = 0; j < table.count; j++) {
          if (i !== j) expect(table.pair(i, j)).toBe(anew.pair(i, j))
          expect(table.level(i, j)).toBe(anew.level(i, j))
        }
      }
    }),
    { seed: 5, numRuns: 200 },
  )
})

test('a town too large for a table is planned as well as one with a table', () => {
  const units = generateUnits(900, 6, { towns: false, address: true, industry: true })
  const costs = [true, false].map((dense) => {
    const search = new TownSearch(townOf(units, {}, dense), never)
    const labels = new Int32Array(900)
    search.start(0, 0, labels, never)
    return valueOf(units, {}, labels)
  }) as [GroupValue, GroupValue]
  expect(costs[1].uncovered).toBe(costs[0].uncovered)
  expect(costs[1].cost / costs[0].cost).toBeLessThan(1.03)
})
