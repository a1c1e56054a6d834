/**
 * Places of work in a binary tree, by area of the hard level, then halved by coordinates (kd-tree) or, without
 * coordinates, in address order. Each node knows its box, the codes all its places share, which sections of industry
 * occur and the lowest price among its instructors, so that "the best few instructors for this unit by cost plus price"
 * is found by looking only where something better can be (branch and bound). Bounds never exceed what a place costs.
 */
import { orderByPath } from '../tree-order.ts'
import type { StaffGround } from './ground.ts'
import type { PairCost } from './pair-cost.ts'
import { sharedCodes } from './pair-cost.ts'

const leafSize = 6
/** Most answers a single question can have. */
export const mostAnswers = 64

export class PlaceIndex {
  /** The answers, best first: instructor, cost of the pair, cost plus price. */
  readonly instructor = new Int32Array(mostAnswers)
  readonly cost = new Float64Array(mostAnswers)
  readonly key = new Float64Array(mostAnswers)
  /** After `ask`: no instructor that was neither returned nor passed over has less. */
  bound = 0
  /** Instructors to be passed over: those whose mark is the present one. */
  readonly passed: Int32Array
  mark = 0

  private readonly ground: StaffGround
  private readonly pairs: PairCost
  /** Price of each instructor as far as told; Infinity hides one. */
  private readonly price: Float64Array
  private readonly placeAt: Int32Array
  private readonly positionOf: Int32Array
  private readonly leafOf: Int32Array
  private readonly rootOf: Int32Array
  private readonly several: boolean
  private readonly seen: Int32Array
  private asked = 0
  private nodes = 0
  // By node; the first child comes right after its parent.
  private readonly from: Int32Array
  private readonly to: Int32Array
  private readonly parent: Int32Array
  private readonly second: Int32Array
  private readonly box: Float64Array
  private readonly unknown: Uint8Array
  private readonly shared: Int8Array
  private readonly sections: Int32Array
  private readonly least: Float64Array
  private readonly stack = new Int32Array(256)
  private readonly stackBound = new Float64Array(256)

  /** @param price of each instructor to begin with. Instructors without room are left out. */
  constructor(ground: StaffGround, pairs: PairCost, price: Float64Array) {
    const { instructors, places, placeOf, room, areaOfPlace, areas } = ground
    this.ground = ground
    this.pairs = pairs
    this.price = price.slice()
    this.passed = new Int32Array(instructors)
    this.seen = new Int32Array(instructors)
    const open = addressed(ground).filter((place) => room[placeOf[place]!]! > 0 && areaOfPlace[place]! >= 0)
    this.placeAt = ground.areas > 1 ? open.sort((a, b) => areaOfPlace[a]! - areaOfPlace[b]!) : open
    this.positionOf = new Int32Array(places).fill(-1)
    this.several = ground.placesOf.length !== instructors || placeOf.some((j, place) => j !== place)
    const nodes = 2 * open.length + 1
    this.from = new Int32Array(nodes)
    this.to = new Int32Array(nodes)
    this.parent = new Int32Array(nodes)
    this.second = new Int32Array(nodes)
    this.box = new Float64Array(4 * nodes)
    this.unknown = new Uint8Array(nodes)
    this.shared = new Int8Array(nodes)
    this.sections = new Int32Array(nodes)
    this.least = new Float64Array(nodes)
    this.leafOf = new Int32Array(open.length)
    this.rootOf = new Int32Array(areas).fill(-1)
    for (let at = 0; at < open.length;) {
      const area = areaOfPlace[this.placeAt[at]!]!
      let end = at
      while (end < open.length && areaOfPlace[this.placeAt[end]!] === area) end++
      this.rootOf[area] = this.build(at, end, -1)
      at = end
    }
    for (let at = 0; at < open.length; at++) this.positionOf[this.placeAt[at]!] = at
  }

  /** Where a unit lies relative to the places: neighbours have neighbouring numbers. */
  neighbourhood(unit: number): number {
    const area = this.ground.areaOfUnit[unit]!
    if (area < 0 || this.rootOf[area]! < 0) return -1
    let node = this.rootOf[area]!
    while (this.second[node]! >= 0) {
      const other = this.second[node]!
      node = this.lower(unit, node + 1) <= this.lower(unit, other) ? node + 1 : other
    }
    return node
  }

