/**
 * Greedy cover, lazily: what a set adds can only shrink while others are chosen, so a value computed earlier is an upper
 * bound, and only the set that is first by its bound need be looked at again (Minoux 1978; CELF). The result is that of
 * the plain greedy method, equals going to the smaller number. With count k it is worth at least 1 − 1/e of the best.
 *
 * Under a budget the better of two is taken: greedy by value per price, and greedy by value. The second begins with the
 * best single set, so together they are worth at least half of 1 − 1/e of the best (Khuller, Moss, Naor 1999).
 */
import type { TidySystem } from './sets.ts'
import { requireRule, tidySystem, wholeValues } from './sets.ts'
import type { CoverChoice, CoverRule, SetSystem } from './types.ts'

/** @throws RangeError when lengths or figures make no sense. */
export function coverGreedily(system: SetSystem, rule: CoverRule): CoverChoice {
  requireRule(rule)
  return greedy(tidySystem(system), rule)
}

export function greedy(system: TidySystem, rule: CoverRule): CoverChoice {
  const whole = wholeValues(system)
  const byValue = choose(system, rule, whole, null)
  if (rule.budget === undefined || system.price === null) return byValue
  const byRatio = choose(system, rule, whole, system.price)
  return byRatio.value >= byValue.value ? byRatio : byValue
}

function choose(system: TidySystem, rule: CoverRule, whole: Float64Array, ratio: Float64Array | null): CoverChoice {
  const { sets, items, start, item, self, value, price } = system
  const { count = sets, budget = Infinity } = rule
  const queue = new BestFirst(ratio ? whole.map((gain, k) => gain / ratio[k]!) : whole.slice())
  const covered = new Uint8Array(items)
  const chosen: number[] = []
  const gains: number[] = []
  let total = 0
  let spent = 0
  while (chosen.length < count && queue.size > 0) {
    const set = queue.first
    const costs = price ? price[set]! : 1
    if (queue.key[set]! <= 0) break
    if (spent + costs > budget * (1 + 1e-12)) {
      queue.remove()
      continue
    }
    let gain = self && covered[set] === 0 ? (value ? value[set]! : 1) : 0
    for (let at = start[set]!; at < start[set + 1]!; at++) {
      const i = item[at]!
      if (covered[i] === 0) gain += value ? value[i]! : 1
    }
    const key = ratio ? gain / ratio[set]! : gain
    if (key < queue.key[set]!) {
      queue.lower(key)
      if (queue.first !== set) continue
      if (key <= 0) break
    }
    queue.remove()
    if (self) covered[set] = 1
    for (let at = start[set]!; at < start[set + 1]!; at++) covered[item[at]!] = 1
    chosen.push(set)
    gains.push(gain)
    total += gain
    spent += costs
  }
  return { chosen: Int32Array.from(chosen), gain: Float64Array.from(gains), value: total, price: spent }
}

/** All sets, the greatest key first, equals by number. */
export class BestFirst {
  size: number
  readonly key: Float64Array
  private readonly heap: Int32Array

  constructor(key: Float64Array) {
    this.key = key
    this.size = key.length
    this.heap = Int32Array.from({ length: key.length }, (_, k) => k)
    for (let at = (this.size >> 1) - 1; at >= 0; at--) this.sink(at)
  }

  get first(): number {
    return this.heap[0]!
  }

  remove(): void {
    this.heap[0] = this.heap[--this.size]!
    this.sink(0)
  }

  /** Gives the first a smaller key. */
  lower(key: number): void {
    this.key[this.first] = key
    this.sink(0)
  }

  private sink(from: number): void {
    const { heap, key, size } = this
    const moved = heap[from]!
    let at = from
    for (;;) {
      let down = 2 * at + 1
      if (down >= size) break
      if (down + 1 < size && isBefore(key, heap[down + 1]!, heap[down]!)) down++
      if (!isBefore(key, heap[down]!, moved)) break
      heap[at] = heap[down]!
      at = down
    }
    heap[at] = moved
  }
}

function isBefore(key: Float64Array, a: number, b: number): boolean {
  return key[a]! > key[b]! || (key[a] === key[b] && a < b)
}

/** A choice in the given order with its figures counted afresh. */
export function countChoice(system: TidySystem, chosen: Int32Array): CoverChoice {
  const { items, start, item, self, value, price } = system
  const covered = new Uint8Array(items)
  const gain = new Float64Array(chosen.length)
  const take = (i: number): number => {
    if (covered[i] === 1) return 0
    covered[i] = 1
    return value ? value[i]! : 1
  }
  chosen.forEach((set, at) => {
    let sum = self ? take(set) : 0
    for (let entry = start[set]!; entry < start[set + 1]!; entry++) sum += take(item[entry]!)
    gain[at] = sum
  })
  const spent = chosen.reduce((sum, set) => sum + (price ? price[set]! : 1), 0)
  return { chosen, gain, value: gain.reduce((sum, one) => sum + one, 0), price: spent }
}
