import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignInstructors } from './assign.ts'
import { checkAssignment } from './check-assignment.ts'
import { assignmentProblem, bestAssignment } from './testing.ts'

const round = (cost: number): number => Math.round(cost * 1e6) / 1e6

describe('assignInstructors against every assignment', () => {
  it('serves the highest priorities at the least cost, and proves it', () => {
    fc.assert(
      fc.property(assignmentProblem(7, 4), (problem) => {
        const found = assignInstructors(problem)
        const best = bestAssignment(problem)
        let served = 0
        found.instructorOf.forEach((instructor, unit) => {
          if (instructor >= 0) served += 20 ** (problem.priority?.[unit] ?? 0)
        })
        expect({ faults: checkAssignment(problem, found), served, cost: round(found.cost) }).toEqual({
          faults: [],
          served: best.served,
          cost: round(best.cost),
        })
      }),
      { numRuns: 4000, seed: 51 },
    )
  })
})
