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

/** Four units on a line at 0, 1, 2, 9 and two instructors at 0 and 9. */
const line: StaffProblem = {
  units: 4,
  capacity: Int32Array.from([2, 2]),
  space: {
    unitPoints: Float64Array.from([0, 0, 1, 0, 2, 0, 9, 0]),
    placePoints: Float64Array.from([0, 0, 9, 0]),
    rate: 1,
  },
}

describe('what the office sees', () => {
  it('names the second choice and what it would cost more', () => {
    const found = assignStaff(line)
    expect(Array.from(found.instructorOf)).toEqual([0, 0, 1, 1])
    expect([found.cost, found.dual]).toEqual([8, 8])
    // Unit 1 with instructor 1 would send unit 2 to instructor 0: 8 + 2 instead of 1 + 7.
    expect(Array.from(found.second)).toEqual([1, 1, 0, 0])
    expect(found.secondGap[1]).toBe(2)
  })

  it('keeps a present pair unless parting gains more than the threshold', () => {
    const current = Int32Array.from([1, -1, 0, -1])
    const roomy = { ...line, capacity: Int32Array.from([4, 4]), current }
    expect(Array.from(assignStaff({ ...roomy, keepThreshold: 8.9 }).instructorOf)).toEqual([0, 0, 0, 1])
    const kept = assignStaff({ ...roomy, keepThreshold: 9.1 })
    expect(Array.from(kept.instructorOf)).toEqual([1, 0, 0, 1])
    expect(Array.from(kept.kept)).toEqual([1, 0, 1, 0])
  })

  it('frees the units of an instructor who leaves', () => {
    const current = Int32Array.from([0, 0, 1, 1])
    const found = assignStaff({ ...line, current, keepThreshold: 100, capacity: Int32Array.from([0, 4]) })
    expect(Array.from(found.instructorOf)).toEqual([1, 1, 1, 1])
  })

  it('levels loads when that is worth the way', () => {
    const roomy = { ...line, capacity: Int32Array.from([4, 4]) }
    expect(Array.from(assignStaff(roomy).instructorOf)).toEqual([0, 0, 0, 1])
    expect(Array.from(assignStaff({ ...roomy, balance: 6 }).instructorOf)).toEqual([0, 0, 1, 1])
  })

  it('takes the nearest of several places of work', () => {
    const placeOf = Int32Array.from([0, 1, 0])
    const space = { ...line.space!, placePoints: Float64Array.from([0, 0, 9, 0, 2, 0]) }
    const found = assignStaff({ ...line, capacity: Int32Array.from([3, 1]), placeOf, space })
    expect(Array.from(found.pairCost)).toEqual([0, 1, 0, 0])
  })

  it('says why a unit has no place', () => {
    const excluded = { unit: Int32Array.from([0, 0]), instructor: Int32Array.from([0, 1]) }
    expect(assignStaff({ ...line, excluded })).toMatchObject({ reasons: ['excluded'], unplaced: Int32Array.of(0) })
    const near = { ...line.space!, maxDistance: 1.5 }
    expect(assignStaff({ ...line, space: near })).toMatchObject({ reasons: ['out-of-reach'] })
    const short = assignStaff({ ...line, capacity: Int32Array.from([2, 0]), usualCapacity: 2 })
    expect(short).toMatchObject({ reasons: ['full', 'full'], unplaced: Int32Array.of(2, 3), dualUnplaced: 2 })
    expect(short.shortages).toEqual([{ unit: 2, unplaced: 2, instructorsNeeded: 1 }])
  })

  it('counts what is missing by area of the hard level', () => {
    const tree = {
      unitLevels: Int32Array.from([1, 1, 2, -1]),
      placeLevels: Int32Array.from([1, 3]),
      levelCost: Float64Array.from([5, 0]),
      hardLevel: 1,
    }
    const found = assignStaff({ units: 4, capacity: Int32Array.from([1, 9]), tree })
    expect(found.reasons).toEqual(['full', 'out-of-reach', 'out-of-reach'])
    expect(found.shortages.map(({ unit }) => unit)).toEqual([1, 2, 3])
  })

  it.each<{ what: string; change: Partial<StaffProblem>; message: RegExp }>([
    { what: 'capacity nought everywhere', change: { capacity: new Int32Array(2) }, message: /capacity: nobody/ },
    { what: 'a negative capacity', change: { capacity: Int32Array.from([5, -1]) }, message: /capacity/ },
    { what: 'more taken than there is', change: { taken: Int32Array.from([3, 0]) }, message: /taken/ },
    { what: 'a priority that is no number', change: { priority: new Float64Array(4).fill(NaN) }, message: /priority/ },
    { what: 'a price that is no number', change: { balance: NaN }, message: /balance/ },
    { what: 'a negative threshold', change: { keepThreshold: -1 }, message: /keepThreshold/ },
    { what: 'a point too few', change: { units: 5 }, message: /unitPoints|current/ },
    {
      what: 'an infinite point',
      change: { space: { ...line.space!, unitPoints: new Float64Array(8).fill(Infinity) } },
      message: /coordinates/,
    },
    { what: 'an unknown instructor', change: { current: new Int32Array(4).fill(7) }, message: /current/ },
    { what: 'a place of nobody', change: { placeOf: Int32Array.from([0, 2]) }, message: /placeOf/ },
    {
      what: 'an unknown unit',
      change: { excluded: { unit: Int32Array.of(4), instructor: Int32Array.of(0) } },
      message: /excluded/,
    },
  ])('refuses $what', ({ change, message }) => {
    expect(() => assignStaff({ ...line, ...change })).toThrow(message)
  })

  it('finds faults in a plan', () => {
    const found = assignStaff(line)
    const kinds = (change: Partial<StaffPlan>): string[] =>
      checkStaff(line, { ...found, ...change }).map(({ kind }) => kind)
    const of = (...instructors: number[]): Partial<StaffPlan> => ({ instructorOf: Int32Array.from(instructors) })
    expect(kinds({})).toEqual([])
    expect(kinds({ kept: new Uint8Array(1) })).toEqual(['shape-of-arrays'])
    expect(kinds(of(0, 0, 0, 1))).toContain('over-capacity')
    expect(kinds(of(0, 0, 5, 1))).toContain('unknown-instructor')
    expect(kinds(of(0, 0, -1, 1))).toContain('wrong-unplaced')
    expect(kinds({ kept: new Uint8Array(4).fill(1) })).toContain('wrong-kept')
    expect(kinds({ pairCost: new Float64Array(4) })).toContain('wrong-pair-cost')
    expect(kinds({ cost: 7, dual: 7 })).toContain('wrong-cost')
    expect(kinds({ dual: 7 })).toContain('dual-differs')
    expect(kinds({ dualUnplaced: 1 })).toContain('dual-unplaced-differs')
    expect(kinds({ penalty: 3 })).toContain('penalty-too-small')
    expect(kinds({ price: Float64Array.from([9, 0]) })).toContain('price-exceeded')
    const apart = { ...line, excluded: { unit: Int32Array.of(0), instructor: Int32Array.of(0) } }
    expect(checkStaff(apart, found).map(({ kind }) => kind)).toContain('forbidden-pair')
  })
})
