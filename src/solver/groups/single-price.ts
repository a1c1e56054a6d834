/** The price of a unit that is in no group: a power of two above what any local change of the search can save. */
import type { Town } from './town.ts'

/** Units that one change of the search may touch at most. */
const reach = 128

export function singlePrice(town: Town): number {
  const { rules, hostPrice, h } = town
  const host = hostPrice.reduce((most, price) => Math.max(most, Math.abs(price)), 0)
  const level = h.reduce((most, price) => Math.max(most, Math.abs(price)), 0)
  const each = Math.abs(rules.groupPrice) + Math.abs(rules.extraUnitPrice) + level + host
  const unit = (widest(town) * rules.maxUnits) / 2 + each
  return 2 ** Math.ceil(Math.log2(1e-6 + 2 * reach * unit))
}

/** No lawful pair of the town has a greater |δ|. */
function widest(town: Town): number {
  const { space, industry, together, pairs } = town.whole
  let most = 0
  if (space) {
    const { dimensions, maxDistance = Infinity, missing = 1, rate } = space
    let square = 0
    for (let d = 0; d < dimensions; d++) {
      let lowest = Infinity
      let highest = -Infinity
      for (let at = d; at < town.points.length; at += dimensions) {
        const value = town.points[at]!
        if (value < lowest) lowest = value
        if (value > highest) highest = value
      }
      if (highest > lowest) square += (highest - lowest) ** 2
    }
    most += Math.abs(rate) * Math.max(missing, Math.min(square, maxDistance * maxDistance))
  }
  if (industry) most += Math.abs(industry.rate) * industry.cost.reduce((sum, cost) => Math.max(sum, Math.abs(cost)), 0)
  if (together) most += Math.abs(together.bonus)
  if (pairs) most += town.greatestTerm()
  return most
}
