/**
 * For every unit the others it would most likely sit with: the cheapest partners by δ and by what a common group would
 * cost beyond it. Small towns look at everybody; large ones at the nearest points, the neighbours in address and industry
 * order, earlier partners and linked units. Pairs that may not sit together never appear.
 */
import { nearestPoints } from './nearest-points.ts'
import { indexPairs } from './pair-index.ts'
import { codeOrder } from './start-orders.ts'
import type { Town } from './town.ts'

export interface NearLists {
  /** Near units of i, most likely first: `other[start[i] … start[i+1])`. */
  readonly start: Int32Array
  readonly other: Int32Array
  /** The units in whose lists i appears: `by[byStart[i] … byStart[i+1])`. */
  readonly byStart: Int32Array
  readonly by: Int32Array
}

/** @param stopped ends the work at once; the lists are then not complete. */
export function nearLists(town: Town, most: number, stopped: () => boolean = () => false): NearLists {
  const { count } = town
  const width = Math.min(most, Math.max(0, count - 1))
  const rows = new Int32Array(count * width)
  const filled = new Int32Array(count)
  const cost = new Float64Array(width)
  const candidates = town.delta ? null : candidateLists(town, most, stopped)
  const { delta, surcharged } = town
  for (let i = 0; i < count; i++) {
    if ((i & 255) === 0 && stopped()) break
    let found = 0
    // Until the list is full everybody gets in who may sit with the unit.
    let bound = Infinity
    const from = candidates ? candidates.start[i]! : 0
    const to = candidates ? candidates.start[i + 1]! : count
    for (let c = from; c < to; c++) {
      const j = candidates ? candidates.other[c]! : c
      if (j === i) continue
      const near = delta !== null && !surcharged ? delta[i * count + j]! : likelihood(town, i, j)
      if (near >= bound) continue
      let k = found < width ? found++ : width - 1
      while (k > 0 && cost[k - 1]! > near) {
        cost[k] = cost[k - 1]!
        rows[i * width + k] = rows[i * width + k - 1]!
        k--
      }
      cost[k] = near
      rows[i * width + k] = j
      if (found === width) bound = cost[width - 1]!
    }
    filled[i] = found
  }
  return withReverse(rows, filled, width)
}

/** What sitting together costs the two, up to a constant. */
function likelihood(town: Town, i: number, j: number): number {
  const pair = town.pair(i, j)
  if (!town.surcharged) return pair
  if (town.kinds === 0) return pair + 2 * town.h[town.level(i, j)]!
  let each = town.hostPrice[town.kinds]!
  for (let kind = 0; kind < town.kinds; kind++) {
    const site = town.sites[i * town.kinds + kind]!
    if (site >= 0 && site === town.sites[j * town.kinds + kind]) each = Math.min(each, town.hostPrice[kind]!)
  }
  return pair + 2 * (town.h[town.level(i, j)]! + each)
}

function withReverse(rows: Int32Array, filled: Int32Array, width: number): NearLists {
  const count = filled.length
  const start = new Int32Array(count + 1)
  const byStart = new Int32Array(count + 2)
  for (let i = 0; i < count; i++) start[i + 1] = start[i]! + filled[i]!
  const other = new Int32Array(start[count]!)
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < filled[i]!; k++) {
      const j = rows[i * width + k]!
      other[start[i]! + k] = j
      byStart[j + 2]!++
    }
  }
  for (let i = 2; i < count + 2; i++) byStart[i]! += byStart[i - 1]!
  const by = new Int32Array(start[count]!)
  for (let i = 0; i < count; i++) {
    for (let at = start[i]!; at < start[i + 1]!; at++) by[byStart[other[at]! + 1]!++] = i
  }
  return { start, other, byStart: byStart.subarray(0, count + 1), by }
}

/** Distinct candidates of every unit of a large town, ascending within a unit. */
function candidateLists(town: Town, most: number, stopped: () => boolean): { start: Int32Array; other: Int32Array } {
  const { count, whole, units } = town
  const { space, tree, industry, pairs, together, hosts } = whole
  const points = space && space.rate !== 0 ? nearestPoints(town.points, space.dimensions, most, stopped) : null
  const orders: Int32Array[] = []
  if (tree) orders.push(codeOrder(town, 'tree', 0))
  if (industry) orders.push(codeOrder(town, 'industry', 0))
  if (hosts) orders.push(codeOrder(town, 'hosts', 0))
  if (together) orders.push(sortedBy(units, together.group))
  if (orders.length === 0 && !points) orders.push(Int32Array.from(units.keys()))
  const positions = orders.map((order) => {
    const position = new Int32Array(count)
    for (let p = 0; p < count; p++) position[order[p]!] = p
    return position
  })
  const linked = pairs ? indexPairs(pairs, whole.weights.length) : null
  const local = new Map<number, number>()
  if (linked)
    for (let i = 0; i < count; i++) if (linked.start[units[i]!]! < linked.start[units[i]! + 1]!) local.set(units[i]!, i)
  const side = Math.max(3, Math.ceil(most / 2))
  const start = new Int32Array(count + 1)
  let other = new Int32Array(count * (most + 2 * side * orders.length))
  const seen = new Int32Array(count).fill(-1)
  let end = 0
  const take = (i: number, j: number): void => {
    if (seen[j] === i) return
    seen[j] = i
    if (end === other.length) {
      const wider = new Int32Array(2 * end + 16)
      wider.set(other)
      other = wider
    }
    other[end++] = j
  }
  for (let i = 0; i < count; i++) {
    seen[i] = i
    if (points) for (let at = points.start[i]!; at < points.start[i + 1]!; at++) take(i, points.other[at]!)
    for (let o = 0; o < orders.length; o++) {
      const at = positions[o]![i]!
      for (let p = Math.max(0, at - side); p <= Math.min(count - 1, at + side); p++) take(i, orders[o]![p]!)
    }
    if (linked) {
      for (let at = linked.start[units[i]!]!; at < linked.start[units[i]! + 1]!; at++) {
        const j = local.get(linked.other[at]!)
        if (j !== undefined) take(i, j)
      }
    }
    start[i + 1] = end
  }
  return { start, other }
}

function sortedBy(units: Int32Array, key: Int32Array): Int32Array {
  return Int32Array.from(units.keys()).sort((a, b) => key[units[a]!]! - key[units[b]!]! || a - b)
}
