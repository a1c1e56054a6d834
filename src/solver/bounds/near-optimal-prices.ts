/**
 * Valid prices near the best of the linear programme, without a linear solver: prices are raised on the groups known so
 * far (`dual-ascent.ts`), made valid by a complete search (`lower-prices.ts`), which finds the groups that were missing, and
 * so on in a few rounds. 0.1 % below the linear programme as a rule.
 */
import { ColumnPool } from './column-pool.ts'
import { ascend } from './dual-ascent.ts'
import type { Ground } from './ground.ts'
import { lowerPrices } from './lower-prices.ts'
import { boundOf } from './price-bound.ts'

export interface AscentResult {
  /** Valid. */
  readonly prices: Float64Array
  /** All groups that were too cheap on the way. */
  readonly columns: ColumnPool
}

const rounds = 20

/** @param uncovered how much stays uncovered at least. @returns null when stopped before there is a bound. */
export function raisePrices(ground: Ground, uncovered: number, shouldStop: () => boolean): AscentResult | null {
  const { town, count } = ground
  const columns = new ColumnPool()
  let tried = startPrices(ground)
  const usual = tried.map(Math.abs).sort()[count >> 1] ?? 0
  const mean = tried.reduce((sum, price) => sum + Math.abs(price), 0) / Math.max(1, count)
  // Where units compete for few partners their prices would rise without end.
  const ceiling = tried.map((price) => 6 * Math.max(Math.abs(price), usual / 4))
  let best: Float64Array | null = null
  let bound = -Infinity
  let last = -Infinity
  let idle = 0
  for (let round = 0; round < rounds; round++) {
    if (!lowerPrices(ground, tried, { found: columns, shouldStop })) break
    const reached = boundOf(town, tried, uncovered).cost
    const gain = reached - bound
    if (gain > 0) {
      bound = reached
      best = tried
    }
    // Not above the best so far, but on its way, is no reason to end.
    idle = Math.max(gain, reached - last) < 4e-4 * Math.abs(bound) ? idle + 1 : 0
    last = reached
    if (idle > 1 || usual === 0) break
    tried = tried.slice()
    ascend(columns, tried, { sweeps: 60, from: 0.3 * mean, to: 0.004 * usual, ceiling })
  }
  return best && { prices: best, columns }
}

/** A good half more than each unit's part of a group with its nearest, so that the first search finds what matters. */
function startPrices({ count, delta, each, base, fixed, weights, town }: Ground): Float64Array {
  const { minWeight, maxUnits } = town.rules
  const prices = new Float64Array(count)
  const taken = new Int32Array(count).fill(-1)
  for (let unit = 0; unit < count; unit++) {
    let size = 1
    let weight = weights[unit]!
    let price = 0
    let most = 0
    while (size < maxUnits && (weight < minWeight || size < 2)) {
      let nearest = -1
      let least = Infinity
      for (let other = 0; other < count; other++) {
        if (taken[other] === unit) continue
        const far = delta[unit * count + other]! + (each ? 3 * each[unit * count + other]! : 0)
        if (far >= least) continue
        least = far
        nearest = other
      }
      if (nearest < 0) break
      taken[nearest] = unit
      size++
      weight += weights[nearest]!
      price += delta[unit * count + nearest]!
      if (each) most = Math.max(most, each[unit * count + nearest]!)
    }
    prices[unit] = (1.5 * Math.max(0, price)) / (2 * size) + most + base + fixed[Math.max(2, size)]! / size
  }
  return prices
}
