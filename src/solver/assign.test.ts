import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignInstructors } from './assign.ts'
import { checkAssignment } from './check-assignment.ts'
import { assignmentProblem, bestAssignment } from './testing.ts'
import type { Assignment, AssignmentProblem } from './types.ts'

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

describe('assignInstructors beyond what can be tried', () => {
  it('proves itself on larger problems', () => {
    fc.assert(
      fc.property(assignmentProblem(150, 40), (problem) => {
        expect(checkAssignment(problem, assignInstructors(problem))).toEqual([])
      }),
      { numRuns: 500, seed: 52 },
    )
  })

  it('does not depend on the order in which units and instructors are handed in', () => {
    fc.assert(
      fc.property(assignmentProblem(30, 10), (problem) => {
        const found = assignInstructors(problem)
        const depth = problem.levelCost.length - 1
        const units = Array.from(found.instructorOf.keys()).reverse()
        const instructors = Array.from((problem.capacity ?? []).keys()).reverse()
        const rows = (levels: Int32Array, items: readonly number[]): Int32Array =>
          Int32Array.from(items.flatMap((item) => Array.from(levels.subarray(item * depth, (item + 1) * depth))))
        const renamed = (instructor: number): number => (instructor < 0 ? -1 : instructors.indexOf(instructor))
        const turned: AssignmentProblem = {
          ...problem,
          unitLevels: rows(problem.unitLevels, units),
          instructorLevels: rows(problem.instructorLevels, instructors),
          capacity: Int32Array.from(instructors, (instructor) => problem.capacity?.[instructor] ?? 0),
          priority: Float64Array.from(units, (unit) => problem.priority?.[unit] ?? 0),
          current: Int32Array.from(units, (unit) => renamed(problem.current?.[unit] ?? -1)),
          unitRank: Int32Array.from(units),
          instructorRank: Int32Array.from(instructors),
        }
        const again = assignInstructors(turned)
        const expected = units.map((unit) => renamed(found.instructorOf[unit]!))
        expect(Array.from(again.instructorOf)).toEqual(expected)
      }),
      { numRuns: 300, seed: 53 },
    )
  })
})

describe('what the office sees', () => {
  const levelCost = Float64Array.from([64, 8, 0])
  /** Six units in building 1 of town 1, three in town 2; instructors in town 1. */
  const town: AssignmentProblem = {
    unitLevels: Int32Array.from([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 5, 2, 6, 2, 6]),
    instructorLevels: Int32Array.from([1, 1, 1, 1]),
    levelCost,
    capacity: Int32Array.from([5, 5]),
    hardLevel: 1,
  }

  it('levels the loads of instructors at the same place', () => {
    expect(Array.from(assignInstructors(town).instructorOf)).toEqual([0, 0, 0, 1, 1, 1, -1, -1, -1])
  })

  it('says how many instructors are missing, by area', () => {
    const { unplaced, shortages } = assignInstructors({ ...town, usualCapacity: 2 })
    expect(Array.from(unplaced)).toEqual([6, 7, 8])
    expect(shortages).toEqual([{ unit: 6, unplaced: 3, instructorsNeeded: 2 }])
    const roads = assignInstructors({ ...town, usualCapacity: 2, reportLevel: 2 }).shortages
    expect(roads).toEqual([
      { unit: 6, unplaced: 1, instructorsNeeded: 1 },
      { unit: 7, unplaced: 2, instructorsNeeded: 1 },
    ])
  })

  it('serves higher priorities first where places are short', () => {
    const priority = Float64Array.from([0, 0, 0, 0, 0, 0, 0, 9, 1])
    const all = assignInstructors({ ...town, hardLevel: 0, capacity: Int32Array.from([1, 1]), priority })
    expect(Array.from(all.instructorOf).map((instructor) => instructor >= 0)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
    ])
  })

  it('keeps present pairs where nothing is lost by it', () => {
    const current = Int32Array.from([1, 1, 1, 0, 0, 1, -1, -1, -1])
    const found = assignInstructors({ ...town, current })
    expect(Array.from(found.instructorOf)).toEqual([1, 1, 1, 0, 0, 1, -1, -1, -1])
    expect(found.cost).toBe(0)
  })

  it('gives up a distant pair only when that gains more than the bonus', () => {
    // Unit 0 sits with instructor 0 but is looked after by instructor 1, in another building: parting gains 8.
    const far: AssignmentProblem = {
      unitLevels: Int32Array.from([1, 1]),
      instructorLevels: Int32Array.from([1, 1, 1, 2]),
      levelCost,
      current: Int32Array.from([1]),
    }
    expect(assignInstructors({ ...far, keepBonus: 9 })).toMatchObject({ cost: -1, dual: -1 })
    expect(Array.from(assignInstructors({ ...far, keepBonus: 9 }).instructorOf)).toEqual([1])
    expect(Array.from(assignInstructors({ ...far, keepBonus: 7 }).instructorOf)).toEqual([0])
  })

  it.each<{ what: string; change: Partial<AssignmentProblem>; message: RegExp }>([
    { what: 'a code too few', change: { unitLevels: new Int32Array(3) }, message: /unitLevels/ },
    { what: 'a negative capacity', change: { capacity: Int32Array.from([5, -1]) }, message: /capacity/ },
    { what: 'a priority that is no number', change: { priority: new Float64Array(9).fill(NaN) }, message: /priority/ },
    { what: 'an unknown instructor', change: { current: new Int32Array(9).fill(7) }, message: /current/ },
    { what: 'a negative bonus', change: { keepBonus: -1 }, message: /keepBonus/ },
  ])('refuses $what', ({ change, message }) => {
    expect(() => assignInstructors({ ...town, ...change })).toThrow(message)
  })

  it('finds faults in an assignment', () => {
    const found = assignInstructors(town)
    const kinds = (change: Partial<Assignment>): string[] =>
      checkAssignment(town, { ...found, ...change }).map(({ kind }) => kind)
    const of = (...instructors: number[]): Partial<Assignment> => ({ instructorOf: Int32Array.from(instructors) })
    expect(kinds({})).toEqual([])
    expect(kinds({ level: new Uint8Array(2) })).toEqual(['shape-of-arrays'])
    expect(kinds(of(0, 0, 0, 0, 0, 0, -1, -1, -1))).toContain('over-capacity')
    expect(kinds(of(0, 0, 0, 1, 1, 4, -1, -1, -1))).toContain('unknown-instructor')
    expect(kinds(of(0, 0, 0, 1, 1, 1, 1, -1, -1))).toContain('hard-level')
    expect(kinds(of(0, 0, 0, 1, 1, -1, -1, -1, -1))).toContain('wrong-unplaced')
    expect(kinds({ ...of(0, 0, 0, 1, 1, -1, -1, -1, -1), unplaced: Int32Array.from([5, 6, 7, 8]) })).toContain(
      'room-left-unused',
    )
    expect(kinds({ level: new Uint8Array(9) })).toContain('wrong-level')
    expect(kinds({ kept: new Uint8Array(9).fill(1) })).toContain('wrong-kept')
    expect(kinds({ cost: 1, dual: 1 })).toContain('wrong-cost')
    expect(kinds({ dual: -1 })).toContain('dual-differs')
    const short = {
      ...town,
      capacity: Int32Array.from([1, 0]),
      priority: Float64Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0]),
    }
    const wrong = { ...assignInstructors(short), instructorOf: Int32Array.from([-1, 0, -1, -1, -1, -1, -1, -1, -1]) }
    expect(checkAssignment(short, wrong).map(({ kind }) => kind)).toContain('lower-priority-served')
  })
})
