/** What a pair costs, threshold of the present pair included; Infinity where a rule forbids it. */
import type { StaffGround } from './ground.ts'

export class PairCost {
  private readonly ground: StaffGround

  constructor(ground: StaffGround) {
    this.ground = ground
  }

  /** Of this unit with this instructor. */
  of(unit: number, instructor: number): number {
    if (this.isExcluded(unit, instructor)) return Infinity
    const cost = this.way(unit, instructor) + this.misfit(unit, instructor)
    return this.ground.current[unit] === instructor ? cost - this.ground.keepThreshold : cost
  }

  /** The cost as for `of`, whether or not the pair is excluded and without the threshold. */
  plain(unit: number, instructor: number): number {
    return this.way(unit, instructor) + this.misfit(unit, instructor)
  }

  isExcluded(unit: number, instructor: number): boolean {
    const { excludedStart, excluded } = this.ground
    if (excludedStart === null) return false
    for (let at = excludedStart[unit]!; at < excludedStart[unit + 1]!; at++) {
      if (excluded[at] === instructor) return true
    }
    return false
  }

  private way(unit: number, instructor: number): number {
    const { placeStart, placesOf } = this.ground
    const from = placeStart[instructor]!
    const to = placeStart[instructor + 1]!
    let least = Infinity
    for (let at = from; at < to; at++) {
      const cost = this.toPlace(unit, placesOf[at]!)
      if (cost < least) least = cost
    }
    return least
  }

  private toPlace(unit: number, place: number): number {
    const { tree, space } = this.ground
    let cost = 0
    if (tree !== null) {
      const shared = sharedCodes(tree.unitLevels, unit, tree.placeLevels, place, tree.levelCost.length - 1)
      if (shared < tree.hardLevel) return Infinity
      cost = tree.levelCost[shared]!
    }
    if (space !== null) {
      const { unitPoints, placePoints } = space
      const x = unitPoints[2 * unit]! - placePoints[2 * place]!
      const y = unitPoints[2 * unit + 1]! - placePoints[2 * place + 1]!
      const distance = Math.sqrt(x * x + y * y)
      if (distance > space.maxDistance) return Infinity
      cost += space.rate * (distance === distance ? distance : space.missing)
    }
    return cost
  }

  private misfit(unit: number, instructor: number): number {
    const { industry } = this.ground
    if (industry === null) return 0
    const { unitCodes, instructorCodes, cost, rate } = industry
    return rate * cost[sharedCodes(unitCodes, unit, instructorCodes, instructor, cost.length - 1)]!
  }
}

/** How many leading codes row i of a shares with row j of b. */
export function sharedCodes(a: Int32Array, i: number, b: Int32Array, j: number, depth: number): number {
  let shared = 0
  for (let at = i * depth, beside = j * depth; shared < depth; at++, beside++, shared++) {
    const code = a[at]!
    if (code < 0 || code !== b[beside]) break
  }
  return shared
}
