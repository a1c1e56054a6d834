import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignStaff } from './assign-staff.ts'
import { handOver } from './hand-over.ts'
import { bestStaffPlan, staffProblem } from './testing.ts'
import type { StaffProblem } from './types.ts'

/** Four units on a line at 0, 1, 2, 3; instructors at 0, 3 and 10. */
const line: StaffProblem = {
  units: 4,
  capacity: Int32Array.from([2, 3, 1]),
  space: {
    unitPoints: Float64Array.from([0, 0, 1, 0, 2, 0, 3, 0]),
    placePoints: Float64Array.from([0, 0, 3, 0, 10, 0]),
    rate: 1,
  },
}

describe('handOver', () => {
  it('names the successor, the second choice and what that would cost more', () => {
    const { instructorOf } = assignStaff(line)
    expect(Array.from(instructorOf)).toEqual([0, 0, 1, 1])
    const list = handOver(line, instructorOf, [0])
    expect(Array.from(list.unit)).toEqual([0, 1])
    expect(Array.from(list.from)).toEqual([0, 0])
    // One place is left at 3 and one at 10; either way the two cost 12.
    expect([...list.successor].sort()).toEqual([1, 2])
    expect([...list.second].sort()).toEqual([1, 2])
    expect([list.cost, list.dual]).toEqual([12, 12])
    expect(Array.from(list.secondGap)).toEqual([0, 0])
  })

  it('says who has no place and why', () => {
    const { instructorOf } = assignStaff(line)
    const excluded = { unit: Int32Array.from([0, 0]), instructor: Int32Array.from([1, 2]) }
    expect(handOver({ ...line, excluded }, instructorOf, [0]).reason).toEqual(['excluded', null])
    const full = { ...line, capacity: Int32Array.from([2, 2, 1]) }
    expect(handOver(full, instructorOf, [0]).reason).toEqual(['full', null])
    expect(handOver(line, instructorOf, [0, 1, 2]).reason).toEqual(Array(4).fill('out-of-reach'))
  })

  it('is the best plan for the units set free, nobody else moving', () => {
    fc.assert(
      fc.property(staffProblem(7, 4), fc.nat(3), (problem, seed) => {
        const plan = assignStaff(problem)
        const gone = seed % problem.capacity.length
        const list = handOver(problem, plan.instructorOf, [gone])
        const left = problem.capacity.map((count, j) => (j === gone ? 0 : count))
        if (!left.some((count) => count > 0)) return
        // Everybody else is tied to the present instructor by excluding all others.
        const taken = left.map((_count, j) => (j === gone ? 0 : (problem.taken?.[j] ?? 0)))
        const pairs: [number, number][] = Array.from(problem.excluded?.unit ?? [], (unit, at) => {
          return [unit, problem.excluded!.instructor[at]!]
        })
        let stayed = 0
        plan.instructorOf.forEach((own, unit) => {
          if (own === gone) return
          left.forEach((_count, j) => j !== own && pairs.push([unit, j]))
          if (own >= 0) stayed++
        })
        const { current: _current, priority: _priority, ...rest } = problem
        const tied: StaffProblem = {
          ...rest,
          capacity: left,
          taken,
          // Those who stay come before those handed over.
          priority: Float64Array.from(plan.instructorOf, (own) => (own >= 0 && own !== gone ? 1 : 0)),
          excluded: {
            unit: Int32Array.from(pairs, ([unit]) => unit),
            instructor: Int32Array.from(pairs, ([, j]) => j),
          },
        }
        const { priority: mine } = problem
        if (mine && new Set(mine).size > 1) return
        const best = bestStaffPlan(tied)
        const placed = list.successor.reduce((sum, j) => sum + (j < 0 ? 0 : 1), 0)
        expect(placed + 20 * stayed).toBe(best.served)
        expect(list.dual).toBeCloseTo(list.cost, 6)
        const { balance = 0 } = problem
        // What those who stay cost, in the order in which they are counted first.
        const load = taken.slice()
        let before = 0
        plan.instructorOf.forEach((own, unit) => {
          if (own >= 0 && own !== gone) before += plan.pairCost[unit]! + balance * load[own]!++
        })
        expect(before + list.cost).toBeCloseTo(best.cost, 6)
      }),
      { numRuns: 1500, seed: 74 },
    )
  })

  it.each<{ what: string; from: Int32Array; leaving: number[]; message: RegExp }>([
    { what: 'a list that is too short', from: new Int32Array(3), leaving: [0], message: /instructorOf/ },
    { what: 'somebody unknown who leaves', from: new Int32Array(4), leaving: [3], message: /leaving/ },
    { what: 'somebody who stays with too many', from: new Int32Array(4), leaving: [1], message: /taken/ },
  ])('refuses $what', ({ from, leaving, message }) => {
    expect(() => handOver(line, from, leaving)).toThrow(message)
  })
})
