/** Where units are concentrated: places of the address tree, circles where points are densest, clusters of points. */
import { orderByPath } from '../tree-order.ts'
import type { BeltDraft, BeltShape } from './belt-draft.ts'
import type { BeltUnits } from './belt-types.ts'
import { clusterPoints } from './clusters.ts'
import { PointGrid } from './point-grid.ts'

/** Every place of the address tree at these levels, the deepest first. */
export function addNodes(draft: BeltDraft, { value, tree, points }: BeltUnits, levels: readonly number[]): void {
  if (!tree) return
  const { order, common } = orderByPath(tree.levels, value.length, tree.depth)
  for (const level of [...new Set(levels)].sort((a, b) => b - a)) {
    for (let from = 0, at = 0; at < order.length; at++) {
      if (common[at]! >= level) continue
      const units = order.subarray(from, at + 1)
      from = at + 1
      // A unit whose code is not known stands alone and is no place.
      if (tree.levels.subarray(units[0]! * tree.depth, units[0]! * tree.depth + level).some((code) => code < 0))
        continue
      draft.add(units, () => ({ kind: 'node', level, ...boxOf(points, units) }))
    }
  }
}

/**
 * Circles of one radius. In cells as wide as the radius, those whose block of nine is worth no less than any neighbour's
 * are peaks; a circle starts at the middle of each of the best peaks and is moved to the middle of what it holds while
 * it gains by that (mean shift).
 */
export function addDiscs(draft: BeltDraft, { value, points }: BeltUnits, radius: number, most: number): void {
  if (!points) return
  const grid = new PointGrid(points, radius)
  const { cells, start, order, column, row } = grid
  const own = new Float64Array(cells)
  for (let cell = 0; cell < cells; cell++) {
    for (let at = start[cell]!; at < start[cell + 1]!; at++) own[cell]! += value[order[at]!]!
  }
  const near = (cell: number, visit: (other: number) => void): void => {
    for (let right = -1; right <= 1; right++) {
      for (let up = -1; up <= 1; up++) {
        const other = grid.cellAt(column[cell]! + right, row[cell]! + up)
        if (other >= 0) visit(other)
      }
    }
  }
  const block = new Float64Array(cells)
  for (let cell = 0; cell < cells; cell++) near(cell, (other) => (block[cell]! += own[other]!))
  const peaks: number[] = []
  for (let cell = 0; cell < cells; cell++) {
    let isPeak = true
    near(cell, (other) => {
      if (block[other]! > block[cell]! || (block[other] === block[cell] && other < cell)) isPeak = false
    })
    if (isPeak) peaks.push(cell)
  }
  peaks.sort((a, b) => block[b]! - block[a]! || a - b)
  for (const cell of peaks.slice(0, most)) {
    const found = climb(grid, points, value, radius, order.subarray(start[cell]!, start[cell + 1]!))
    draft.add(found.units, () => {
      const { x, y } = found
      return { kind: 'disc', level: -1, x, y, radius, area: Math.PI * radius ** 2, length: 2 * radius }
    })
  }
}

interface Circle {
  readonly x: number
  readonly y: number
  readonly units: number[]
  readonly worth: number
}

function climb(
  grid: PointGrid,
  points: Float64Array,
  value: Float64Array,
  radius: number,
  from: ArrayLike<number>,
): Circle {
  let best: Circle = { ...middleOf(points, value, from), units: [], worth: -1 }
  for (let x = best.x, y = best.y, tries = 0; tries < 4; tries++) {
    const units: number[] = []
    grid.within(x, y, radius, units)
    const worth = units.reduce((sum, i) => sum + value[i]!, 0)
    if (worth <= best.worth) break
    best = { x, y, units, worth }
    const next = middleOf(points, value, units)
    x = next.x
    y = next.y
  }
  return best
}

/** The centre of gravity by value, or of the points where nothing is worth anything. */
function middleOf(points: Float64Array, value: Float64Array, units: ArrayLike<number>): { x: number; y: number } {
  const sums = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < units.length; at++) {
    const i = units[at]!
    const x = points[2 * i]!
    const y = points[2 * i + 1]!
    const one = value[i]!
    ;[x, y, 1, one * x, one * y, one].forEach((term, k) => (sums[k]! += term))
  }
  const [x = 0, y = 0, count = 1, heavyX = 0, heavyY = 0, weight = 0] = sums
  return weight > 0 ? { x: heavyX / weight, y: heavyY / weight } : { x: x / count, y: y / count }
}

/** Clusters of points by density. */
export function addClusters(draft: BeltDraft, { points }: BeltUnits, reach: number, least: number): void {
  if (!points) return
  const label = clusterPoints(points, reach, least)
  const clusters: number[][] = []
  label.forEach((cluster, i) => {
    if (cluster >= 0) (clusters[cluster] ??= []).push(i)
  })
  for (const units of clusters) {
    draft.add(units, () => {
      const cells = new Set(
        units.map((i) => `${Math.floor(points[2 * i]! / reach)}:${Math.floor(points[2 * i + 1]! / reach)}`),
      )
      return { kind: 'cluster', level: -1, ...boxOf(points, units), area: cells.size * reach ** 2 }
    })
  }
}

/** Figures of the box around the known points among these units. */
function boxOf(points: Float64Array | undefined, units: ArrayLike<number>): Omit<BeltShape, 'kind' | 'level'> {
  let [lowX, lowY, highX, highY] = [Infinity, Infinity, -Infinity, -Infinity]
  const count = points ? units.length : 0
  for (let at = 0; at < count; at++) {
    const x = points?.[2 * units[at]!] ?? NaN
    const y = points?.[2 * units[at]! + 1] ?? NaN
    if (Number.isNaN(x + y)) continue
    lowX = Math.min(lowX, x)
    lowY = Math.min(lowY, y)
    highX = Math.max(highX, x)
    highY = Math.max(highY, y)
  }
  if (lowX > highX) return { x: NaN, y: NaN, radius: 0, area: 0, length: 0 }
  const wide = highX - lowX
  const high = highY - lowY
  const radius = Math.hypot(wide, high) / 2
  return { x: (lowX + highX) / 2, y: (lowY + highY) / 2, radius, area: wide * high, length: Math.max(wide, high) }
}
