/**
 * Capacitated assignment by successive shortest paths. Units come in one by one. Each looks for the cheapest chain of
 * changes that finds everyone a place: it enters at an instructor, one of whose units goes on to another, and so forth,
 * until a place is free or a unit is left out at its price. Dijkstra on reduced costs over instructors only, since a unit
 * that has an instructor is tight there (Jonker and Volgenant 1987; Ahuja, Magnanti, Orlin, Network Flows, ch. 9.7).
 *
 * The lists of candidates are enlarged where the search would otherwise pass over somebody: the rest of a unit's list is
 * a thing in the queue like an instructor, with the least its members can cost. So the result is exact over all pairs, not
 * only over those listed. When a search has settled nearly all of an area, as it must to find that places are short, those are hidden from the
 * lists, as they cannot be improved any more; what was found out about the rest then holds for the others only, and for
 * the hidden ones it is the new price of the unit that bounds them (that is what being settled first means).
 */
import { orderByPath } from '../tree-order.ts'
import { Candidates } from './candidates.ts'
import type { StaffGround } from './ground.ts'
import { MinHeap } from '../min-heap.ts'
import type { PairCost } from './pair-cost.ts'
import { PlaceIndex } from './place-index.ts'

const largeSearch = 100
/** More than there are priorities. */
const most = 1 << 20

export class ShortestPaths {
  /** Instructor of each unit, −1 none; the cost of the pair. */
  readonly at: Int32Array
  readonly atCost: Float64Array
  readonly price: Float64Array
  readonly candidates: Candidates
  /** Work done: instructors settled. */
  settledTotal = 0

  private readonly ground: StaffGround
  private readonly index: PlaceIndex
  private readonly heap = new MinHeap()
  private readonly load: Int32Array
  // The units of an instructor are a linked list.
  private readonly head: Int32Array
  private readonly next: Int32Array
  private readonly previous: Int32Array
  // The search at hand: distance, the unit that would come in, at what cost; stamps say whether they are of this search.
  private readonly distance: Float64Array
  private readonly comes: Int32Array
  private readonly comesCost: Float64Array
  private readonly touched: Int32Array
  private readonly settled: Int32Array
  private readonly order: Int32Array
  private settledCount = 0
  private stamp = 0
  private hiding = false
  private readonly grown: number[] = []
  private readonly grownFrom: number[] = []
  private length = 0
  private endInstructor = -1
  private endUnit = -1

  constructor(ground: StaffGround, pairs: PairCost) {
    const { units, instructors } = ground
    this.ground = ground
    this.at = new Int32Array(units).fill(-1)
    this.atCost = new Float64Array(units)
    this.price = Float64Array.from(ground.taken, (taken) => taken * ground.balance)
    this.index = new PlaceIndex(ground, pairs, this.price)
    this.candidates = new Candidates(ground, pairs, this.index)
    this.load = new Int32Array(instructors)
    this.head = new Int32Array(instructors).fill(-1)
    this.next = new Int32Array(units)
    this.previous = new Int32Array(units)
    this.distance = new Float64Array(instructors)
    this.comes = new Int32Array(instructors)
    this.comesCost = new Float64Array(instructors)
    this.touched = new Int32Array(instructors)
    this.settled = new Int32Array(instructors)
    this.order = new Int32Array(instructors)
  }

  /** Units in an order in which neighbours follow each other. */
  inOrder(): Int32Array {
    const { units, leftOut, penalty } = this.ground
    const keys = new Int32Array(2 * units)
    for (let unit = 0; unit < units; unit++) {
      // Those that are served first when places are short come first: then nobody need be pushed out again.
      keys[2 * unit] = most - Math.round(leftOut[unit]! / penalty)
      keys[2 * unit + 1] = this.index.neighbourhood(unit)
    }
    return orderByPath(keys, units, 2).order
  }

  insert(unit: number): void {
    const { heap, ground, head, next, atCost, price, distance } = this
    const { instructors, leftOut } = ground
    this.stamp++
    this.settledCount = 0
    this.hiding = false
    heap.clear()
    this.length = leftOut[unit]!
    this.endInstructor = -1
    this.endUnit = unit
    if (this.candidates.rest[unit] === -Infinity) this.candidates.enlarge(unit, this.length)
    this.scan(unit, 0)
    while (heap.size > 0 && heap.smallest < this.length) {
      const near = heap.smallest
      const thing = heap.pop()
      if (thing >= instructors) {
        this.enlarge(thing - instructors, near)
        continue
      }
      if (this.settled[thing] === this.stamp) continue
      this.settle(thing)
      for (let b = head[thing]!; b >= 0; b = next[b]!) this.scan(b, distance[thing]! - atCost[b]! - price[thing]!)
    }
    this.raisePrices()
    this.change(unit)
  }

