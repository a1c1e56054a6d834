/**
 * Units without members to instructors: each unit to one instructor, each instructor up to its capacity, near rather
 * than far on the address tree, present pairs kept at a bonus. Exact, with the proof in figures: `dual` equals `cost`.
 *
 *   const { instructorOf, unplaced, shortages } = assignInstructors({ unitLevels, instructorLevels, levelCost })
 *
 * In this order: where places are short the higher priorities are served; then the cost is least; then present pairs
 * are kept, loads are level and neighbours go together. First who is served (`assign-choice.ts`), then which present
 * pairs stay (`assign-network.ts`), then who goes to whom (`assign-pairs.ts`).
 */
import { choose, leafOfInstructor, surplusOf } from './assign-choice.ts'
import type { Ground } from './assign-ground.ts'
import { layOut } from './assign-ground.ts'
import { settle } from './assign-network.ts'
import { distancePrices } from './assign-prices.ts'
import { pairOff } from './assign-pairs.ts'
import { sharedLevels } from './tree-order.ts'
import type { Assignment, AssignmentProblem, Shortage } from './types.ts'

/** @throws RangeError when lengths or figures make no sense. */
export function assignInstructors(problem: AssignmentProblem): Assignment {
  const ground = layOut(problem)
  const { units, depth, levels, levelCost, order } = ground
  // Without the present pairs the tree gives choice and prices at once; the prices tell which pairs are worth keeping.
  const free = choose(ground, () => false)
  const price = distancePrices(ground, free, surplusOf(ground, free))
  const choice = ground.current.some((instructor) => instructor >= 0)
    ? choose(ground, worthKeeping(ground, price))
    : free
  const dual = settle(ground, choice, price)
  const instructorOf = pairOff(ground, choice)
  const level = new Uint8Array(units).fill(255)
  const kept = new Uint8Array(units)
  let cost = 0
  for (let unit = 0; unit < units; unit++) {
    const instructor = instructorOf[unit]!
    if (instructor < 0) continue
    level[unit] = sharedLevels(levels, depth, unit, units + instructor)
    kept[unit] = instructor === ground.current[unit] ? 1 : 0
    cost += kept[unit] === 1 ? ground.keepCost[unit]! : levelCost[level[unit]!]!
  }
  const unplaced = order.order.filter((unit) => unit < units && instructorOf[unit]! < 0)
  const { reportLevel = ground.hardLevel, usualCapacity = 5 } = problem
  const shortages = countShortages(ground, unplaced, reportLevel, usualCapacity)
  return { instructorOf, level, kept, cost, dual, unplaced, shortages }
}

/** Whether a unit's present pair costs no more than the two would save by parting, at these prices. */
function worthKeeping(ground: Ground, price: Float64Array): (unit: number) => boolean {
  const { tree, order, current, keepCost, levelCost, depth } = ground
  return (unit) => {
    const leaf = tree.leafAt[order.position[unit]!]!
    const saved = price[leaf]! - price[leafOfInstructor(ground, current[unit]!)]!
    return keepCost[unit]! - levelCost[depth]! <= saved + 1e-9 * (1 + levelCost[0]!)
  }
}

/** Per area of the report level: who is without a place and how many instructors that would take. */
function countShortages(
  ground: Ground,
  unplaced: Int32Array,
  reportLevel: number,
  usualCapacity: number,
): readonly Shortage[] {
  const shortages: Shortage[] = []
  for (let from = 0, at = 0; at < unplaced.length; at++) {
    const next =
      at + 1 < unplaced.length ? sharedLevels(ground.levels, ground.depth, unplaced[at]!, unplaced[at + 1]!) : -1
    if (next >= reportLevel) continue
    const count = at + 1 - from
    shortages.push({ unit: unplaced[from]!, unplaced: count, instructorsNeeded: Math.ceil(count / usualCapacity) })
    from = at + 1
  }
  return shortages
}
