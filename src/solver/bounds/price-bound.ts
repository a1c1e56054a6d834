/**
 * What valid prices prove. No lawful group costs less than its members' prices, so a plan that leaves the units Z
 * uncovered costs at least the prices of all others; which units those are is not known, so the dearest are taken off.
 */
import type { Town } from '../groups/town.ts'

export interface PriceBound {
  readonly cost: number
  /** No price above this times the count of the unit does any good; Infinity when all are covered. */
  readonly uncoveredPrice: number
}

/** @param uncovered how much stays uncovered, in counts. */
export function boundOf(town: Town, prices: Float64Array, uncovered: number): PriceBound {
  let cost = 0
  for (const price of prices) cost += price
  if (uncovered <= 0) return { cost, uncoveredPrice: Infinity }
  const perCount = (unit: number): number => prices[unit]! / town.uncoveredCount(unit)
  const order = Array.from({ length: prices.length }, (_, unit) => unit).sort((a, b) => perCount(b) - perCount(a))
  let left = uncovered
  let last = 0
  for (const unit of order) {
    const taken = Math.min(left, town.uncoveredCount(unit))
    last = perCount(unit)
    cost -= taken * last
    left -= taken
    if (left <= 0) break
  }
  return { cost, uncoveredPrice: last }
}

/** Prices that do no good are lowered, so that their sum less uncovered · uncoveredPrice is the bound. */
export function capPrices(town: Town, prices: Float64Array, uncoveredPrice: number): void {
  if (uncoveredPrice === Infinity) return
  for (let unit = 0; unit < prices.length; unit++) {
    prices[unit] = Math.min(prices[unit]!, uncoveredPrice * town.uncoveredCount(unit))
  }
}
