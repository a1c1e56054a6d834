/** The bound of a town too large to be laid out whole: block by block, without a proof of the optimum. */
import { Town } from '../groups/town.ts'
import { boundBlocks } from './bound-blocks.ts'
import { boundOf, capPrices } from './price-bound.ts'
import type { Effort, TownBound } from './town-bound.ts'
import { lockedPart } from './town-core.ts'
import { levelOptimum } from './tree-bound.ts'

export function boundLargeTown(town: Town, groupOf: Int32Array, effort: Effort): Omit<TownBound, 'seconds'> {
  const { tier, blockUnits, solver, remaining, stop, shouldStop } = effort
  const { free, value, share } = lockedPart(town, groupOf)
  const part =
    free.length === town.count
      ? town
      : new Town(
          town.whole,
          town.rules,
          free.map((unit) => town.units[unit]!),
        )
  const plan = free.map((unit) => groupOf[unit]!)
  const planned = plan.reduce((sum, group, unit) => sum + (group < 0 ? part.uncoveredCount(unit) : 0), 0)
  const blocks =
    tier > 0
      ? boundBlocks({
          town: part,
          groupOf: plan,
          blockUnits,
          solver: tier > 1 ? solver : undefined,
          remaining,
          stop,
          shouldStop,
        })
      : null
  const prices = blocks?.prices ?? leastPrices(part)
  const uncovered = Math.min(planned, levelOptimum(part)?.uncovered ?? 0)
  const { uncoveredPrice } = boundOf(part, prices, uncovered)
  capPrices(part, prices, uncoveredPrice)
  const cost = boundOf(part, blocks?.cutPrices ?? prices, uncovered).cost - (blocks?.cuts ?? 0)
  const upper = costOf(part, plan)
  const price = share.slice()
  free.forEach((unit, i) => (price[unit] = prices[i]!))
  return {
    bound: {
      uncovered: value.uncovered + uncovered,
      cost: value.cost + (planned === uncovered ? Math.min(cost, upper) : cost),
    },
    price,
    uncoveredPrice,
    method: !blocks ? 'tree' : tier > 1 && solver ? 'columns' : 'ascent',
    optimal: planned === uncovered && upper - cost <= 1e-9 * Math.abs(upper),
    groupOf: null,
  }
}

/** What holds without looking: nothing costs less than its ties and hosts could save. */
function leastPrices(town: Town): Float64Array {
  const { whole, count, units, rules } = town
  const { pairs, together, hosts, industry, space } = whole
  const saved = new Map<number, number>()
  pairs?.value.forEach((value, p) => {
    for (const unit of [pairs.a[p]!, pairs.b[p]!]) saved.set(unit, (saved.get(unit) ?? 0) + Math.min(0, value))
  })
  const least =
    Math.min(0, -(together?.bonus ?? 0)) +
    Math.min(0, ...(industry?.cost ?? []).map((cost) => cost * industry!.rate)) +
    Math.min(0, space && space.rate < 0 ? -Infinity : 0)
  const host = Math.min(0, ...(hosts?.price ?? []))
  const half = (rules.maxUnits - 1) / (2 * rules.maxUnits)
  return Float64Array.from({ length: count }, (_, unit) => half * (least + (saved.get(units[unit]!) ?? 0)) + host)
}

function costOf(town: Town, groupOf: Int32Array): number {
  let cost = 0
  for (const [group, members] of Map.groupBy(groupOf.keys(), (unit) => groupOf[unit]!)) {
    if (group >= 0) cost += town.groupCost(Int32Array.from(members), members.length)
  }
  return cost
}
