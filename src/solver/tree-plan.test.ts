import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { usualShape } from './shapes.ts'
import { bestValue, treeUnits } from './testing.ts'
import { planTree } from './tree-plan.ts'
import type { GroupShape, PlanOptions, TreeUnits } from './types.ts'

function outcome(units: TreeUnits, options: PlanOptions): unknown {
  const plan = planTree(units, options)
  const faults = checkPlan(units, options.shape ?? usualShape, plan, options.countUncovered)
  return { faults, uncovered: plan.value.uncovered, cost: round(plan.value.cost), optimal: plan.optimal }
}

function best(units: TreeUnits, shape: GroupShape, countUncovered: 'unit' | 'weight' = 'unit'): unknown {
  const { uncovered, cost } = bestValue(units, shape, countUncovered)
  return { faults: [], uncovered, cost: round(cost), optimal: true }
}

const round = (cost: number): number => Math.round(cost * 1e6) / 1e6

describe('planTree against every partition', () => {
  it('finds the best value in the usual shape', () => {
    fc.assert(
      fc.property(treeUnits(0, 9), (units) => {
        expect(outcome(units, {})).toEqual(best(units, usualShape))
      }),
      { numRuns: 4000, seed: 31 },
    )
  })

  it('finds the best value for other minima and maxima, counting units or weight', () => {
    const shapes = fc.record({ minWeight: fc.integer({ min: 3, max: 6 }), maxUnits: fc.integer({ min: 2, max: 7 }) })
    fc.assert(
      fc.property(treeUnits(1, 8), shapes, fc.constantFrom('unit', 'weight'), (units, shape, countUncovered) => {
        expect(outcome(units, { shape, countUncovered })).toEqual(best(units, shape, countUncovered))
      }),
      { numRuns: 2500, seed: 32 },
    )
  })

  it('pairs units of one member when two members suffice', () => {
    const shape = { minWeight: 2, maxUnits: 3 }
    fc.assert(
      fc.property(treeUnits(1, 8, 1), (units) => {
        expect(outcome(units, { shape })).toEqual(best(units, shape))
      }),
      { numRuns: 500, seed: 33 },
    )
  })
})
