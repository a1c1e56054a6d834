/**
 * The lists of candidates: per unit the instructors found so far with their costs, and below what cost plus price nobody
 * outside the list is (`rest`). Since prices only rise, that stays true until the list is enlarged.
 */
import type { StaffGround } from './ground.ts'
import type { PairCost } from './pair-cost.ts'
import type { PlaceIndex } from './place-index.ts'
import { mostAnswers } from './place-index.ts'

/** How many candidates a unit starts with. */
export const firstLength = 6

interface More {
  readonly instructors: number[]
  readonly costs: number[]
}

export class Candidates {
  readonly rest: Float64Array
  readonly count: Int32Array
  readonly first: Int32Array
  readonly firstCost: Float64Array
  readonly more: (More | undefined)[] = []
  private readonly index: PlaceIndex

  constructor(ground: StaffGround, pairs: PairCost, index: PlaceIndex) {
    this.index = index
    this.rest = new Float64Array(ground.units).fill(-Infinity)
    this.count = new Int32Array(ground.units)
    this.first = new Int32Array(ground.units * firstLength)
    this.firstCost = new Float64Array(ground.units * firstLength)
    const { current, room } = ground
    for (let unit = 0; unit < ground.units; unit++) {
      const present = current[unit]!
      if (present < 0 || !room[present]) continue
      const cost = pairs.of(unit, present)
      if (cost < Infinity) this.add(unit, present, cost)
    }
  }

  /**
   * Looks up the next best, at most three times as many as there are, none with cost plus price of the limit or more.
   * @returns whether there may be more below the limit.
   */
  enlarge(unit: number, limit: number): boolean {
    const { index, count, first, more } = this
    const before = count[unit]!
    index.mark++
    for (let at = 0; at < Math.min(before, firstLength); at++)
      index.passed[first[unit * firstLength + at]!] = index.mark
    for (const instructor of more[unit]?.instructors ?? []) index.passed[instructor] = index.mark
    const wanted = before < firstLength ? firstLength - before : Math.min(mostAnswers, 3 * before)
    const found = index.ask(unit, wanted, limit)
    for (let at = 0; at < found; at++) this.add(unit, index.instructor[at]!, index.cost[at]!)
    this.rest[unit] = index.bound
    return found === wanted
  }

  private add(unit: number, instructor: number, cost: number): void {
    const at = this.count[unit]!++
    if (at < firstLength) {
      this.first[unit * firstLength + at] = instructor
      this.firstCost[unit * firstLength + at] = cost
      return
    }
    const more = (this.more[unit] ??= { instructors: [], costs: [] })
    more.instructors.push(instructor)
    more.costs.push(cost)
  }
}
