/**
 * Clusters of points by density (DBSCAN, Ester et al. 1996) on a grid (Gunawan 2013): a point is a core if at least so
 * many points lie within reach, itself included; cores within reach of each other are one cluster; other points within
 * reach of a core belong to the nearest core's cluster, the rest to none. In cells of reach/√2 all points of a cell are
 * within reach of each other, so only neighbouring cells need be compared.
 */
import { PointGrid } from './point-grid.ts'

/** Number of the cluster of each point, −1 none; clusters in the order of their first core. */
export function clusterPoints(points: Float64Array, reach: number, least: number): Int32Array {
  return new Density(points, reach, least).label()
}

/** Cells that can hold points within reach of a cell, one of each pair of opposites. */
const ahead = [
  [0, 1],
  [0, 2],
  [1, -2],
  [1, -1],
  [1, 0],
  [1, 1],
  [1, 2],
  [2, -1],
  [2, 0],
  [2, 1],
] as const

class Density {
  private readonly points: Float64Array
  private readonly grid: PointGrid
  private readonly least: number
  private readonly limit: number
  private readonly core: Uint8Array
  private readonly parent: Int32Array

  constructor(points: Float64Array, reach: number, least: number) {
    this.points = points
    this.least = least
    this.limit = reach * reach
    // A little smaller, so that rounding cannot put two points of a cell out of reach.
    this.grid = new PointGrid(points, (reach / Math.SQRT2) * (1 - 1e-9))
    this.core = new Uint8Array(points.length / 2)
    this.parent = Int32Array.from({ length: this.grid.cells }, (_, cell) => cell)
  }

  label(): Int32Array {
    const { grid, core } = this
    this.findCores()
    // Cells without cores join nothing.
    const alone = new Uint8Array(grid.cells)
    for (let cell = 0; cell < grid.cells; cell++) {
      if (grid.order.subarray(grid.start[cell]!, grid.start[cell + 1]!).every((i) => core[i] === 0)) alone[cell] = 1
    }
    for (let cell = 0; cell < grid.cells; cell++) {
      for (const [right, up] of ahead) {
        if (alone[cell] === 1) break
        const other = grid.cellAt(grid.column[cell]! + right, grid.row[cell]! + up)
        if (other < 0 || alone[other] === 1 || this.find(cell) === this.find(other)) continue
        if (this.touch(cell, other)) this.parent[this.find(other)] = this.find(cell)
      }
    }
    const label = new Int32Array(core.length).fill(-1)
    const cellOf = new Int32Array(core.length).fill(-1)
    for (let cell = 0; cell < grid.cells; cell++) {
      for (let at = grid.start[cell]!; at < grid.start[cell + 1]!; at++) cellOf[grid.order[at]!] = cell
    }
    const number = new Map<number, number>()
    for (let i = 0; i < core.length; i++) {
      if (core[i] === 0) continue
      const root = this.find(cellOf[i]!)
      if (!number.has(root)) number.set(root, number.size)
      label[i] = number.get(root)!
    }
    for (let i = 0; i < core.length; i++) {
      if (core[i] === 1 || cellOf[i]! < 0) continue
      const nearest = this.nearestCore(i, cellOf[i]!)
      if (nearest >= 0) label[i] = label[nearest]!
    }
    return label
  }

  private findCores(): void {
    const { grid, core, least } = this
    for (let cell = 0; cell < grid.cells; cell++) {
      const own = grid.start[cell + 1]! - grid.start[cell]!
      const around = own >= least ? [] : this.around(cell)
      for (let at = grid.start[cell]!; at < grid.start[cell + 1]!; at++) {
        const i = grid.order[at]!
        let count = own
        for (let k = 0; k < around.length && count < least; k++) {
          const other = around[k]!
          for (let beside = grid.start[other]!; beside < grid.start[other + 1]! && count < least; beside++) {
            if (this.square(i, grid.order[beside]!) <= this.limit) count++
          }
        }
        if (count >= least) core[i] = 1
      }
    }
  }

  private around(cell: number): number[] {
    const { grid } = this
    const cells: number[] = []
    for (const [right, up] of ahead) {
      for (const sign of [1, -1]) {
        const other = grid.cellAt(grid.column[cell]! + sign * right, grid.row[cell]! + sign * up)
        if (other >= 0) cells.push(other)
      }
    }
    return cells
  }

  /** Whether cores of the two cells are within reach of each other. */
  private touch(cell: number, other: number): boolean {
    const { grid, core } = this
    for (let at = grid.start[cell]!; at < grid.start[cell + 1]!; at++) {
      const i = grid.order[at]!
      if (core[i] === 0) continue
      for (let beside = grid.start[other]!; beside < grid.start[other + 1]!; beside++) {
        const j = grid.order[beside]!
        if (core[j] === 1 && this.square(i, j) <= this.limit) return true
      }
    }
    return false
  }

  private nearestCore(i: number, cell: number): number {
    const { grid, core } = this
    let nearest = -1
    let least = Infinity
    for (const other of [cell, ...this.around(cell)]) {
      for (let at = grid.start[other]!; at < grid.start[other + 1]!; at++) {
        const j = grid.order[at]!
        if (core[j] === 0) continue
        const square = this.square(i, j)
        if (square > this.limit || square > least || (square === least && j > nearest)) continue
        least = square
        nearest = j
      }
    }
    return nearest
  }

  private square(i: number, j: number): number {
    const dx = this.points[2 * i]! - this.points[2 * j]!
    const dy = this.points[2 * i + 1]! - this.points[2 * j + 1]!
    return dx * dx + dy * dy
  }

  private find(cell: number): number {
    const { parent } = this
    let root = cell
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
}
