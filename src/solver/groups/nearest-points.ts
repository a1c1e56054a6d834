/**
 * The nearest points of every point, by a k-d tree over an array: the median of the widest dimension halves a range,
 * ranges of a few points are searched outright. When it is stopped the lists are not complete. Points that are not known (NaN) are near nobody.
 */
const leaf = 8

export function nearestPoints(
  points: Float64Array,
  dimensions: number,
  most: number,
  stopped: () => boolean,
): { readonly start: Int32Array; readonly other: Int32Array } {
  const count = points.length / dimensions
  const known: number[] = []
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let d = 0; d < dimensions; d++) sum += points[i * dimensions + d]!
    if (Number.isFinite(sum)) known.push(i)
  }
  const search = new PointTree(points, dimensions, Int32Array.from(known), most, stopped)
  const start = new Int32Array(count + 1)
  const other = new Int32Array(known.length * most)
  let end = 0
  for (let i = 0, k = 0; i < count; i++) {
    if ((i & 1023) === 0 && stopped()) break
    if (known[k] === i) {
      k++
      const found = search.around(i)
      for (let f = 0; f < found; f++) other[end++] = search.nearest[f]!
    }
    start[i + 1] = end
  }
  return { start, other: other.subarray(0, end) }
}

export class PointTree {
  /** Result of `around`, nearest first. */
  readonly nearest: Int32Array
  private readonly square: Float64Array
  private readonly points: Float64Array
  private readonly dimensions: number
  private readonly items: Int32Array
  /** Dimension and place of the cut that halves the range whose middle is m. */
  private readonly cutAlong: Uint8Array
  private readonly most: number
  private readonly stopped: () => boolean
  private found = 0
  private self = -1

  constructor(points: Float64Array, dimensions: number, items: Int32Array, most: number, stopped: () => boolean) {
    this.points = points
    this.dimensions = dimensions
    this.items = items
    this.most = most
    this.stopped = stopped
    this.cutAlong = new Uint8Array(items.length)
    this.nearest = new Int32Array(most)
    this.square = new Float64Array(most)
    this.build(0, items.length)
  }

  /** Fills `nearest` with the nearest others of an item and says how many. */
  around(item: number): number {
    this.found = 0
    this.self = item
    this.visit(0, this.items.length)
    return this.found
  }

  private build(from: number, to: number): void {
    if (to - from <= leaf || (to - from > 4096 && this.stopped())) return
    const { points, dimensions, items } = this
    let along = 0
    let widest = -1
    for (let d = 0; d < dimensions; d++) {
      let lowest = Infinity
      let highest = -Infinity
      for (let k = from; k < to; k++) {
        const value = points[items[k]! * dimensions + d]!
        if (value < lowest) lowest = value
        if (value > highest) highest = value
      }
      if (highest - lowest > widest) {
        widest = highest - lowest
        along = d
      }
    }
    const middle = (from + to) >> 1
    this.select(from, to - 1, middle, along)
    this.cutAlong[middle] = along
    this.build(from, middle)
    this.build(middle + 1, to)
  }

  /** Quickselect (Floyd and Rivest's partition without their sampling). */
  private select(from: number, to: number, middle: number, along: number): void {
    const { points, dimensions, items } = this
    let low = from
    let high = to
    while (low < high) {
      const pivot = points[items[(low + high) >> 1]! * dimensions + along]!
      let i = low
      let j = high
      while (i <= j) {
        while (points[items[i]! * dimensions + along]! < pivot) i++
        while (points[items[j]! * dimensions + along]! > pivot) j--
        if (i > j) break
        const swap = items[i]!
        items[i++] = items[j]!
        items[j--] = swap
      }
      if (middle <= j) high = j
      else if (middle >= i) low = i
      else return
    }
  }

  private visit(from: number, to: number): void {
    if (to - from <= leaf) {
      for (let k = from; k < to; k++) this.offer(this.items[k]!)
      return
    }
    const middle = (from + to) >> 1
    const along = this.cutAlong[middle]!
    const away =
      this.points[this.self * this.dimensions + along]! - this.points[this.items[middle]! * this.dimensions + along]!
    if (away < 0) this.visit(from, middle)
    else this.visit(middle + 1, to)
    this.offer(this.items[middle]!)
    if (this.found === this.most && away * away > this.square[this.most - 1]!) return
    if (away < 0) this.visit(middle + 1, to)
    else this.visit(from, middle)
  }

  private offer(item: number): void {
    if (item === this.self) return
    const { points, dimensions, nearest, square, most } = this
    let sum = 0
    for (let d = 0, a = this.self * dimensions, b = item * dimensions; d < dimensions; d++, a++, b++) {
      const step = points[a]! - points[b]!
      sum += step * step
    }
    if (this.found === most && (sum > square[most - 1]! || (sum === square[most - 1] && item > nearest[most - 1]!)))
      return
    let k = this.found < most ? this.found++ : most - 1
    while (k > 0 && (square[k - 1]! > sum || (square[k - 1] === sum && nearest[k - 1]! > item))) {
      square[k] = square[k - 1]!
      nearest[k] = nearest[k - 1]!
      k--
    }
    square[k] = sum
    nearest[k] = item
  }
}
