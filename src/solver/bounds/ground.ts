/**
 * The ground that prices are tested on: one town, or one part of a town with its surroundings, as square tables.
 *
 * A group G of s units costs (1/s)·Σδ + s·each(G) + fixed(s), where each(G) is level price plus host price per unit and
 * fixed(s) what the group pays as such. each(G) is at least each(i,j) of any of its pairs, because a smaller group shares
 * no fewer codes and sites. Where the address is the only part, or there is at most one kind of host and no address,
 * it is exactly the largest of them.
 */
import type { Town } from '../groups/town.ts'

export interface Ground {
  readonly town: Town
  readonly count: number
  /** The first `own` units are those whose prices are sought; the others are surroundings with prices that stay. */
  readonly own: number
  readonly weights: Uint8Array
  /** count × count: δ, Infinity for pairs that may not sit together and on the diagonal. */
  readonly delta: Float64Array
  /** count × count: each(i,j) less `base`, never negative; null when it is nought throughout. */
  readonly each: Float64Array | null
  /** The least that each(G) can be (negative only where hosts are paid for). */
  readonly base: number
  /** Whether each(G) is the largest each(i,j), so that no group need be priced twice. */
  readonly additive: boolean
  /** Least δ of the unit with any other, nought where it has none. */
  readonly low: Float64Array
  /** What a group of s units pays as such, by s. */
  readonly fixed: Float64Array
  /** Whether groups that can be cut in two lawful ones may be left out: cutting them never costs more. */
  readonly indivisible: boolean
}

export function layGround(town: Town, own = town.count): Ground {
  const { count, whole, rules } = town
  const { hosts } = whole
  const base = hosts ? Math.min(0, ...hosts.price) : 0
  const fixed = new Float64Array(rules.maxUnits + 1)
  for (let size = 2; size <= rules.maxUnits; size++) {
    fixed[size] = rules.groupPrice + Math.max(0, size - rules.usualUnits) * rules.extraUnitPrice
  }
  const delta = new Float64Array(count * count)
  const each = town.surcharged ? new Float64Array(count * count) : null
  const low = new Float64Array(count).fill(Infinity)
  const pair = new Int32Array(2)
  for (let i = 0; i < count; i++) {
    delta[i * count + i] = Infinity
    for (let j = 0; j < i; j++) {
      const term = town.pair(i, j)
      delta[i * count + j] = delta[j * count + i] = term
      if (term < low[i]!) low[i] = term
      if (term < low[j]!) low[j] = term
      if (!each || term === Infinity) continue
      pair[0] = i
      pair[1] = j
      const price = Math.max(0, (town.surcharge(pair, 2) - fixed[2]!) / 2 - base)
      each[i * count + j] = each[j * count + i] = price
    }
  }
  for (let i = 0; i < count; i++) if (low[i] === Infinity) low[i] = 0
  const kinds = hosts ? hosts.price.length - 1 : 0
  const level = whole.tree ? whole.tree.h.some((price) => price !== 0) : false
  return {
    town,
    count,
    own,
    weights: town.weights,
    delta,
    each,
    base,
    additive: kinds === 0 || (kinds === 1 && !level),
    low,
    fixed,
    indivisible: cutsNeverCost(town),
  }
}

/**
 * Cutting never costs more where the pair terms are squared distances in some space: Σδ/s is then the sum of squares
 * around the centre, which only falls when a group is cut. Kilometres are, as long as every point is known; so is a
 * scale of industries that never rises with what is shared. Level, hosts and the price above the usual size fall too.
 */
function cutsNeverCost(town: Town): boolean {
  const { space, industry, pairs, together } = town.whole
  if (town.rules.groupPrice !== 0 || town.rules.extraUnitPrice < 0 || pairs || (together && together.bonus !== 0))
    return false
  if (space && space.rate !== 0) {
    if (space.rate < 0) return false
    for (const unit of town.units) {
      for (let d = 0; d < space.dimensions; d++) {
        if (Number.isNaN(space.points[unit * space.dimensions + d]!)) return false
      }
    }
  }
  if (!industry || industry.rate === 0) return true
  return industry.rate > 0 && industry.cost.every((cost, k) => cost >= 0 && (k === 0 || cost <= industry.cost[k - 1]!))
}

/** Whether a group with these weights can be cut into two groups that are heavy and large enough. */
export function isDivisible(weights: Uint8Array, members: Int32Array, size: number, minWeight: number): boolean {
  if (size < 4) return false
  let total = 0
  for (let k = 0; k < size; k++) total += weights[members[k]!]!
  if (total < 2 * minWeight) return false
  // The first member is always on the side that is counted.
  for (let set = 1; set < (1 << size) - 1; set += 2) {
    let units = 0
    let weight = 0
    for (let k = 0; k < size; k++) {
      if (((set >> k) & 1) === 0) continue
      units++
      weight += weights[members[k]!]!
    }
    if (units >= 2 && size - units >= 2 && weight >= minWeight && total - weight >= minWeight) return true
  }
  return false
}
