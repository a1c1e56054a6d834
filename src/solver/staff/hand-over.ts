/**
 * Who takes over when instructors leave: their units only, over the places the others have left. Nobody else changes
 * hands. Exact for that question; a new plan for all may cost less, at the price of more changes.
 */
import { assignStaff } from './assign-staff.ts'
import { require } from '../require.ts'
import type { StaffProblem, UnplacedReason } from './types.ts'

/** All arrays beside each other, one entry per unit handed over, in the order of the units. */
export interface HandOver {
  readonly unit: Int32Array
  /** The instructor who leaves. */
  readonly from: Int32Array
  /** −1: nobody has a place; `reason` says why. */
  readonly successor: Int32Array
  /** Cost of the new pair; 0 without one. */
  readonly pairCost: Float64Array
  /** The next best, −1 none, and by how much the hand-over would cost more at least; see `StaffPlan`. */
  readonly second: Int32Array
  readonly secondGap: Float64Array
  readonly reason: readonly (UnplacedReason | null)[]
  readonly cost: number
  /** Equal to `cost`: nobody can hand over these units for less. */
  readonly dual: number
}

/**
 * @param instructorOf instructor of each unit at present, −1 none.
 * @param leaving instructors who go.
 * @throws RangeError when lengths or figures make no sense, or an instructor who stays has more units than capacity.
 */
export function handOver(problem: StaffProblem, instructorOf: Int32Array, leaving: readonly number[]): HandOver {
  const { capacity, units } = problem
  require(instructorOf.length === units &&
    instructorOf.every((j) => j < capacity.length), 'instructorOf: an instructor or −1 per unit')
  require(leaving.every((j) => Number.isInteger(j) && j >= 0 && j < capacity.length), 'leaving: known instructors')
  const gone = new Set(leaving)
  const taken = Int32Array.from(capacity, (_, j) => (gone.has(j) ? 0 : (problem.taken?.[j] ?? 0)))
  const freed: number[] = []
  instructorOf.forEach((j, unit) => {
    if (j < 0) return
    if (gone.has(j)) freed.push(unit)
    else taken[j]!++
  })
  const unit = Int32Array.from(freed)
  const left = capacity.map((count, j) => (gone.has(j) ? 0 : count))
  const from = unit.map((one) => instructorOf[one]!)
  if (left.every((count) => count === 0)) return nobodyLeft(unit, from)
  const plan = assignStaff({ ...restrict(problem, unit), capacity: left, taken })
  const reason: (UnplacedReason | null)[] = freed.map(() => null)
  plan.unplaced.forEach((at, k) => (reason[at] = plan.reasons[k] ?? null))
  const { instructorOf: successor, pairCost, second, secondGap, cost, dual } = plan
  return { unit, from, successor, pairCost, second, secondGap, reason, cost, dual }
}

function nobodyLeft(unit: Int32Array, from: Int32Array): HandOver {
  const none = new Int32Array(unit.length).fill(-1)
  const secondGap = new Float64Array(unit.length).fill(Infinity)
  const reason = Array.from(unit, () => 'out-of-reach' as const)
  const pairCost = new Float64Array(unit.length)
  return { unit, from, successor: none, pairCost, second: none.slice(), secondGap, reason, cost: 0, dual: 0 }
}

/** The problem with these units only, without present pairs. */
function restrict(problem: StaffProblem, chosen: Int32Array): StaffProblem {
  const { tree, space, industry, priority, excluded, current: _, ...rest } = problem
  const number = new Map(Array.from(chosen, (unit, at) => [unit, at]))
  const rows = (values: Int32Array, width: number): Int32Array => {
    const picked = new Int32Array(chosen.length * width)
    chosen.forEach((unit, at) => picked.set(values.subarray(unit * width, (unit + 1) * width), at * width))
    return picked
  }
  const pairs = excluded
    ? Array.from(excluded.unit, (unit, at) => [number.get(unit) ?? -1, excluded.instructor[at]!] as const)
    : []
  const known = pairs.filter(([unit]) => unit >= 0)
  return {
    ...rest,
    units: chosen.length,
    ...(tree ? { tree: { ...tree, unitLevels: rows(tree.unitLevels, tree.levelCost.length - 1) } } : {}),
    ...(industry ? { industry: { ...industry, unitCodes: rows(industry.unitCodes, industry.cost.length - 1) } } : {}),
    ...(space
      ? {
          space: {
            ...space,
            unitPoints: Float64Array.from({ length: 2 * chosen.length }, (_zero, at) => {
              return space.unitPoints[2 * chosen[at >> 1]! + (at & 1)]!
            }),
          },
        }
      : {}),
    ...(priority ? { priority: Float64Array.from(chosen, (unit) => priority[unit]!) } : {}),
    excluded: {
      unit: Int32Array.from(known, ([unit]) => unit),
      instructor: Int32Array.from(known, ([, instructor]) => instructor),
    },
  }
}
