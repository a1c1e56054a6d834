/**
 * Orders of a town's units in which neighbours are likely partners: along a Hilbert curve laid over the points, and sorted
 * by codes (address, industry, sites). Every start turns the curve and shuffles the codes differently, start 0 not at all.
 */
import { orderByPath } from '../tree-order.ts'
import { mix } from './mix.ts'
import type { Town } from './town.ts'

export type Codes = 'tree' | 'industry' | 'hosts'

/** All orders that the instance gives grounds for; the town's own order where there are none. */
export function startOrders(town: Town, salt: number): readonly Int32Array[] {
  const { tree, space, industry, hosts } = town.whole
  const orders: Int32Array[] = []
  if (space && space.rate !== 0 && town.count > 0) orders.push(curveOrder(town, salt))
  if (tree && (tree.h.some((price) => price !== tree.h[0]) || !space)) orders.push(codeOrder(town, 'tree', salt))
  if (hosts) orders.push(codeOrder(town, 'hosts', salt))
  if (industry && orders.length === 0) orders.push(codeOrder(town, 'industry', salt))
  return orders.length > 0 ? orders : [Int32Array.from(town.units.keys())]
}

/** Sorted by codes, unknown ones apart; a salt other than 0 deals the branches of every node in another order. */
export function codeOrder(town: Town, codes: Codes, salt: number): Int32Array {
  const { tree, industry, hosts } = town.whole
  const given = codes === 'tree' ? tree?.levels : codes === 'industry' ? industry?.codes : hosts?.sites
  const width = given ? given.length / town.whole.weights.length : 0
  const rows = new Int32Array(town.count * width)
  for (let i = 0; i < town.count; i++) {
    for (let k = 0; k < width; k++) {
      const code = given![town.units[i]! * width + k]!
      rows[i * width + k] = salt === 0 || code < 0 ? code : mix(code, salt) >>> 8
    }
  }
  return orderByPath(rows, town.count, width).order
}

const bits = 16

/** Along the curve, turned by the salt; a unit without a point goes with the one before it. */
export function curveOrder(town: Town, salt: number): Int32Array {
  const { count, points } = town
  const { dimensions } = town.whole.space!
  const angle = salt === 0 ? 0 : (mix(1, salt) / 2 ** 31) * Math.PI
  const x = project(points, dimensions, count, angle, salt)
  const y =
    dimensions === 1 ? new Float64Array(count) : project(points, dimensions, count, angle + Math.PI / 2, salt + 1)
  const sorted = new Float64Array(count)
  const [left, width] = extent(x)
  const [low, height] = extent(y)
  const shift = salt === 0 ? 0 : (mix(2, salt) / 2 ** 32) * 0.5
  const scale = (2 ** bits - 1) / (1.5 * Math.max(width, height, 1e-300))
  const across = Math.max(width, height) * shift
  let last = 0
  for (let i = 0; i < count; i++) {
    const key = hilbert(Math.floor((x[i]! - left + across) * scale), Math.floor((y[i]! - low + across) * scale))
    if (!Number.isNaN(x[i]!) && !Number.isNaN(y[i]!)) last = key
    sorted[i] = last * 2 ** 20 + i
  }
  if (count > 2 ** 20) return Int32Array.from(sorted.keys()).sort((a, b) => sorted[a]! - a - sorted[b]! + b || a - b)
  sorted.sort()
  return Int32Array.from(sorted, (value) => value % 2 ** 20)
}

/** Coordinates along one direction: of the plane, or of a plane laid through more dimensions by chance. */
function project(points: Float64Array, dimensions: number, count: number, angle: number, salt: number): Float64Array {
  const direction = Float64Array.from({ length: dimensions }, (_, d) => {
    if (dimensions <= 2) return d === 0 ? Math.cos(angle) : Math.sin(angle)
    return mix(d + 3, salt + (angle > Math.PI / 2 ? 7 : 5)) / 2 ** 31 - 1
  })
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = 0
    for (let d = 0; d < dimensions; d++) sum += direction[d]! * points[i * dimensions + d]!
    return sum
  })
}

function extent(values: Float64Array): [number, number] {
  let lowest = Infinity
  let highest = -Infinity
  for (const value of values) {
    if (value < lowest) lowest = value
    if (value > highest) highest = value
  }
  return lowest <= highest ? [lowest, highest - lowest] : [0, 0]
}

/** Place along the curve of a cell of a 2¹⁶ × 2¹⁶ grid. */
function hilbert(column: number, row: number): number {
  let x = column & 0xffff
  let y = row & 0xffff
  let place = 0
  for (let side = 1 << (bits - 1); side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0
    const up = (y & side) > 0 ? 1 : 0
    place += side * side * ((3 * right) ^ up)
    if (up === 0) {
      if (right === 1) {
        x = 0xffff - x
        y = 0xffff - y
      }
      const swap = x
      x = y
      y = swap
    }
  }
  return place
}
