/**
 * All lawful groups whose cost is below the prices of their members, and no others; nothing is cut off.
 *
 * With π' = π + (slack − fixed(s))/s − base, a group G of s units is wanted when Σδ + s²·each(G) ≤ s·Σπ'. Put
 * D(i,j) = δ(i,j) + 2s/(s−1)·each(i,j): as each(G) is at least the mean of its pairs, ΣD ≤ s·Σπ' as well, and so some
 * member i, the root, has Σ_j D(i,j) ≤ 2s·π'(i). From every root its partners are taken in the order of D(i,·): when r
 * more are needed, each at least as far as the next, that one is within 1/r of what is left. What is left of the whole
 * budget prunes beside it, counting the best that the members still missing could bring; what they cost one another,
 * negative where there are ties, is at least `low`. Every group is handed over once, by the first of its members that can be a root.
 *
 * Source of the idea: the pricing step in Aloise, Hansen, Rocha, Santi (2014) on groups of least sums of squares.
 */
import type { Ground } from './ground.ts'
import { isDivisible } from './ground.ts'

/**
 * Handed a group: members[0 … size), what it costs. Returns false to end the search, 'again' to begin the root anew with
 * the prices as they are by then. The members are overwritten.
 */
export type GroupVisitor = (members: Int32Array, size: number, cost: number) => boolean | 'again'

export interface Enumeration {
  /** Finds groups with cost ≤ Σ prices + slack; the prices may be lowered by the visitor. Negative: strictly below. */
  readonly slack: number
  /** Only groups with a root among these; default all. Root and partners are units of the ground. */
  readonly roots?: Int32Array
  /** Whether every group is handed over once; otherwise up to once per member, which is quicker. Default true. */
  readonly once?: boolean
  /** Called after each root. */
  readonly afterRoot?: (root: number) => void
  /** Asked every few thousand steps; true ends the search. */
  readonly shouldStop?: (() => boolean) | undefined
}

const stepsBetweenQuestions = 2048

/**
 * @param current prices; those at the beginning of a root hold for all of it.
 * @returns false when it was ended before all had been seen.
 */
