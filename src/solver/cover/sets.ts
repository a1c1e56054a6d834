/** Set systems checked and tidied, and graphs as set systems. */
import { require } from '../require.ts'
import { orderByPath } from '../tree-order.ts'
import type { CoverRule, SetSystem } from './types.ts'

/** A system without items listed twice, with everything said. */
export interface TidySystem {
  readonly sets: number
  readonly items: number
  readonly start: Int32Array
  readonly item: Int32Array
  readonly self: boolean
  readonly value: Float64Array | null
  readonly price: Float64Array | null
}

/** @throws RangeError when lengths or figures make no sense, naming the argument. */
export function tidySystem(system: SetSystem): TidySystem {
  const { items, start, item, self = false, value = null, price = null } = system
  const sets = start.length - 1
  require(Number.isInteger(items) && items >= 0, 'items: a number of items')
  require(sets >= 0 && start[0] === 0 && start[sets] === item.length, 'start: from 0 to the number of entries')
  require(start.every((from, k) => k === 0 || from >= start[k - 1]!), 'start: never falling')
  require(!self || sets <= items, 'self: an item for every set')
  require(!value || value.length === items, 'value: one per item')
  require(!value || value.every((one) => Number.isFinite(one) && one >= 0), 'value: finite and not negative')
  require(!price || price.length === sets, 'price: one per set')
  require(!price || price.every((one) => Number.isFinite(one) && one > 0), 'price: finite and positive')
  return { sets, items, self, value, price, ...withoutTwins(items, start, item, self) }
}

/** @throws RangeError when neither a count nor a budget is given, or they make no sense. */
export function requireRule({ count, budget }: CoverRule): void {
  require(count !== undefined || budget !== undefined, 'rule: a count or a budget')
  require(count === undefined || (Number.isInteger(count) && count >= 0), 'count: an integer, not negative')
  require(budget === undefined || (Number.isFinite(budget) && budget >= 0), 'budget: finite and not negative')
}

function withoutTwins(items: number, start: Int32Array, item: Int32Array, self: boolean) {
  const seen = new Int32Array(items).fill(-1)
  let twins = 0
  for (let k = 0; k + 1 < start.length; k++) {
    if (self) seen[k] = k
    for (let at = start[k]!; at < start[k + 1]!; at++) {
      const i = item[at]!
      require(i >= 0 && i < items, 'item: known items')
      if (seen[i] === k) twins++
      seen[i] = k
    }
  }
  if (twins === 0) return { start, item }
  const kept = new Int32Array(item.length - twins)
  const from = new Int32Array(start.length)
  seen.fill(-1)
  let to = 0
  for (let k = 0; k + 1 < start.length; k++) {
    if (self) seen[k] = k
    for (let at = start[k]!; at < start[k + 1]!; at++) {
      if (seen[item[at]!] !== k) kept[to++] = item[at]!
      seen[item[at]!] = k
    }
    from[k + 1] = to
  }
  return { start: from, item: kept }
}

/**
 * A graph: each node is a set that covers itself and its neighbours. Edges are given by their ends, in any order;
 * loops and repeated edges count for nothing.
 * @throws RangeError when an end is no node.
 */
export function graphSystem(nodes: number, a: Int32Array, b: Int32Array, value?: Float64Array): SetSystem {
  require(a.length === b.length, 'edges: two ends each')
  const start = new Int32Array(nodes + 1)
  for (let edge = 0; edge < a.length; edge++) {
    const from = a[edge]!
    const to = b[edge]!
    require(from >= 0 && from < nodes && to >= 0 && to < nodes, 'edges: ends are nodes')
    if (from === to) continue
    start[from + 1]!++
    start[to + 1]!++
  }
  for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!
  const item = new Int32Array(start[nodes] ?? 0)
  const next = start.slice()
  for (let edge = 0; edge < a.length; edge++) {
    if (a[edge] === b[edge]) continue
    item[next[a[edge]!]!++] = b[edge]!
    item[next[b[edge]!]!++] = a[edge]!
  }
  return { items: nodes, start, item, self: true, ...(value ? { value } : {}) }
}

/** What a set covers if nothing is covered yet. */
export function wholeValues({ sets, start, item, self, value }: TidySystem): Float64Array {
  const whole = new Float64Array(sets)
  for (let k = 0; k < sets; k++) {
    if (value === null) {
      whole[k] = start[k + 1]! - start[k]! + (self ? 1 : 0)
      continue
    }
    let sum = self ? value[k]! : 0
    for (let at = start[k]!; at < start[k + 1]!; at++) sum += value[item[at]!]!
    whole[k] = sum
  }
  return whole
}

/** For every item the sets that cover it, by counting. */
export function setsOfItems(system: TidySystem): { start: Int32Array; set: Int32Array } {
  const { sets, items, start, item, self } = system
  const owner = new Int32Array(items + 1)
  for (const i of item) owner[i + 1]!++
  if (self) for (let k = 0; k < sets; k++) owner[k + 1]!++
  for (let i = 0; i < items; i++) owner[i + 1]! += owner[i]!
  const next = owner.slice()
  const set = new Int32Array(owner[items] ?? 0)
  for (let k = 0; k < sets; k++) {
    if (self) set[next[k]!++] = k
    for (let at = start[k]!; at < start[k + 1]!; at++) set[next[item[at]!]!++] = k
  }
  return { start: owner, set }
}

/** Positions by two whole numbers each, equal ones together: a grid without a table. */
export function gridOrder(cells: Int32Array): { order: Int32Array; ends: Int32Array } {
  const { order, common } = orderByPath(cells, cells.length / 2, 2)
  const ends: number[] = []
  for (let at = 0; at < order.length; at++) {
    const here = order[at]!
    const next = order[at + 1]
    // Negative codes are ordinary here, so the codes are compared rather than taken as shared.
    const same =
      common[at] === 2 ||
      (next !== undefined && cells[2 * here] === cells[2 * next] && cells[2 * here + 1] === cells[2 * next + 1])
    if (!same) ends.push(at + 1)
  }
  return { order, ends: Int32Array.from(ends) }
}
