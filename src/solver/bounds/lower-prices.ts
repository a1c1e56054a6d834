/**
 * Makes any prices valid: lowers them until no lawful group costs less than the prices of its members. One complete
 * search does it: a group that is too cheap takes its shortfall from its members in equal parts, at once, and since prices
 * only fall, what has been seen stays satisfied. The groups that were too cheap are the columns worth adding. Per root the
 * worst come first.
 *
 * Where the ground has surroundings, only its own units bear the shortfall, and a column is the part of the group among
 * them, at the cost of the group less the prices of the rest.
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

  const { own } = ground
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
      let bearers = 0
      let paid = costs[c]! - charges[c]!
      for (let k = from; k < from + size; k++) {
        const unit = members[k]!
        if (unit < own) part[bearers++] = unit
        else paid -= prices[unit]!
      }
      found?.add(part, bearers, paid)
      for (let k = 0; k < bearers; k++) prices[part[k]!]! -= missing / bearers
    }
    count = 0
  }
  const charges = new Float64Array(listed)
  const part = new Int32Array(maxUnits)
  // Among equal units no end of groups cost exactly their prices: only those beyond a hair are looked at, and every
  // price pays half a hair for it, which is a whole one for any group.
  const hair = 1e-11 * largest(prices)
  const complete = enumerateGroups(
    ground,
    prices,
    (group, size, cost) => {
      if (own < ground.count && group.subarray(0, size).every((unit) => unit >= own)) return true
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
  const fee = own < ground.count ? hair : hair / 2
  for (let unit = 0; unit < own; unit++) prices[unit]! -= fee
  return complete
}