export function enumerateGroups(
  ground: Ground,
  current: Float64Array,
  visit: GroupVisitor,
  { slack, roots, once = true, afterRoot, shouldStop }: Enumeration,
): boolean {
  const { count, weights, delta, each, low, base, fixed, town, additive, indivisible } = ground
  const { maxUnits, minWeight } = town.rules
  const members = new Int32Array(maxUnits)
  const candidates = Array.from({ length: maxUnits }, () => new Int32Array(count))
  const sums = Array.from({ length: maxUnits }, () => new Float64Array(count))
  const prices = current.slice()
  const near = new Float64Array(count)
  const done = new Uint8Array(count)
  const rounding = 1e-13 * (largest(prices) + largest(low) + largest(fixed) + Math.abs(base) + Math.abs(slack))
  let size = 0
  let factor = 0
  let offset = 0
  let root = 0
  let steps = 0
  let again = false

  const distance = (i: number, j: number): number => delta[i * count + j]! + (each ? factor * each[i * count + j]! : 0)

  /** Whether an earlier member is a root of the group as well, and has handed it over. */
  const isEarlier = (): boolean => {
    for (let a = 0; a < size; a++) {
      const unit = members[a]!
      if (done[unit] === 0) continue
      let left = 2 * size * (prices[unit]! + offset)
      for (let b = 0; b < size; b++) if (b !== a) left -= distance(unit, members[b]!)
      if (left >= -2 * size * rounding) return true
    }
    return false
  }

  const handOver = (sum: number, most: number): boolean => {
    let weight = 0
    let price = slack
    for (let k = 0; k < size; k++) {
      weight += weights[members[k]!]!
      price += prices[members[k]!]!
    }
    if (weight < minWeight) return true
    const cost = additive
      ? sum / size + size * (most + base) + fixed[size]!
      : sum / size + town.surcharge(members, size)
    if (cost > price) return true
    if (indivisible && isDivisible(weights, members, size, minWeight)) return true
    if (once && isEarlier()) return true
    const go = visit(members, size, cost)
    if (go === 'again') again = true
    return go === true
  }

  /** members[0 … depth) are chosen, with pair sum `sum` and largest surcharge `most`; `left` remains of the root's part. */
  const extend = (depth: number, length: number, sum: number, most: number, own: number, left: number): boolean => {
    if (shouldStop && ++steps % stepsBetweenQuestions === 0 && shouldStop()) return false
    const missing = size - depth
    const list = candidates[depth]!
    const brings = sums[depth]!
    // What is over: Σδ + s²·each − s·Σπ' of the chosen must be made good by those still missing.
    const over = sum + size * size * most - size * own - size * size * rounding
    if (missing === 1) {
      for (let k = 0; k < length; k++) {
        const unit = list[k]!
        if (near[unit]! > left) break
        if (over + brings[k]! > 0) continue
        members[depth] = unit
        let top = most
        if (each) for (let a = 0; a < depth; a++) top = Math.max(top, each[members[a]! * count + unit]!)
        if (top > most && over + brings[k]! + size * size * (top - most) > 0) continue
        if (!handOver(sum + brings[k]! + size * (prices[unit]! + offset), top)) return false
      }
      return true
    }
    const nextList = candidates[depth + 1]!
    const nextBrings = sums[depth + 1]!
    let best = Infinity
    for (let k = 0; k < length; k++) {
      const hope = brings[k]! + ((missing - 1) / 2) * low[list[k]!]!
      if (hope < best) best = hope
    }
    for (let k = 0; k < length; k++) {
      const unit = list[k]!
      if (missing * near[unit]! > left) break
      if (over + brings[k]! + ((missing - 1) / 2) * low[unit]! + (missing - 1) * best > 0) continue
      members[depth] = unit
      let top = most
      if (each) for (let a = 0; a < depth; a++) top = Math.max(top, each[members[a]! * count + unit]!)
      const more = size * (prices[unit]! + offset)
      const rest = left - near[unit]!
      let next = 0
      for (let m = k + 1; m < length; m++) {
        const other = list[m]!
        if (near[other]! > rest - (missing - 2) * near[unit]!) break
        const brought = brings[m]! + delta[unit * count + other]!
        if (brought === Infinity) continue
        nextList[next] = other
        nextBrings[next++] = brought
      }
      if (next < missing - 1) continue
      // The pair sum keeps δ alone: what the unit brings holds its price, which is put back.
      if (!extend(depth + 1, next, sum + brings[k]! + more, top, own + prices[unit]! + offset, rest)) return false
    }
    return true
  }

  const rootCount = roots ? roots.length : count
  for (let r = 0; r < rootCount; r++) {
    root = roots ? roots[r]! : r
    prices.set(current)
    for (size = 2; size <= maxUnits; size++) {
      factor = (2 * size) / (size - 1)
      offset = (slack - fixed[size]!) / size - base
      const left = 2 * size * (prices[root]! + offset + 2 * rounding)
      const first = candidates[1]!
      let length = 0
      for (let unit = 0; unit < count; unit++) {
        const far = distance(root, unit)
        if (far + (size - 2) * low[root]! > left) continue
        near[unit] = far
        first[length++] = unit
      }
      if (length < size - 1) continue
      sortBy(first, near, length)
      const brings = sums[1]!
      for (let k = 0; k < length; k++) {
        brings[k] = delta[root * count + first[k]!]! - size * (prices[first[k]!]! + offset)
      }
      members[0] = root
      if (extend(1, length, 0, 0, prices[root]! + offset, left)) continue
      if (!again) return false
      again = false
      prices.set(current)
      size = 1
    }
    done[root] = 1
    afterRoot?.(root)
  }
  return true
}

export function largest(values: Float64Array): number {
  let most = 0
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value)
  return most
}

/** Sorts list[0 … length) by key ascending, equal keys by number. */
function sortBy(list: Int32Array, key: Float64Array, length: number): void {
  if (length > 40) {
    list.subarray(0, length).sort((a, b) => key[a]! - key[b]! || a - b)
    return
  }
  for (let k = 1; k < length; k++) {
    const unit = list[k]!
    const value = key[unit]!
    let at = k - 1
    for (; at >= 0 && key[list[at]!]! > value; at--) list[at + 1] = list[at]!
    list[at + 1] = unit
  }
}