  /** How many places with room there are in a unit's area. */
  placesAround(unit: number): number {
    const area = this.ground.areaOfUnit[unit]!
    const root = area < 0 ? -1 : this.rootOf[area]!
    return root < 0 ? 0 : this.to[root]! - this.from[root]!
  }

  /** An instructor's price has changed; Infinity hides the instructor. */
  reprice(instructor: number, price: number): void {
    const { placeStart, placesOf } = this.ground
    this.price[instructor] = price
    for (let at = placeStart[instructor]!; at < placeStart[instructor + 1]!; at++) {
      const position = this.positionOf[placesOf[at]!]!
      if (position >= 0) this.lift(this.leafOf[position]!)
    }
  }

  /**
   * The instructors with the least cost plus price below the limit, not passed over; at most `count` of them.
   * @returns how many; the answers lie in `instructor`, `cost` and `key`, what is known of the others in `bound`.
   */
  ask(unit: number, count: number, limit: number): number {
    this.bound = limit
    const area = this.ground.areaOfUnit[unit]!
    const root = area < 0 ? -1 : this.rootOf[area]!
    if (root < 0) return 0
    const { stack, stackBound, second } = this
    this.asked++
    let found = 0
    let open = 0
    stack[open] = root
    stackBound[open++] = -Infinity
    while (open > 0) {
      let node = stack[--open]!
      if (stackBound[open]! >= this.bound) continue
      while (second[node]! >= 0) {
        const other = second[node]!
        const here = this.lower(unit, node + 1)
        const there = this.lower(unit, other)
        const first = here <= there
        const far = first ? there : here
        if (far < this.bound) {
          stack[open] = first ? other : node + 1
          stackBound[open++] = far
        }
        if ((first ? here : there) >= this.bound) {
          node = -1
          break
        }
        node = first ? node + 1 : other
      }
      if (node >= 0) found = this.lookInto(node, unit, count, found)
    }
    return found
  }

  private lookInto(node: number, unit: number, count: number, before: number): number {
    const { ground, placeAt, price, pairs, passed, mark, seen, key, cost, instructor } = this
    let found = before
    for (let at = this.from[node]!; at < this.to[node]!; at++) {
      const j = ground.placeOf[placeAt[at]!]!
      if (passed[j] === mark) continue
      if (this.several) {
        if (seen[j] === this.asked) continue
        seen[j] = this.asked
      }
      const pair = pairs.of(unit, j)
      const total = pair + price[j]!
      if (total >= this.bound) continue
      let to = found < count ? found++ : found - 1
      while (to > 0 && key[to - 1]! > total) {
        key[to] = key[to - 1]!
        cost[to] = cost[to - 1]!
        instructor[to] = instructor[to - 1]!
        to--
      }
      key[to] = total
      cost[to] = pair
      instructor[to] = j
      if (found === count) this.bound = key[found - 1]!
    }
    return found
  }

  /** No place below the node has less, present pairs apart. */
  private lower(unit: number, node: number): number {
    const { tree, space, industry } = this.ground
    let bound = this.least[node]!
    if (space !== null) {
      const x = space.unitPoints[2 * unit]!
      const y = space.unitPoints[2 * unit + 1]!
      const { box } = this
      const dx = Math.max(box[4 * node]! - x, 0, x - box[4 * node + 1]!)
      const dy = Math.max(box[4 * node + 2]! - y, 0, y - box[4 * node + 3]!)
      const away = Math.sqrt(dx * dx + dy * dy)
      if (away !== away) bound += space.rate * space.missing
      else bound += space.rate * (this.unknown[node] === 1 && space.missing < away ? space.missing : away)
    }
    if (tree !== null) {
      const depth = tree.levelCost.length - 1
      const place = this.placeAt[this.from[node]!]!
      const shared = sharedCodes(tree.unitLevels, unit, tree.placeLevels, place, depth)
      bound += tree.levelCost[shared < this.shared[node]! ? shared : depth]!
    }
    if (industry !== null) {
      const depth = industry.cost.length - 1
      const section = industry.unitCodes[unit * depth]!
      const occurs = section >= 0 && (this.sections[node]! & (1 << (section & 31))) !== 0
      bound += industry.rate * industry.cost[occurs ? depth : 0]!
    }
    // Rounding must not hide an equal one.
    return bound - 1e-12 * Math.abs(bound)
  }

