/** Points in square cells; the points of a cell lie together in `order`. Points that are not known are left out. */
import { require } from '../require.ts'
import { gridOrder } from './sets.ts'

export class PointGrid {
  readonly size: number
  readonly cells: number
  /** Points of cell c: `order[start[c] … start[c+1])`. */
  readonly start: Int32Array
  readonly order: Int32Array
  readonly column: Int32Array
  readonly row: Int32Array
  private readonly points: Float64Array
  private readonly low: readonly [number, number]
  /** Open hash table: cell + 1, 0 empty. */
  private readonly table: Int32Array

  /** @throws RangeError when the cells are too small for the extent of the points. */
  constructor(points: Float64Array, size: number) {
    this.points = points
    this.size = size
    const known = Int32Array.from({ length: points.length / 2 }, (_, i) => i).filter((i) => {
      return !Number.isNaN(points[2 * i]! + points[2 * i + 1]!)
    })
    let lowX = Infinity
    let lowY = Infinity
    for (const i of known) {
      lowX = Math.min(lowX, points[2 * i]!)
      lowY = Math.min(lowY, points[2 * i + 1]!)
    }
    this.low = [lowX, lowY]
    const at = new Int32Array(2 * known.length)
    for (let k = 0; k < known.length; k++) {
      const x = this.columnOf(points[2 * known[k]!]!)
      const y = this.rowOf(points[2 * known[k]! + 1]!)
      require(x < 2 ** 24 && y < 2 ** 24, 'points: too far apart for this radius')
      at[2 * k] = x
      at[2 * k + 1] = y
    }
    const { order, ends } = gridOrder(at)
    this.order = order.map((k) => known[k]!)
    this.cells = ends.length
    this.start = new Int32Array(this.cells + 1)
    this.start.set(ends, 1)
    this.column = Int32Array.from(ends, (end) => at[2 * order[end - 1]!]!)
    this.row = Int32Array.from(ends, (end) => at[2 * order[end - 1]! + 1]!)
    this.table = new Int32Array(2 ** Math.ceil(Math.log2(2 * this.cells + 2)))
    for (let cell = 0; cell < this.cells; cell++) {
      this.table[this.slotOf(this.column[cell]!, this.row[cell]!)] = cell + 1
    }
  }

  /** −1 where there are no points. */
  cellAt(column: number, row: number): number {
    return this.table[this.slotOf(column, row)]! - 1
  }

  /** Appends the points within a distance of (x, y) to a list. */
  within(x: number, y: number, distance: number, found: number[]): void {
    const { points, order, start } = this
    const limit = distance * distance
    for (let column = this.columnOf(x - distance); column <= this.columnOf(x + distance); column++) {
      for (let row = this.rowOf(y - distance); row <= this.rowOf(y + distance); row++) {
        const cell = this.cellAt(column, row)
        if (cell < 0) continue
        for (let at = start[cell]!; at < start[cell + 1]!; at++) {
          const i = order[at]!
          const dx = points[2 * i]! - x
          const dy = points[2 * i + 1]! - y
          if (dx * dx + dy * dy <= limit) found.push(i)
        }
      }
    }
  }

  private columnOf(x: number): number {
    return Math.floor((x - this.low[0]) / this.size)
  }

  private rowOf(y: number): number {
    return Math.floor((y - this.low[1]) / this.size)
  }

  /** Where a cell stands in the table, or the empty slot where it would. */
  private slotOf(column: number, row: number): number {
    const { table } = this
    const mask = table.length - 1
    let slot = Math.imul(column, 0x9e3779b1) + Math.imul(row, 0x85ebca6b)
    slot = Math.imul(slot ^ (slot >>> 15), 0xc2b2ae35)
    slot ^= slot >>> 13
    for (slot &= mask; table[slot] !== 0; slot = (slot + 1) & mask) {
      const cell = table[slot]! - 1
      if (this.column[cell] === column && this.row[cell] === row) return slot
    }
    return slot
  }
}
