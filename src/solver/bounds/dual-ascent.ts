/**
 * Prices near the best for a pool of groups, without a linear solver. Maximises Σπ − τ·Σ exp((π(G) − cost(G))/τ) one unit
 * at a time: the best π(i) for given others has the closed form below, and τ falls towards nought (the programme for
 * matrix scaling, Sinkhorn). The result is a start only; `lowerPrices` makes it valid.
 */
import type { ColumnPool } from './column-pool.ts'

export interface Ascent {
  readonly sweeps: number
  /** τ at the beginning and at the end. */
  readonly from: number
  readonly to: number
  /** Per unit: prices never rise above this. */
  readonly ceiling: Float64Array
}

/** @param prices are changed in place; units in no group are raised. */
export function ascend(pool: ColumnPool, prices: Float64Array, { sweeps, from, to, ceiling }: Ascent): void {
  const units = prices.length
  const { start, members, cost, count } = pool
  const first = new Int32Array(units + 1)
  for (let k = 0; k < start[count]!; k++) first[members[k]! + 1]!++
  for (let unit = 0; unit < units; unit++) first[unit + 1]! += first[unit]!
  const columns = new Int32Array(start[count]!)
  const next = first.slice(0, units)
  const over = new Float64Array(count)
  for (let c = 0; c < count; c++) {
    over[c] = -cost[c]!
    for (let k = start[c]!; k < start[c + 1]!; k++) {
      over[c]! += prices[members[k]!]!
      columns[next[members[k]!]!++] = c
    }
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const tau = from * (to / from) ** (sweep / Math.max(1, sweeps - 1))
    for (let unit = 0; unit < units; unit++) {
      const begin = first[unit]!
      const end = first[unit + 1]!
      if (begin === end) {
        if (sweep === 0) prices[unit] = Math.min(ceiling[unit]!, Math.max(2 * prices[unit]!, ceiling[unit]! / 8))
        continue
      }
      let worst = -Infinity
      for (let k = begin; k < end; k++) worst = Math.max(worst, over[columns[k]!]!)
      let sum = 0
      for (let k = begin; k < end; k++) {
        const below = (over[columns[k]!]! - worst) / tau
        if (below > -30) sum += Math.exp(below)
      }
      const step = Math.min(-(worst + tau * Math.log(sum)), ceiling[unit]! - prices[unit]!)
      prices[unit]! += step
      for (let k = begin; k < end; k++) over[columns[k]!]! += step
    }
  }
}
