/**
 * Who gets a place, to begin with. Where places suffice, everyone. Where they do not, the highest priorities; within the
 * priority at which the places run out, those that add least to the cost.
 *
 * With fixed units and places, the cheapest pairs on a tree come from pairing off at every node, from the leaves
 * upwards, all that can be paired off: no other plan has more pairs inside any node. Only the surplus D of a node, units
 * minus places below it, goes further up, and the cost is the sum over nodes of max(0, D) times the step to the parent.
 * Adding units one by one to a node costs nothing up to its spare places and the step beyond, so costs rise with the
 * number added at every node, and taking the cheapest first is exact (a sum of convex functions on nested sets).
 *
 * Of the present pairs those are kept that the caller names; whether they are the right ones is settled afterwards, in
 * `assign-network.ts`.
 */
import type { Ground } from './assign-ground.ts'

/** out: not considered, places are gone to higher priorities; waiting and placed: without and with a place;
 * kept: with its present instructor. */
export const role = { out: 0, waiting: 1, placed: 2, kept: 3 } as const

export interface Choice {
  /** Of each unit. */
  readonly role: Uint8Array
  /** 1 where the unit competes for a place with others of the same priority. */
  readonly optional: Uint8Array
}

/** @param keep whether to keep a unit's present pair, where there is room. */
export function choose(ground: Ground, keep: (unit: number) => boolean): Choice {
  const choice = { role: new Uint8Array(ground.units), optional: new Uint8Array(ground.units) }
  const { tree, order } = ground
  const open: Opening[] = []
  for (let root = 0; root < tree.nodes; root++) {
    if (tree.parent[root]! >= 0) continue
    const items = order.order.subarray(tree.from[root], tree.to[root])
    const units = items.filter((item) => item < ground.units)
    const places = items.reduce(
      (sum, item) => sum + (item < ground.units ? 0 : ground.capacity[item - ground.units]!),
      0,
    )
    const opening = admit(ground, choice, root, units, places)
    keepPresent(ground, choice, units, opening?.places ?? Infinity, keep)
    if (opening) open.push(opening)
  }
  if (open.length > 0) fillCheapest(ground, choice, open)
  return choice
}

/** Places of a tree left for the units of one priority, which are more. */
interface Opening {
  readonly root: number
  readonly optional: number
  readonly places: number
}

/** Settles everyone but the units of the priority at which places run out, if there is one. */
function admit(ground: Ground, choice: Choice, root: number, units: Int32Array, places: number): Opening | null {
  if (units.length <= places) {
    for (const unit of units) choice.role[unit] = role.placed
    return null
  }
  if (places === 0) return null
  const { priority } = ground
  const last = Float64Array.from(units, (unit) => priority[unit]!).sort()[units.length - places]!
  let higher = 0
  for (const unit of units) {
    if (priority[unit]! > last) higher++
    if (priority[unit]! >= last) choice.role[unit] = role.placed
  }
  const optional = units.filter((unit) => priority[unit] === last)
  if (higher + optional.length === places) return null
  for (const unit of optional) {
    choice.role[unit] = role.waiting
    choice.optional[unit] = 1
  }
  return { root, optional: optional.length, places: places - higher }
}

/** Keeps the named pairs, the higher priority and the nearer first, up to each instructor's capacity. */
function keepPresent(
  ground: Ground,
  choice: Choice,
  units: Int32Array,
  places: number,
  keep: (unit: number) => boolean,
): void {
  const { current, priority, keepCost, capacity, order } = ground
  const kept = new Map<number, number>()
  const present = units.filter((unit) => current[unit]! >= 0 && choice.role[unit] !== role.out && keep(unit))
  present.sort(
    (a, b) => priority[b]! - priority[a]! || keepCost[a]! - keepCost[b]! || order.position[a]! - order.position[b]!,
  )
  let left = places
  for (const unit of present) {
    const instructor = current[unit]!
    const already = kept.get(instructor) ?? 0
    if (already >= capacity[instructor]! || (choice.optional[unit] === 1 && left === 0)) continue
    kept.set(instructor, already + 1)
    if (choice.optional[unit] === 1) left--
    choice.role[unit] = role.kept
  }
}

/** Per node: units placed through the tree minus places not taken by kept pairs, below it. */
export function surplusOf(ground: Ground, choice: Choice): Int32Array {
  const { tree, order, units } = ground
  const surplus = new Int32Array(tree.nodes)
  for (let unit = 0; unit < units; unit++) {
    if (choice.role[unit] === role.placed) surplus[tree.leafAt[order.position[unit]!]!]!++
    if (choice.role[unit] === role.kept) surplus[leafOfInstructor(ground, ground.current[unit]!)]!++
  }
  for (let i = 0; i < ground.instructors; i++) surplus[leafOfInstructor(ground, i)]! -= ground.capacity[i]!
  for (const node of tree.upwards) {
    const parent = tree.parent[node]!
    if (parent >= 0) surplus[parent]! += surplus[node]!
  }
  return surplus
}

export function leafOfInstructor(ground: Ground, instructor: number): number {
  return ground.tree.leafAt[ground.order.position[ground.units + instructor]!]!
}

/** Gives the remaining places of each opening to the waiting units that add least. */
function fillCheapest(ground: Ground, choice: Choice, open: readonly Opening[]): void {
  const { tree, order, step, units } = ground
  const surplus = surplusOf(ground, choice)
  const waiting = order.order.filter((item) => item < units && choice.role[item] === role.waiting)
  const positions = waiting.map((unit) => order.position[unit]!)
  const added = new Float64Array(waiting.length)
  const cheapestFirst = (from: number, to: number): Int32Array =>
    Int32Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => added[a]! - added[b]! || a - b)
  for (const node of tree.upwards) {
    if (tree.parent[node]! < 0 || step[node] === 0) continue
    const from = lowerBound(positions, tree.from[node]!)
    const to = lowerBound(positions, tree.to[node]!)
    const spare = Math.max(0, -surplus[node]!)
    if (to - from <= spare) continue
    if (spare === 0) for (let i = from; i < to; i++) added[i]! += step[node]!
    else for (const i of cheapestFirst(from, to).subarray(spare)) added[i]! += step[node]!
  }
  for (const { root, optional, places } of open) {
    const from = lowerBound(positions, tree.from[root]!)
    const to = lowerBound(positions, tree.to[root]!)
    const taken = optional - (to - from)
    for (const i of cheapestFirst(from, to).subarray(0, places - taken)) choice.role[waiting[i]!] = role.placed
  }
}

function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
