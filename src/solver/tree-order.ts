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

class CountingSorter {
  order: Int32Array
  private spare: Int32Array
  private readonly bits: number

  constructor(count: number) {
    this.order = Int32Array.from({ length: count }, (_, item) => item)
    this.spare = new Int32Array(count)
    this.bits = count < 4096 ? 8 : 16
  }

  /** Stable sort by `keys[item · stride + offset]`. */
  sortBy(keys: Int32Array, stride: number, offset: number): void {
    let lowest = Infinity
    let highest = -Infinity
    for (let at = offset; at < keys.length; at += stride) {
      const key = keys[at]!
      if (key < lowest) lowest = key
      if (key > highest) highest = key
    }
    const base = 2 ** this.bits
    for (let unit = 1; unit <= highest - lowest; unit *= base) this.pass(keys, stride, offset, lowest, unit, base)
  }

  private pass(keys: Int32Array, stride: number, offset: number, lowest: number, unit: number, base: number): void {
    const { order, spare } = this
    const start = new Int32Array(base)
    const shift = Math.log2(unit)
    const digit = (item: number): number => ((keys[item * stride + offset]! - lowest) >>> shift) & (base - 1)
    for (let p = 0; p < order.length; p++) start[digit(order[p]!)]!++
    for (let d = 0, sum = 0; d < base; d++) {
      const size = start[d]!
      start[d] = sum
      sum += size
    }
    for (let p = 0; p < order.length; p++) {
      const item = order[p]!
      spare[start[digit(item)]!++] = item
    }
    this.order = spare
    this.spare = order
  }
}
