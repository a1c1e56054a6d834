/**
 * Planning again after some units have come, gone or changed. Groups that are still lawful stay as they are; whoever is in
 * none is the place where the search begins (`TownSearch.continueFrom`), and it spreads only where something is gained;
 * three such repairs are combined.
 * A bonus for every pair that stays together is what a change must save at least; a range of bonuses shows what fewer
 * changes cost.
 */
import { assemblePlan } from './assemble.ts'
import { changedUnits } from './changed-units.ts'
import { planGroups } from './plan-groups.ts'
import { settleRules } from './rules.ts'
import type { GroupPlan, GroupRules, GroupUnits, GroupValue } from './types.ts'

export interface ReplanOptions {
  /** What keeping a pair together is worth, at least 0; default: as the units say, nothing if they do not. */
  readonly bonus?: number
}

export interface Replan {
  /** Priced by the units' own terms, without the bonus of the options. */
  readonly plan: GroupPlan
  /** Units whose set of partners is another than before. */
  readonly changed: Int32Array
}

export interface TradeOffPoint {
  readonly bonus: number
  /** Units whose set of partners changes. */
  readonly changes: number
  readonly uncovered: number
  readonly cost: number
}

/** @param previous group of each unit in the plan before, −1 none or new. */
export function replan(
  units: GroupUnits,
  rules: GroupRules,
  previous: Int32Array,
  options: ReplanOptions = {},
): Replan {
  const { bonus } = options
  const held = bonus === undefined ? units : { ...units, together: { group: previous, bonus } }
  const plan = planGroups(held, rules, { from: previous })
  const priced = held === units ? plan : pricePlan(units, rules, plan.groupOf)
  return { plan: priced, changed: changedUnits(previous, priced) }
}

/** Starts of the search from scratch for every point of a trade-off. */
const curveStarts = 4

/**
 * What holding on to earlier partners costs: one point for every bonus, in the order given. For every bonus the plan is
 * repaired and also made from scratch; each point is the best, under its bonus, of all the plans met, so
 * that cost never falls as the bonus rises.
 *
 * @param known further plans to choose from: group of each unit, −1 none.
 */
export function tradeOff(
  units: GroupUnits,
  rules: GroupRules,
  previous: Int32Array,
  bonuses: readonly number[],
  known: readonly Int32Array[] = [],
): readonly TradeOffPoint[] {
  const holding = (bonus: number): GroupUnits =>
    bonus === 0 ? units : { ...units, together: { group: previous, bonus } }
  const made = bonuses.flatMap((bonus) => [
    planGroups(holding(bonus), rules, { from: previous }).groupOf,
    planGroups(holding(bonus), rules, { starts: curveStarts }).groupOf,
  ])
  const met = [...known, ...made]
  const priced = met.map((groupOf) => pricePlan(units, rules, groupOf))
  return bonuses.map((bonus) => {
    const held = met.map((groupOf) => pricePlan(holding(bonus), rules, groupOf).value)
    const plan = priced[smallest(held)]!
    return { bonus, changes: changedUnits(previous, plan).length, ...plan.value }
  })
}

/** Index of the first of the least values. */
function smallest(values: readonly GroupValue[]): number {
  let best = 0
  values.forEach(({ uncovered, cost }, at) => {
    const least = values[best]!
    if (uncovered < least.uncovered || (uncovered === least.uncovered && cost < least.cost)) best = at
  })
  return best
}

/** The plan that consists of given groups (any numbers, −1 none), priced; lawful or not. */
export function pricePlan(units: GroupUnits, rules: GroupRules, groupOf: Int32Array): GroupPlan {
  const first = new Map<number, number>()
  groupOf.forEach((group, unit) => {
    if (group >= 0 && !first.has(group)) first.set(group, unit)
  })
  const labels = groupOf.map((group) => (group < 0 ? -1 : first.get(group)!))
  return assemblePlan(units, settleRules(rules), labels)
}
