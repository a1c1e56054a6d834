/** Units and instructors laid out together on one address tree: what all steps of the assignment work on. */
import type { AddressTree } from './address-tree.ts'
import { buildAddressTree } from './address-tree.ts'
import { require, requirePrices } from './require.ts'
import type { TreeOrder } from './tree-order.ts'
import { orderByPath, sharedLevels } from './tree-order.ts'
import type { AssignmentProblem } from './types.ts'

/** Items are the units 0 … units−1, then the instructors. */
export interface Ground {
  readonly units: number
  readonly instructors: number
  readonly depth: number
  readonly levels: Int32Array
  readonly levelCost: Float64Array
  readonly hardLevel: number
  readonly order: TreeOrder
  readonly tree: AddressTree
  /** Per node: what going up to its parent adds to the cost of a pair. */
  readonly step: Float64Array
  readonly capacity: Int32Array
  readonly priority: Float64Array
  /** Present instructor of each unit where the pair is lawful, else −1. */
  readonly current: Int32Array
  /** Cost of the present pair, bonus included. */
  readonly keepCost: Float64Array
}

/** @throws RangeError when lengths or figures make no sense. */
export function layOut(problem: AssignmentProblem): Ground {
  const { unitLevels, instructorLevels, levelCost } = problem
  const depth = levelCost.length - 1
  require(depth >= 1 && depth <= 120, 'levelCost: between 2 and 121 prices')
  requirePrices(levelCost, 'levelCost')
  require(unitLevels.length % depth === 0, 'unitLevels: one code per unit and level')
  require(instructorLevels.length % depth === 0, 'instructorLevels: one code per instructor and level')
  const units = unitLevels.length / depth
  const instructors = instructorLevels.length / depth
  const { hardLevel, capacity, priority, keepBonus } = requireFigures(problem, units, instructors, depth)
  const levels = new Int32Array((units + instructors) * depth)
  levels.set(unitLevels)
  levels.set(instructorLevels, units * depth)
  const order = orderByPath(levels, units + instructors, depth, jointRank(problem, units, instructors))
  const tree = buildAddressTree(order, depth, hardLevel)
  const step = new Float64Array(tree.nodes)
  for (let node = 0; node < tree.nodes; node++) {
    const parent = tree.parent[node]!
    if (parent >= 0) step[node] = levelCost[tree.level[parent]!]! - levelCost[tree.level[node]!]!
  }
  const current = new Int32Array(units).fill(-1)
  const keepCost = new Float64Array(units)
  for (let unit = 0; unit < units; unit++) {
    const instructor = problem.current?.[unit] ?? -1
    if (instructor < 0) continue
    const level = sharedLevels(levels, depth, unit, units + instructor)
    if (level < hardLevel) continue
    current[unit] = instructor
    keepCost[unit] = levelCost[level]! - keepBonus
  }
  const sizes = { units, instructors, depth }
  return { ...sizes, levels, levelCost, hardLevel, order, tree, step, capacity, priority, current, keepCost }
}

function requireFigures(problem: AssignmentProblem, units: number, instructors: number, depth: number) {
  const usual = problem.usualCapacity ?? 5
  const { hardLevel = 0, reportLevel = hardLevel, keepBonus = 0 } = problem
  const capacity = problem.capacity ?? new Int32Array(instructors).fill(usual)
  const priority = problem.priority ?? new Float64Array(units)
  require(Number.isInteger(usual) && usual >= 1, 'usualCapacity: an integer of at least 1')
  require(Number.isInteger(hardLevel) && hardLevel >= 0 && hardLevel <= depth, 'hardLevel: a level of levelCost')
  require(Number.isInteger(reportLevel) &&
    reportLevel >= 0 &&
    reportLevel <= depth, 'reportLevel: a level of levelCost')
  require(Number.isFinite(keepBonus) && keepBonus >= 0, 'keepBonus: finite and not negative')
  require(capacity.length === instructors && capacity.every((places) => places >= 0), 'capacity: one per instructor')
  require(priority.length === units && priority.every(Number.isFinite), 'priority: one finite number per unit')
  require(!problem.unitRank || problem.unitRank.length === units, 'unitRank: one per unit')
  require(!problem.instructorRank ||
    problem.instructorRank.length === instructors, 'instructorRank: one per instructor')
  const known = !problem.current || problem.current.every((instructor) => instructor < instructors)
  require(known && (!problem.current || problem.current.length === units), 'current: an instructor or −1 per unit')
  return { hardLevel, capacity, priority, keepBonus }
}

/** Units and instructors are never compared with each other, so their ranks need no common scale. */
function jointRank(problem: AssignmentProblem, units: number, instructors: number): Int32Array {
  const rank = new Int32Array(units + instructors)
  for (let unit = 0; unit < units; unit++) rank[unit] = problem.unitRank?.[unit] ?? unit
  for (let i = 0; i < instructors; i++) rank[units + i] = problem.instructorRank?.[i] ?? i
  return rank
}
