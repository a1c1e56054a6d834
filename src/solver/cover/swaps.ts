/** What a choice would be worth with one set in the place of another: the nearest alternatives, and a way to better it. */
import { countChoice } from './greedy.ts'
import type { TidySystem } from './sets.ts'
import type { CoverChoice, CoverRule } from './types.ts'

export interface Swap {
  /** The set that would come in, −1 when none fits. */
  readonly set: number
  /** New value minus present value. */
  readonly delta: number
}

/** For each chosen set the best one to put in its place within the rule. */
export function bestSwaps(system: TidySystem, rule: CoverRule, choice: CoverChoice): readonly Swap[] {
  const { sets, items, start, item, self, value, price } = system
  const { chosen } = choice
  const free = -1
  const shared = -2
  /** The chosen set that alone covers an item, by its place in the choice. */
  const owner = new Int32Array(items).fill(free)
  const worth = (i: number): number => (value ? value[i]! : 1)
  const each = (set: number, visit: (i: number) => void): void => {
    if (self) visit(set)
    for (let at = start[set]!; at < start[set + 1]!; at++) visit(item[at]!)
  }
  const mine = new Uint8Array(sets)
  const alone = new Float64Array(chosen.length)
  chosen.forEach((set, k) => {
    mine[set] = 1
    each(set, (i) => (owner[i] = owner[i] === free ? k : shared))
  })
  for (let i = 0; i < items; i++) if (owner[i]! >= 0) alone[owner[i]!]! += worth(i)
  const best = Array.from(chosen, (): Swap => ({ set: -1, delta: -Infinity }))
  const costOf = (set: number): number => (price ? price[set]! : 1)
  const budget = rule.budget ?? Infinity
  const overlap = new Float64Array(chosen.length)
  for (let set = 0; set < sets; set++) {
    if (mine[set] === 1) continue
    let fresh = 0
    overlap.fill(0)
    each(set, (i) => {
      if (owner[i] === free) fresh += worth(i)
      else if (owner[i]! >= 0) overlap[owner[i]!]! += worth(i)
    })
    for (let k = 0; k < chosen.length; k++) {
      const delta = fresh + overlap[k]! - alone[k]!
      if (delta <= best[k]!.delta) continue
      if (choice.price - costOf(chosen[k]!) + costOf(set) > budget * (1 + 1e-12)) continue
      best[k] = { set, delta }
    }
  }
  return best
}

/** Swaps while that gains something, at most so many times. */
export function improveBySwaps(system: TidySystem, rule: CoverRule, choice: CoverChoice, rounds: number): CoverChoice {
  let now = choice
  for (let round = 0; round < rounds; round++) {
    const swaps = bestSwaps(system, rule, now)
    const most = swaps.reduce((best, { delta }) => Math.max(best, delta), 0)
    if (most <= 1e-9 * now.value) return now
    const at = swaps.findIndex(({ delta }) => delta === most)
    now = countChoice(system, now.chosen.with(at, swaps[at]!.set))
  }
  return now
}