  private settle(instructor: number): void {
    this.settled[instructor] = this.stamp
    this.order[this.settledCount++] = instructor
    if (this.hiding) this.index.reprice(instructor, Infinity)
  }

  /** Looks where a unit could go that stands at this offset: distance so far minus its own price. */
  private scan(unit: number, offset: number): void {
    const { candidates, heap, price } = this
    const { instructor, cost, key } = candidates
    const out = offset + this.ground.leftOut[unit]!
    if (out < this.length) {
      this.length = out
      this.endUnit = unit
      this.endInstructor = -1
    }
    const from = candidates.start[unit]!
    const end = from + candidates.count[unit]!
    let at = from
    let raised = false
    while (at < end && offset + key[at]! < this.length) {
      const j = instructor[at]!
      const total = cost[at]! + price[j]!
      if (total > key[at]!) {
        key[at] = total
        raised = true
      }
      this.reach(j, unit, cost[at]!, offset + total)
      at++
    }
    if (raised) candidates.reorder(unit, at - from)
    const rest = offset + candidates.rest[unit]!
    if (rest < this.length) heap.push(rest, this.ground.instructors + unit)
  }

  /** A way to an instructor, so far: through this unit at this cost. */
  private reach(instructor: number, unit: number, cost: number, far: number): void {
    const { stamp, touched, distance, settled, load, price } = this
    if (far >= this.length || settled[instructor] === stamp) return
    if (touched[instructor] === stamp && far >= distance[instructor]!) return
    touched[instructor] = stamp
    distance[instructor] = far
    this.comes[instructor] = unit
    this.comesCost[instructor] = cost
    if (load[instructor]! < this.ground.room[instructor]!) {
      const whole =
        far + this.ground.balance * (this.ground.taken[instructor]! + load[instructor]!) - price[instructor]!
      if (whole <= this.length) {
        this.length = whole
        this.endInstructor = instructor
      }
    }
    if (far < this.length) this.heap.push(far, instructor)
  }

  /** The rest of a unit's list has come up: makes the list longer and looks at what is new. */
  private enlarge(unit: number, near: number): void {
    const { candidates, heap } = this
    const offset = near - candidates.rest[unit]!
    if (!this.hiding && this.settledCount > Math.max(largeSearch, 0.9 * this.index.placesAround(unit))) {
      this.hiding = true
      for (let i = 0; i < this.settledCount; i++) this.index.reprice(this.order[i]!, Infinity)
    }
    const further = candidates.enlarge(unit, this.hiding ? this.length - offset : this.ground.leftOut[unit]!)
    if (this.hiding) {
      this.grown.push(unit)
      this.grownFrom.push(offset)
    }
    // Those that were known are looked at again: they change nothing.
    const from = candidates.start[unit]!
    for (let at = from; at < from + candidates.count[unit]!; at++) {
      const cost = candidates.cost[at]!
      const far = offset + cost + this.price[candidates.instructor[at]!]!
      this.reach(candidates.instructor[at]!, unit, cost, far)
    }
    const rest = offset + candidates.rest[unit]!
    if (further && rest < this.length) heap.push(rest, this.ground.instructors + unit)
  }

  private raisePrices(): void {
    const { order, price, distance, candidates, grown, grownFrom } = this
    this.settledTotal += this.settledCount
    for (let i = 0; i < this.settledCount; i++) {
      const instructor = order[i]!
      price[instructor]! += Math.max(0, this.length - distance[instructor]!)
      this.index.reprice(instructor, price[instructor]!)
    }
    for (let i = 0; i < grown.length; i++) {
      const unit = grown[i]!
      candidates.rest[unit] = Math.min(candidates.rest[unit]!, this.length - grownFrom[i]!)
    }
    grown.length = 0
    grownFrom.length = 0
  }

  /** Carries out the chain that ends at `endInstructor` or with `endUnit` left out. */
  private change(unit: number): void {
    let to = this.endInstructor
    if (to >= 0) this.load[to]!++
    else {
      if (this.endUnit === unit) return
      to = this.at[this.endUnit]!
      this.leave(this.endUnit)
      this.at[this.endUnit] = -1
    }
    for (;;) {
      const mover = this.comes[to]!
      const from = this.at[mover]!
      if (from >= 0) this.leave(mover)
      this.enter(mover, to)
      if (mover === unit) return
      to = from
    }
  }

  private leave(unit: number): void {
    const { head, next, previous } = this
    const before = previous[unit]!
    const after = next[unit]!
    if (before >= 0) next[before] = after
    else head[this.at[unit]!] = after
    if (after >= 0) previous[after] = before
  }

  private enter(unit: number, instructor: number): void {
    const { head, next, previous } = this
    const after = head[instructor]!
    next[unit] = after
    previous[unit] = -1
    if (after >= 0) previous[after] = unit
    head[instructor] = unit
    this.at[unit] = instructor
    this.atCost[unit] = this.comesCost[instructor]!
  }
}
