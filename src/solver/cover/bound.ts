/**
 * How good can a cover be at most? Each item is charged a rate μ between 0 and its value to the sets that cover it. What
 * is left of the values, Σ (value − μ), plus what the best sets within the rule collect in rates, each on its own, is no
 * less than any cover is worth, whatever the rates (Lagrange). The rates are improved step by step along the
 * subgradient: an item collected more than once lowers its rate, one not collected raises it (Polyak's step).
 *
 * A set whose whole value is far below what the last chosen set adds cannot be among the best; those are set aside
 * together, at the greatest whole value among them. That keeps the bound valid, and a step looks only at sets that matter.
 */
import { countChoice, greedy } from './greedy.ts'
import { greatestFirst } from './select.ts'
import type { TidySystem } from './sets.ts'
import { requireRule, setsOfItems, tidySystem, wholeValues } from './sets.ts'
import type { CoverBound, CoverChoice, CoverRule, SetSystem } from './types.ts'

export interface BoundOptions {
  /** Most steps; default 1000. */
  readonly steps?: number
  /** The gap at which to stop; default 0.0001. */
  readonly target?: number
  /** How much further down than the last chosen set a set is looked at, 0 all, 1 none; default 0.5. */
  readonly aside?: number
}

/** The greedy choice with a bound, bettered where the bound's own choices are better. */
export function coverWithBound(system: SetSystem, rule: CoverRule, options: BoundOptions = {}): CoverBound {
  requireRule(rule)
  const tidy = tidySystem(system)
  return boundCover(tidy, rule, greedy(tidy, rule), options)
}

export function boundCover(
  system: TidySystem,
  rule: CoverRule,
  start: CoverChoice,
  { steps = 1000, target = 1e-4, aside = 0.5 }: BoundOptions = {},
): CoverBound {
  let best = start
  let bound = coverable(system)
  if (bound <= best.value * (1 + 1e-12) || rule.count === 0) return finish(best, best.value, 0)
  const ascent = new Rates(system, rule, best, aside)
  let rate = 1
  let since = 0
  let taken = 0
  const whole = !system.value || system.value.every(Number.isInteger)
  while (taken < steps) {
    taken++
    const found = ascent.evaluate()
    if (ascent.collected > best.value * (1 + 1e-12)) {
      const better = countChoice(system, ascent.selected())
      if (better.value > best.value) best = better
    }
    if (found < bound) {
      if (found < bound - 1e-5 * bound) since = 0
      bound = Math.max(found, best.value)
    }
    if (bound - best.value <= target * bound || (whole && bound < best.value + 1 - 1e-6)) break
    if (++since >= 20) {
      rate /= 2
      since = 0
    }
    if (rate < 1e-4 || !ascent.step(rate, found - best.value)) break
  }
  if (whole) bound = Math.max(best.value, Math.floor(bound + 1e-6))
  return finish(best, bound, taken)
}

function finish(choice: CoverChoice, bound: number, steps: number): CoverBound {
  return { bound, gap: bound > 0 ? (bound - choice.value) / bound : 0, choice, steps }
}

/** Value of all items that lie in any set. */
function coverable(system: TidySystem): number {
  const { items, value } = system
  const { start } = setsOfItems(system)
  let sum = 0
  for (let i = 0; i < items; i++) if (start[i + 1]! > start[i]!) sum += value ? value[i]! : 1
  return sum
}

class Rates {
  /** Value covered by the sets selected last, as far as they are not set aside. */
  collected = 0
  private readonly system: TidySystem
  private readonly rule: CoverRule
  /** The sets looked at, and their items numbered from 0. */
  private readonly active: Int32Array
  private readonly from: Int32Array
  private readonly item: Int32Array
  private readonly value: Float64Array
  private readonly price: Float64Array
  private readonly rate: Float64Array
  /** Most that a set aside can collect, as it is and per price. */
  private asideGain = 0
  private asideRatio = 0
  private readonly gain: Float64Array
  private readonly sorted: Float64Array
  private readonly ids: Int32Array
  private readonly times: Int32Array
  private chosenCount = 0

