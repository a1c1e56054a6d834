import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chosenUnits } from '../../../bench/churn.ts'
import { generateUnits } from '../../../bench/generate-units.ts'
import { planTree } from '../tree-plan.ts'
import { checkGroups } from './check-groups.ts'
import { mix } from './mix.ts'
import { planGroups } from './plan-groups.ts'
import type { Parts } from './testing.ts'
import { bestGroups, groupUnits, someRules } from './testing.ts'
import { splitTowns } from './towns.ts'

const kinds: Readonly<Record<string, Parts>> = {
  points: { space: true },
  'points with a greatest distance, some unknown': { space: true, maxDistance: true, unknownPoints: true },
  addresses: { tree: true },
  'addresses, points and industries': { tree: true, space: true, industry: true },
  hosts: { tree: true, hosts: true, industry: true },
  'links, frictions and units kept apart': { space: true, pairs: true },
  'superiors and earlier groups': { space: true, parent: true, together: true },
  everything: { tree: true, space: true, industry: true, pairs: true, together: true, hosts: true, parent: true },
}

describe('against every partition of small instances', () => {
  test.each(Object.entries(kinds))('%s', (_, parts) => {
    fc.assert(
      fc.property(groupUnits(0, 10, parts), someRules, (units, rules) => {
        const plan = planGroups(units, rules)
        expect(checkGroups(units, rules, plan)).toEqual([])
        const best = bestGroups(units, rules)
        expect(plan.value.uncovered).toBe(best.uncovered)
        expect(plan.value.cost).toBeCloseTo(best.cost, 9)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})

describe.each([
  ['towns', generateUnits(900, 7, { address: true, industry: true })],
  ['one large ground', generateUnits(1300, 7, { towns: false })],
])('%s', (_, units) => {
  const count = units.weights.length
  const shuffled = Int32Array.from(units.weights.keys()).sort((a, b) => mix(a, 5) - mix(b, 5))
  const rank = Int32Array.from(units.weights.keys())

  test('with ranks the order in which units are handed in does not matter', () => {
    const plan = planGroups({ ...units, rank }, {}, { starts: 2 })
    const other = planGroups({ ...chosenUnits(units, shuffled), rank: shuffled }, {}, { starts: 2 })
    expect(other.groupStart).toEqual(plan.groupStart)
    expect(other.groupMembers.map((unit) => shuffled[unit]!)).toEqual(plan.groupMembers)
    expect(other.groupCost).toEqual(plan.groupCost)
  })

  test('towns are planned apart: together they cost what each costs alone', () => {
    const plan = planGroups(units, {}, { starts: 1 })
    let cost = 0
    for (const town of splitTowns(units)) {
      const alone = planGroups(chosenUnits(units, town), {}, { starts: 1 })
      cost += alone.value.cost
    }
    expect(plan.groupOf.length).toBe(count)
    expect(plan.value.cost).toBeCloseTo(cost, 6)
  })
})

describe('where only the address counts', () => {
  const { weights, tree } = generateUnits(1500, 4, { towns: false, address: true, space: false })

  test('the plan is the proven one of the tree programme', () => {
    const proven = planTree({ weights, ...tree! })
    const plan = planGroups({ weights, tree: tree! }, {}, { starts: 4 })
    expect(proven.optimal).toBe(true)
    expect(plan.value.uncovered).toBe(proven.value.uncovered)
    expect(plan.value.cost).toBeCloseTo(proven.value.cost, 9)
  })

  test('where the programme proves nothing, its plan is where the search begins', () => {
    const shape = { minWeight: 5, maxUnits: 6 }
    const begun = planTree({ weights, ...tree! }, { shape })
    const plan = planGroups({ weights, tree: tree! }, shape, { starts: 1 })
    expect(checkGroups({ weights, tree: tree! }, shape, plan)).toEqual([])
    expect(plan.value.uncovered).toBeLessThanOrEqual(begun.value.uncovered)
    if (plan.value.uncovered === begun.value.uncovered) {
      expect(plan.value.cost).toBeLessThanOrEqual(begun.value.cost + 1e-9)
    }
  })
})
