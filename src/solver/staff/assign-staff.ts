/**
 * Units to instructors by address, distance and industry: each unit to one instructor, each instructor up to its capacity,
 * present pairs kept unless parting gains enough. Exact, with the proof in figures: `dual` equals `cost`.
 *
 *   const { instructorOf, cost, dual, unplaced, reasons } = assignStaff({ units, capacity, space })
 *
 * Candidates are looked up as they are needed (`place-index.ts`, `candidates.ts`), pairs settled by shortest paths
 * (`shortest-paths.ts`), the proof computed from the prices over all pairs (`proof.ts`).
 */
import type { StaffGround } from './ground.ts'
import { layStaffGround } from './ground.ts'
import { PairCost } from './pair-cost.ts'
import { PlaceIndex } from './place-index.ts'
import { prove } from './proof.ts'
import { ShortestPaths } from './shortest-paths.ts'
import type { StaffPlan, StaffProblem, StaffShortage, UnplacedReason } from './types.ts'

/** @throws RangeError when lengths or figures make no sense, or nobody has a place. */
export function assignStaff(problem: StaffProblem): StaffPlan {
  const ground = layStaffGround(problem)
  const pairs = new PairCost(ground)
  const paths = new ShortestPaths(ground, pairs)
  for (const unit of paths.inOrder()) paths.insert(unit)
  const { units, current, keepThreshold, balance, taken, instructors } = ground
  const instructorOf = paths.at
  const pairCost = new Float64Array(units)
  const kept = new Uint8Array(units)
  const load = taken.slice()
  let cost = 0
  let listed = 0
  let longestList = 0
  for (let unit = 0; unit < units; unit++) {
    const length = paths.candidates.count[unit]!
    listed += length
    longestList = Math.max(longestList, length)
    const instructor = instructorOf[unit]!
    if (instructor < 0) continue
    kept[unit] = instructor === current[unit] ? 1 : 0
    pairCost[unit] = pairs.plain(unit, instructor)
    cost += pairCost[unit]! - (kept[unit] === 1 ? keepThreshold : 0)
    cost += balance * load[instructor]!++
  }
  const { price } = paths
  for (let j = 0; j < instructors; j++) if (ground.room[j] === 0) price[j] = 0
  const unplaced = Int32Array.from(instructorOf.keys()).filter((unit) => instructorOf[unit]! < 0)
  const index = new PlaceIndex(ground, pairs, new Float64Array(instructors))
  const found = { instructorOf, pairCost, kept, cost, price, unplaced, listed, longestList }
  return {
    ...found,
    penalty: ground.penalty,
    ...prove(ground, pairs, price, instructorOf),
    reasons: Array.from(unplaced, (unit) => reasonFor(ground, pairs, index, unit)),
    shortages: countShortages(ground, unplaced, problem.usualCapacity ?? 5),
  }
}

function reasonFor(ground: StaffGround, pairs: PairCost, index: PlaceIndex, unit: number): UnplacedReason {
  index.mark++
  if (index.ask(unit, 1, Infinity) > 0) return 'full'
  const { excludedStart, excluded, room } = ground
  for (let at = excludedStart?.[unit] ?? 0; at < (excludedStart?.[unit + 1] ?? 0); at++) {
    const instructor = excluded[at]!
    if (room[instructor]! > 0 && pairs.plain(unit, instructor) < Infinity) return 'excluded'
  }
  return 'out-of-reach'
}

/** Per area of the hard level, in the order of its first unit without a place. */
function countShortages(ground: StaffGround, unplaced: Int32Array, usual: number): readonly StaffShortage[] {
  const { areaOfUnit } = ground
  const byArea = new Map<number, { unit: number; unplaced: number }>()
  for (const unit of unplaced) {
    // Units whose area is unknown stand alone.
    const area = areaOfUnit[unit]! < 0 ? -1 - unit : areaOfUnit[unit]!
    const known = byArea.get(area)
    if (known) known.unplaced++
    else byArea.set(area, { unit, unplaced: 1 })
  }
  return Array.from(byArea.values(), (area) => ({ ...area, instructorsNeeded: Math.ceil(area.unplaced / usual) }))
}
