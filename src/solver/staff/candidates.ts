/**
 * The lists of candidates: per unit the instructors found so far with their costs, and below what cost plus price nobody
 * outside the list is (`rest`). Since prices only rise, that stays true until the list is enlarged. For the same reason a
 * list can be kept in the order of what cost plus price was when last looked at: whoever reads it from the start can stop
 * as soon as that is too much, and puts those back that have become dearer since. Lists lie in one pool and move to its
 * end when they grow.
 */
import type { StaffGround } from './ground.ts'
import type { PairCost } from './pair-cost.ts'
import type { PlaceIndex } from './place-index.ts'
import { mostAnswers } from './place-index.ts'

/** How many candidates a unit starts with. */
const firstLength = 6

export class Candidates {
  readonly rest: Float64Array
  /** Candidates of a unit: those at `start[unit] … start[unit] + count[unit]) of the three arrays below. */
  readonly start: Int32Array
  readonly count: Int32Array
  instructor: Int32Array
  cost: Float64Array
  /** Cost plus price when last looked at, ascending through the list. */
  key: Float64Array
  private readonly capacity: Int32Array
  private used: number
  private readonly index: PlaceIndex

  constructor(ground: StaffGround, pairs: PairCost, index: PlaceIndex) {
    const { units, current, room } = ground
    this.index = index
    this.rest = new Float64Array(units).fill(-Infinity)
    this.start = Int32Array.from({ length: units }, (_, unit) => unit * firstLength)
    this.count = new Int32Array(units)
    this.capacity = new Int32Array(units).fill(firstLength)
    this.used = units * firstLength
    const size = Math.ceil(1.25 * this.used)
    this.instructor = new Int32Array(size)
    this.cost = new Float64Array(size)
    this.key = new Float64Array(size)
    for (let unit = 0; unit < units; unit++) {
      const present = current[unit]!
      if (present < 0 || !room[present]) continue
      const cost = pairs.of(unit, present)
      if (cost < Infinity) this.add(unit, present, cost, cost)
    }
  }

  /**
   * Looks up the next best, at most three times as many as there are, none with cost plus price of the limit or more.
   * @returns whether there may be more below the limit.
   */
  enlarge(unit: number, limit: number): boolean {
    const { index } = this
    const before = this.count[unit]!
    const from = this.start[unit]!
    index.mark++
    for (let at = from; at < from + before; at++) index.passed[this.instructor[at]!] = index.mark
    const wanted = before < firstLength ? firstLength - before : Math.min(mostAnswers, 3 * before)
    const found = index.ask(unit, wanted, limit)
    this.makeRoom(unit, before + found)
    for (let at = 0; at < found; at++) this.add(unit, index.instructor[at]!, index.cost[at]!, index.key[at]!)
    this.rest[unit] = index.bound
    return found === wanted
  }

  /** Puts the first so many of a unit, whose keys have been raised, where they belong. */
  reorder(unit: number, visited: number): void {
    const from = this.start[unit]!
    for (let at = from + visited - 1; at >= from; at--) this.sinkBack(at, from + this.count[unit]!)
  }

  private sinkBack(from: number, end: number): void {
    const { instructor, cost, key } = this
    const [j, pair, total] = [instructor[from]!, cost[from]!, key[from]!]
    let at = from
    while (at + 1 < end && key[at + 1]! < total) {
      instructor[at] = instructor[at + 1]!
      cost[at] = cost[at + 1]!
      key[at] = key[at + 1]!
      at++
    }
    instructor[at] = j
    cost[at] = pair
    key[at] = total
  }

  private add(unit: number, instructor: number, cost: number, key: number): void {
    const { start, count } = this
    const from = start[unit]!
    let at = from + count[unit]!++
    // Found later, but not always dearer: keys of those before have been raised meanwhile.
    while (at > from && this.key[at - 1]! > key) {
      this.instructor[at] = this.instructor[at - 1]!
      this.cost[at] = this.cost[at - 1]!
      this.key[at] = this.key[at - 1]!
      at--
    }
    this.instructor[at] = instructor
    this.cost[at] = cost
    this.key[at] = key
  }

  private makeRoom(unit: number, wanted: number): void {
    const { start, count, capacity } = this
    if (wanted <= capacity[unit]!) return
    const from = start[unit]!
    const end = from + count[unit]!
    const to = this.used
    this.used += wanted
    if (this.used > this.key.length) {
      const size = Math.max(this.used, Math.ceil(1.5 * this.key.length))
      const [instructor, cost, key] = [new Int32Array(size), new Float64Array(size), new Float64Array(size)]
      instructor.set(this.instructor)
      cost.set(this.cost)
      key.set(this.key)
      this.instructor = instructor
      this.cost = cost
      this.key = key
    }
    this.instructor.copyWithin(to, from, end)
    this.cost.copyWithin(to, from, end)
    this.key.copyWithin(to, from, end)
    start[unit] = to
    capacity[unit] = wanted
  }
}
