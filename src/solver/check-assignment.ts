/** An independent witness for assignments: reads pairs against the problem, one by one. */
import type { Assignment, AssignmentProblem } from './types.ts'

export type AssignmentFaultKind =
  | 'shape-of-arrays'
  | 'unknown-instructor'
  | 'over-capacity'
  | 'hard-level'
  | 'wrong-level'
  | 'wrong-kept'
  | 'wrong-cost'
  | 'wrong-unplaced'
  | 'room-left-unused'
  | 'lower-priority-served'
  | 'dual-differs'

export interface AssignmentFault {
  readonly kind: AssignmentFaultKind
  /** Unit concerned, −1 for the assignment as a whole. */
  readonly unit: number
}

/** Every fault; an empty list means lawful, with right figures, and proven optimal (the dual value equals the cost). */
export function checkAssignment(problem: AssignmentProblem, assignment: Assignment): readonly AssignmentFault[] {
  const faults: AssignmentFault[] = []
  const fault = (kind: AssignmentFaultKind, unit = -1): void => void faults.push({ kind, unit })
  const { unitLevels, instructorLevels, levelCost, hardLevel = 0, keepBonus = 0, usualCapacity = 5 } = problem
  const { instructorOf, level, kept, cost, dual, unplaced } = assignment
  const depth = levelCost.length - 1
  const units = unitLevels.length / depth
  const instructors = instructorLevels.length / depth
  if (instructorOf.length !== units || level.length !== units || kept.length !== units) {
    fault('shape-of-arrays')
    return faults
  }
  const left = Int32Array.from({ length: instructors }, (_, i) => problem.capacity?.[i] ?? usualCapacity)
  const without = new Set(unplaced)
  let sum = 0
  for (let unit = 0; unit < units; unit++) {
    const instructor = instructorOf[unit]!
    if (instructor < 0 !== without.has(unit)) fault('wrong-unplaced', unit)
    if (instructor < 0) continue
    if (instructor >= instructors) {
      fault('unknown-instructor', unit)
      continue
    }
    left[instructor]!--
    const shared = common(unitLevels, unit * depth, instructorLevels, instructor * depth, depth)
    const present = problem.current?.[unit] === instructor
    if (shared < hardLevel) fault('hard-level', unit)
    if (shared !== level[unit]) fault('wrong-level', unit)
    if (present !== (kept[unit] === 1)) fault('wrong-kept', unit)
    sum += levelCost[shared]! - (present ? keepBonus : 0)
  }
  if (left.some((places) => places < 0)) fault('over-capacity')
  if (without.size !== unplaced.length) fault('wrong-unplaced')
  if (!near(sum, cost)) fault('wrong-cost')
  if (!near(cost, dual)) fault('dual-differs')
  const areas = new Map<string, { left: number; served: number }>()
  const areaOf = (levels: Int32Array, item: number): string => {
    const codes = Array.from(levels.subarray(item * depth, item * depth + hardLevel))
    // An unknown code within the hard level is shared with nobody.
    return codes.some((code) => code < 0) ? '' : codes.join()
  }
  for (let i = 0; i < instructors; i++) {
    const area = areas.get(areaOf(instructorLevels, i)) ?? { left: 0, served: Infinity }
    areas.set(areaOf(instructorLevels, i), { ...area, left: area.left + left[i]! })
  }
  const priorityOf = (unit: number): number => problem.priority?.[unit] ?? 0
  for (let unit = 0; unit < units; unit++) {
    const area = areas.get(areaOf(unitLevels, unit))
    if (area && instructorOf[unit]! >= 0) area.served = Math.min(area.served, priorityOf(unit))
  }
  for (let unit = 0; unit < units; unit++) {
    if (instructorOf[unit]! >= 0) continue
    const key = areaOf(unitLevels, unit)
    const area = hardLevel > 0 && key === '' ? undefined : areas.get(key)
    if (area && area.left > 0) fault('room-left-unused', unit)
    if (area && area.served < priorityOf(unit)) fault('lower-priority-served', unit)
  }
  return faults
}

function common(a: Int32Array, i: number, b: Int32Array, j: number, depth: number): number {
  for (let level = 0; level < depth; level++) {
    if (a[i + level]! < 0 || a[i + level] !== b[j + level]) return level
  }
  return depth
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a) + Math.abs(b))
}