  private build(from: number, to: number, parent: number): number {
    const node = this.nodes++
    this.from[node] = from
    this.to[node] = to
    this.parent[node] = parent
    this.measure(node)
    if (to - from <= leafSize) {
      this.second[node] = -1
      this.leafOf.fill(node, from, to)
      return node
    }
    const middle = (from + to) >> 1
    const wide = this.box[4 * node + 1]! - this.box[4 * node]!
    const high = this.box[4 * node + 3]! - this.box[4 * node + 2]!
    if (this.ground.space && Math.max(wide, high) > 0) {
      selectByCoordinate(this.placeAt, from, to, middle, this.ground.space.placePoints, wide >= high ? 0 : 1)
    }
    this.build(from, middle, node)
    this.second[node] = this.build(middle, to, node)
    return node
  }

  private measure(node: number): void {
    const { placeAt, box } = this
    const { tree, space, industry, placeOf } = this.ground
    const from = this.from[node]!
    box.set([Infinity, -Infinity, Infinity, -Infinity], 4 * node)
    const depth = tree ? tree.levelCost.length - 1 : 0
    let shared = depth
    for (let at = from; at < this.to[node]!; at++) {
      const place = placeAt[at]!
      if (tree) shared = Math.min(shared, sharedCodes(tree.placeLevels, placeAt[from]!, tree.placeLevels, place, depth))
      if (space) {
        const x = space.placePoints[2 * place]!
        const y = space.placePoints[2 * place + 1]!
        if (Number.isNaN(x + y)) this.unknown[node] = 1
        else {
          box[4 * node] = Math.min(box[4 * node]!, x)
          box[4 * node + 1] = Math.max(box[4 * node + 1]!, x)
          box[4 * node + 2] = Math.min(box[4 * node + 2]!, y)
          box[4 * node + 3] = Math.max(box[4 * node + 3]!, y)
        }
      }
      if (industry) {
        const section = industry.instructorCodes[placeOf[place]! * (industry.cost.length - 1)]!
        if (section >= 0) this.sections[node]! |= 1 << (section & 31)
      }
    }
    this.shared[node] = shared
    this.least[node] = this.leastBelow(from, this.to[node]!)
  }

  private leastBelow(from: number, to: number): number {
    let least = Infinity
    for (let at = from; at < to; at++) {
      const price = this.price[this.ground.placeOf[this.placeAt[at]!]!]!
      if (price < least) least = price
    }
    return least
  }

  private lift(leaf: number): void {
    const { least, parent, second } = this
    let node = leaf
    let now = this.leastBelow(this.from[leaf]!, this.to[leaf]!)
    while (node >= 0 && least[node] !== now) {
      least[node] = now
      node = parent[node]!
      if (node >= 0) now = Math.min(least[node + 1]!, least[second[node]!]!)
    }
  }
}

/** All places in address order, or as given. */
function addressed({ tree, places }: StaffGround): Int32Array {
  if (tree) return orderByPath(tree.placeLevels, places, tree.levelCost.length - 1).order
  return Int32Array.from({ length: places }, (_, place) => place)
}

/** Rearranges ids[from … to) so that those before `middle` lie no further along the axis; unknown ones last (quickselect). */
function selectByCoordinate(
  ids: Int32Array,
  from: number,
  to: number,
  middle: number,
  points: Float64Array,
  axis: number,
): void {
  const at = (i: number): number => {
    const value = points[2 * ids[i]! + axis]!
    return value === value ? value : Infinity
  }
  let low = from
  let high = to - 1
  while (low < high) {
    const pivot = at((low + high) >> 1)
    let i = low
    let j = high
    while (i <= j) {
      while (at(i) < pivot) i++
      while (at(j) > pivot) j--
      if (i <= j) {
        const id = ids[i]!
        ids[i++] = ids[j]!
        ids[j--] = id
      }
    }
    if (middle <= j) high = j
    else if (middle >= i) low = i
    else break
  }
}
