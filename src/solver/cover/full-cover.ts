/**
 * As few sets as possible that together cover everything (dominating set on a graph). Greedy, with a bound from linear
 * programming: give every item a share such that no set holds shares of more than its price; then no full cover costs less
 * than the sum of the shares. The shares begin as what the greedy choice paid per item, scaled until they are lawful, and
 * are improved by subgradient steps (Chvátal 1979; Beasley 1990).
 */
import { greedy } from './greedy.ts'
import { setsOfItems, tidySystem } from './sets.ts'
import type { TidySystem } from './sets.ts'
import type { FullCover, SetSystem } from './types.ts'

/** @throws RangeError when lengths or figures make no sense. */
export function coverEverything(system: SetSystem, steps = 100): FullCover {
  const given = tidySystem(system)
  // Everything must be covered, whatever it is worth.
  const tidy: TidySystem = { ...given, value: null }
  const { start } = setsOfItems(tidy)
  const uncoverable: number[] = []
  for (let i = 0; i < tidy.items; i++) if (start[i] === start[i + 1]) uncoverable.push(i)
  const budget = tidy.price ? { budget: tidy.price.reduce((sum, one) => sum + one, 0) } : {}
  const { chosen, price, gain } = greedy(tidy, { count: tidy.sets, ...budget })
  const dual = bestShares(tidy, chosen, gain, price, steps)
  const bound = tidy.price ? dual : Math.ceil(dual - 1e-6)
  return { chosen, price, bound: Math.min(bound, price), uncoverable: Int32Array.from(uncoverable) }
}

function bestShares(system: TidySystem, chosen: Int32Array, gain: Float64Array, cost: number, steps: number): number {
  const { sets, items, start, item, self, price } = system
  const share = new Float64Array(items).fill(-1)
  chosen.forEach((set, at) => {
    const paid = (price ? price[set]! : 1) / gain[at]!
    if (self && share[set]! < 0) share[set] = paid
    for (let entry = start[set]!; entry < start[set + 1]!; entry++) {
      if (share[item[entry]!]! < 0) share[item[entry]!] = paid
    }
  })
  // Items in no set need no share.
  const open = share.map((one) => (one < 0 ? 0 : 1))
  for (let i = 0; i < items; i++) share[i] = Math.max(0, share[i]!)
  const times = new Int32Array(items)
  const heldBy = (set: number): number => {
    let sum = self ? share[set]! : 0
    for (let entry = start[set]!; entry < start[set + 1]!; entry++) sum += share[item[entry]!]!
    return sum
  }
  let fullest = 0
  for (let set = 0; set < sets; set++) fullest = Math.max(fullest, heldBy(set) / (price ? price[set]! : 1))
  if (fullest > 0) for (let i = 0; i < items; i++) share[i]! /= fullest
  let best = 0
  let rate = 1
  let since = 0
  for (let step = 0; step < steps; step++) {
    let value = share.reduce((sum, one) => sum + one, 0)
    times.fill(0)
    for (let set = 0; set < sets; set++) {
      const over = heldBy(set) - (price ? price[set]! : 1)
      if (over <= 0) continue
      value -= over
      if (self) times[set]!++
      for (let entry = start[set]!; entry < start[set + 1]!; entry++) times[item[entry]!]!++
    }
    since++
    if (value > best) {
      if (value > best * (1 + 1e-4)) since = 0
      best = value
    }
    if (since >= 8) {
      rate /= 2
      since = 0
    }
    let square = 0
    for (let i = 0; i < items; i++) if (open[i] === 1) square += (1 - times[i]!) ** 2
    if (square === 0 || best >= cost || (!price && Math.ceil(best - 1e-6) >= cost)) break
    const length = (rate * (cost - value)) / square
    for (let i = 0; i < items; i++) {
      if (open[i] === 1) share[i] = Math.max(0, share[i]! + length * (1 - times[i]!))
    }
  }
  return best * (1 - 1e-12)
}
