import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGroups } from './check-groups.ts'
import { planGroups } from './plan-groups.ts'
import type { Parts } from './testing.ts'
import { bestGroups, groupUnits, someRules } from './testing.ts'

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
