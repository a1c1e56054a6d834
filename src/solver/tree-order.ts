/**
 * Address order. Sorting the code paths puts the members of every tree node next to each other, so the tree itself need
 * never be built: how many leading codes two neighbours share says all there is to know about its shape. Sorted by
 * counting digits, last column first (radix sort), which is linear and keeps equals in their previous order.
 */
export interface TreeOrder {
  /** Position → item. */
  readonly order: Int32Array
  /** Item → position. */
  readonly position: Int32Array
  /** common[p]: leading codes shared by the items at positions p and p + 1; −1 at the last position. */
  readonly common: Int8Array
}

/**
 * @param levels count × depth codes, item by item, from the top; negative means unknown and is shared with nobody.
 * @param rank order among items of the same path, smaller first; beyond that the given order decides.
 */
export function orderByPath(levels: Int32Array, count: number, depth: number, rank?: Int32Array): TreeOrder {
  const sorter = new CountingSorter(count)
  if (rank) sorter.sortBy(rank, 1, 0)
  for (let column = depth - 1; column >= 0; column--) sorter.sortBy(levels, depth, column)
  const order = sorter.order
  const position = new Int32Array(count)
  const common = new Int8Array(count)
  for (let p = 0; p < count; p++) {
    const item = order[p]!
    position[item] = p
    common[p] = p + 1 < count ? sharedLevels(levels, depth, item, order[p + 1]!) : -1
  }
  return { order, position, common }
}

/** How many leading codes two items share. */
export function sharedLevels(levels: Int32Array, depth: number, a: number, b: number): number {
  if (a === b) return depth
  let shared = 0
  for (let i = a * depth, j = b * depth; shared < depth; i++, j++, shared++) {
    const code = levels[i]!
    if (code < 0 || code !== levels[j]) break
  }
  return shared
}

/** Digits of at most this many bits keep the counters in the fastest memory. */
const digitBits = 11

class CountingSorter {
  order: Int32Array
  private spare: Int32Array
  private readonly keys: Uint32Array

  constructor(count: number) {
    this.order = new Int32Array(count)
    for (let item = 0; item < count; item++) this.order[item] = item
    this.spare = new Int32Array(count)
    this.keys = new Uint32Array(count)
  }

  /** Stable sort by `values[item · stride + offset]`. */
  sortBy(values: Int32Array, stride: number, offset: number): void {
    const { keys } = this
    let lowest = 2 ** 31
    let highest = -(2 ** 31)
    for (let item = 0, at = offset; item < keys.length; item++, at += stride) {
      const value = values[at]!
      if (value < lowest) lowest = value
      if (value > highest) highest = value
    }
    for (let item = 0, at = offset; item < keys.length; item++, at += stride) keys[item] = values[at]! - lowest
    const bits = highest > lowest ? Math.floor(Math.log2(highest - lowest)) + 1 : 0
    const passes = Math.ceil(bits / digitBits)
    const width = Math.ceil(bits / passes)
    for (let pass = 0; pass < passes; pass++) this.sortByDigit(pass * width, 2 ** width)
  }

  private sortByDigit(shift: number, base: number): void {
    const { order, spare, keys } = this
    const mask = base - 1
    const next = new Int32Array(base)
    for (let item = 0; item < keys.length; item++) next[(keys[item]! >>> shift) & mask]!++
    for (let digit = 0, sum = 0; digit < base; digit++) {
      const size = next[digit]!
      next[digit] = sum
      sum += size
    }
    for (let p = 0; p < order.length; p++) {
      const item = order[p]!
      spare[next[(keys[item]! >>> shift) & mask]!++] = item
    }
    this.order = spare
    this.spare = order
  }
}
