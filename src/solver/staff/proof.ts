/**
 * The proof in figures. For prices v of the instructors' places let u_i be the least cost plus price of unit i over all
 * lawful instructors, or its price of being left out if that is less. Then Σ u − Σ (what the places take in at v) is no
 * more than any plan costs (weak duality). It is computed from the prices alone, with a question to the index per unit:
 * neither the lists of candidates nor the plan play a part, so pairs outside the lists are checked too.
 *
 * Prices hold two things, how many units are left out in a multiple of `penalty` and a cost; they are taken apart here,
 * so that large figures do not swallow small ones.
 */
import type { StaffGround } from './ground.ts'
import type { PairCost } from './pair-cost.ts'
import { PlaceIndex } from './place-index.ts'

export interface StaffProof {
  readonly dual: number
  readonly dualUnplaced: number
  readonly second: Int32Array
  readonly secondGap: Float64Array
}

/** @param instructorOf the plan, for the second choices only. */
export function prove(ground: StaffGround, pairs: PairCost, price: Float64Array, instructorOf: Int32Array): StaffProof {
  const { units, instructors, room, taken, balance, leftOut, penalty, current } = ground
  const index = new PlaceIndex(ground, pairs, price)
  const second = new Int32Array(units).fill(-1)
  const secondGap = new Float64Array(units).fill(Infinity)
  const total = new Apart(penalty)
  for (let unit = 0; unit < units; unit++) {
    const own = instructorOf[unit]!
    const present = current[unit]!
    // The index knows nothing of the threshold of a present pair.
    const kept = present >= 0 && room[present]! > 0 ? pairs.of(unit, present) + price[present]! : Infinity
    index.mark++
    if (present >= 0) index.passed[present] = index.mark
    const found = index.ask(unit, 2, Infinity)
    let best = Math.min(leftOut[unit]!, kept)
    if (found > 0 && index.key[0]! < best) best = index.key[0]!
    total.add(best, 1)
    let otherKey = Infinity
    for (let at = 0; at < found; at++) {
      if (index.instructor[at] === own) continue
      otherKey = index.key[at]!
      second[unit] = index.instructor[at]!
      break
    }
    if (kept < otherKey && present !== own) {
      otherKey = kept
      second[unit] = present
    }
    const now = own < 0 ? leftOut[unit]! : pairs.of(unit, own) + price[own]!
    const gap = Math.max(0, otherKey - now)
    if (gap < penalty / 2) secondGap[unit] = gap
  }
  for (let j = 0; j < instructors; j++) {
    if (balance === 0) total.add(price[j]!, -room[j]!)
    else for (let k = 0; k < room[j]!; k++) total.add(Math.max(0, price[j]! - balance * (taken[j]! + k)), -1)
  }
  return { dual: total.cost, dualUnplaced: total.multiples, second, secondGap }
}

/** A sum of prices, multiples of the penalty and cost apart; with compensation for rounding (Kahan). */
export class Apart {
  multiples = 0
  private readonly penalty: number
  private sum = 0
  private lost = 0

  constructor(penalty: number) {
    this.penalty = penalty
  }

  get cost(): number {
    return this.sum
  }

  add(price: number, times: number): void {
    const multiple = Math.round(price / this.penalty)
    this.multiples += multiple * times
    const part = (price - multiple * this.penalty) * times - this.lost
    const next = this.sum + part
    this.lost = next - this.sum - part
    this.sum = next
  }
}