  constructor(system: TidySystem, rule: CoverRule, choice: CoverChoice, aside: number) {
    const { sets, items, start, item, self, value, price } = system
    this.system = system
    this.rule = rule
    const whole = wholeValues(system)
    const last = choice.chosen.length - 1
    const isBudget = rule.budget !== undefined
    const costOf = (set: number): number => (price ? price[set]! : 1)
    const key = (set: number): number => (isBudget ? whole[set]! / costOf(set) : whole[set]!)
    let threshold = Infinity
    for (let at = 0; at <= last; at++) {
      const unit = isBudget ? costOf(choice.chosen[at]!) : 1
      threshold = Math.min(threshold, (aside * choice.gain[at]!) / unit)
    }
    const mine = new Uint8Array(sets)
    for (const set of choice.chosen) mine[set] = 1
    const active: number[] = []
    for (let set = 0; set < sets; set++) {
      // What costs more than the whole budget plays no part.
      if (isBudget && costOf(set) > rule.budget! * (1 + 1e-12)) continue
      if (mine[set] === 1 || last < 0 || key(set) >= threshold) active.push(set)
      else {
        this.asideGain = Math.max(this.asideGain, whole[set]!)
        this.asideRatio = Math.max(this.asideRatio, whole[set]! / costOf(set))
      }
    }
    this.active = Int32Array.from(active)
    this.price = Float64Array.from(active, costOf)
    this.from = new Int32Array(active.length + 1)
    const number = new Int32Array(items).fill(-1)
    const entries = active.reduce((sum, set) => sum + start[set + 1]! - start[set]! + (self ? 1 : 0), 0)
    this.item = new Int32Array(entries)
    const values: number[] = []
    let to = 0
    const put = (i: number): void => {
      if (number[i]! < 0) number[i] = values.push(value ? value[i]! : 1) - 1
      this.item[to++] = number[i]!
    }
    active.forEach((set, at) => {
      if (self) put(set)
      for (let entry = start[set]!; entry < start[set + 1]!; entry++) put(item[entry]!)
      this.from[at + 1] = to
    })
    this.value = Float64Array.from(values)
    this.times = new Int32Array(values.length)
    active.forEach((set, at) => {
      if (mine[set] === 0) return
      for (let entry = this.from[at]!; entry < this.from[at + 1]!; entry++) this.times[this.item[entry]!]!++
    })
    this.rate = this.value.map((one, i) => one / Math.max(1, this.times[i]!))
    this.gain = new Float64Array(active.length)
    this.sorted = new Float64Array(active.length)
    this.ids = new Int32Array(active.length)
  }

  /** The bound at the present rates. */
  evaluate(): number {
    const { active, from, item, rate, value, gain, rule, sorted, ids, times } = this
    for (let at = 0; at < active.length; at++) {
      let sum = 0
      for (let entry = from[at]!; entry < from[at + 1]!; entry++) sum += rate[item[entry]!]!
      gain[at] = sum
    }
    let most = Infinity
    times.fill(0)
    this.chosenCount = 0
    if (rule.count !== undefined) {
      for (let at = 0; at < ids.length; at++) ids[at] = at
      sorted.set(gain)
      const count = Math.min(rule.count, this.system.sets)
      greatestFirst(sorted, ids, count)
      most = 0
      for (let at = 0; at < count; at++) most += Math.max(at < ids.length ? sorted[at]! : 0, this.asideGain)
      this.chosenCount = Math.min(count, ids.length)
    }
    if (rule.budget !== undefined) {
      const byRatio = this.collectByRatio(rule.budget)
      if (byRatio < most || rule.count === undefined) this.fillBudget(rule.budget, rule.count ?? active.length)
      else if (this.priceOfSelected() > rule.budget) this.fillBudget(rule.budget, rule.count)
      most = Math.min(most, byRatio)
    }
    for (let k = 0; k < this.chosenCount; k++) {
      const at = ids[k]!
      for (let entry = from[at]!; entry < from[at + 1]!; entry++) times[item[entry]!]!++
    }
    let left = 0
    this.collected = 0
    for (let i = 0; i < value.length; i++) {
      left += value[i]! - rate[i]!
      if (times[i]! > 0) this.collected += value[i]!
    }
    // Sums of rates are rounded; a bound is not.
    return (left + most) * (1 + 1e-12)
  }

  /** @returns false where nothing can be improved. */
  step(share: number, distance: number): boolean {
    const { rate, value, times } = this
    let square = 0
    for (let i = 0; i < value.length; i++) {
      const slope = this.slope(i)
      square += slope * slope
    }
    if (square === 0) return false
    const length = (share * distance) / square
    for (let i = 0; i < value.length; i++) {
      if (times[i] === 1 && rate[i]! < value[i]!) continue
      rate[i] = Math.min(value[i]!, Math.max(0, rate[i]! - length * this.slope(i)))
    }
    return true
  }

  selected(): Int32Array {
    return this.ids.slice(0, this.chosenCount).map((at) => this.active[at]!)
  }

  private slope(i: number): number {
    const times = this.times[i]!
    if (this.rate[i]! < this.value[i]!) return times - 1
    return times > 1 ? times - 1 : 0
  }

  /** The most that can be collected for the budget if sets could be bought in part. */
  private collectByRatio(budget: number): number {
    const { gain, price, ids } = this
    const ratio = gain.map((sum, at) => sum / price[at]!)
    for (let at = 0; at < ids.length; at++) ids[at] = at
    ids.sort((a, b) => ratio[b]! - ratio[a]! || a - b)
    let left = budget
    let sum = 0
    for (const at of ids) {
      if (left <= 0 || ratio[at]! < this.asideRatio) break
      const part = Math.min(1, left / price[at]!)
      sum += part * gain[at]!
      left -= part * price[at]!
    }
    return sum + Math.max(0, left) * this.asideRatio
  }

  private priceOfSelected(): number {
    let sum = 0
    for (let k = 0; k < this.chosenCount; k++) sum += this.price[this.ids[k]!]!
    return sum
  }

  /** Takes whole sets in the present order while they fit. */
  private fillBudget(budget: number, count: number): void {
    let left = budget
    let taken = 0
    for (let k = 0; k < this.ids.length && taken < count; k++) {
      const at = this.ids[k]!
      if (this.price[at]! > left) continue
      left -= this.price[at]!
      this.ids[k] = this.ids[taken]!
      this.ids[taken++] = at
    }
    this.chosenCount = taken
  }
}
