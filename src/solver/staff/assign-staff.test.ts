import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignInstructors } from '../assign.ts'
import { assignmentProblem } from '../testing.ts'
import { assignStaff } from './assign-staff.ts'
import { checkStaff } from './check-staff.ts'
import { bestStaffPlan, servedValue, staffProblem } from './testing.ts'
import type { StaffPlan, StaffProblem } from './types.ts'

const round = (cost: number): number => Math.round(cost * 1e6) / 1e6 + 0

function servedBy(problem: StaffProblem, plan: StaffPlan): number {
  return plan.instructorOf.reduce((sum, j, unit) => (j < 0 ? sum : sum + servedValue(problem, unit)), 0)
}

describe('assignStaff against every plan', () => {
  it('serves the highest priorities at the least cost, and proves it', () => {
    fc.assert(
      fc.property(staffProblem(7, 4), (problem) => {
        const found = assignStaff(problem)
        const best = bestStaffPlan(problem)
        expect({
          faults: checkStaff(problem, found),
          served: servedBy(problem, found),
          cost: round(found.cost),
        }).toEqual({ faults: [], served: best.served, cost: round(best.cost) })
      }),
      { numRuns: 6000, seed: 71 },
    )
  })
})

describe('assignStaff beyond what can be tried', () => {
  it('proves itself on larger problems', () => {
    fc.assert(
      fc.property(staffProblem(150, 40), (problem) => {
        expect(checkStaff(problem, assignStaff(problem))).toEqual([])
      }),
      { numRuns: 400, seed: 72 },
    )
  })

  it('equals the assignment on the tree alone', () => {
    fc.assert(
      fc.property(assignmentProblem(120, 30), (given) => {
        const { unitLevels, instructorLevels, levelCost, hardLevel = 0, capacity, priority, current } = given
        const depth = levelCost.length - 1
        if (!capacity?.some((places) => places > 0)) return
        const problem: StaffProblem = {
          units: unitLevels.length / depth,
          capacity,
          tree: { unitLevels, placeLevels: instructorLevels, levelCost, hardLevel },
          keepThreshold: given.keepBonus ?? 0,
          ...(priority ? { priority } : {}),
          ...(current ? { current } : {}),
        }
        const found = assignStaff(problem)
        const other = assignInstructors(given)
        expect(checkStaff(problem, found)).toEqual([])
        expect([found.unplaced.length, round(found.cost)]).toEqual([other.unplaced.length, round(other.cost)])
      }),
      { numRuns: 1500, seed: 73 },
    )
  })
})
