/**
 * Makes any prices valid: lowers them until no lawful group costs less than the prices of its members. One complete
 * search does it: a group that is too cheap takes its shortfall from its members in equal parts, at once, and since prices
 * only fall, what has been seen stays satisfied. The groups that were too cheap are the columns worth adding. Per root the
 * worst come first.
 */
import type { ColumnPool } from './column-pool.ts'
import { enumerateGroups, largest } from './columns.ts'
import type { CutSet } from './cuts.ts'
import type { Ground } from './ground.ts'

export interface Lowering {
  readonly roots?: Int32Array
  /** Groups also pay for these. */
  readonly cuts?: CutSet
  /** Gets the groups that were too cheap. */
  readonly found?: ColumnPool
  readonly shouldStop?: (() => boolean) | undefined
}

/** So many at most before prices are lowered: those near the root come first, and most others are then dear enough. */
const listed = 1024

/** @param prices are lowered in place. @returns false when stopped: the prices are then not valid. */
export function lowerPrices(
  ground: Ground,
  prices: Float64Array,
  { roots, cuts, found, shouldStop }: Lowering = {},
): boolean {
  const { maxUnits } = ground.town.rules
  const members = new Int32Array(listed * maxUnits)
  const sizes = new Uint8Array(listed)
  const costs = new Float64Array(listed)
  const short = new Float64Array(listed)
  let count = 0

  const shortfall = (from: number, size: number, cost: number): number => {
    let sum = -cost
    for (let k = 0; k < size; k++) sum += prices[members[from + k]!]!
    return sum
  }
  const settle = (): void => {
    const order = Array.from({ length: count }, (_, c) => c).sort((a, b) => short[b]! - short[a]! || a - b)
    for (const c of order) {
      const from = c * maxUnits
      const size = sizes[c]!
      const missing = shortfall(from, size, costs[c]!)
      if (missing <= 0) continue
      found?.add(members.subarray(from, from + size), size, costs[c]! - charges[c]!)
      for (let k = 0; k < size; k++) prices[members[from + k]!]! -= missing / size
    }
    count = 0
  }
  const charges = new Float64Array(listed)
  // Among equal units no end of groups cost exactly their prices: only those beyond a hair are looked at, and every
  // price pays half a hair for it, which is a whole one for any group.
  const hair = 1e-11 * largest(prices)
  const complete = enumerateGroups(
    ground,
    prices,
    (group, size, cost) => {
      const charge = cuts ? cuts.charge(group, size) : 0
      const from = count * maxUnits
      for (let k = 0; k < size; k++) members[from + k] = group[k]!
      const missing = shortfall(from, size, cost + charge)
      if (missing <= 0) return true
      sizes[count] = size
      costs[count] = cost + charge
      charges[count] = charge
      short[count++] = missing
      if (count < listed) return true
      settle()
      return 'again'
    },
    { slack: -hair, ...(roots && { roots }), once: false, afterRoot: settle, shouldStop },
  )
  for (let unit = 0; unit < prices.length; unit++) prices[unit]! -= hair / 2
  return complete
}
