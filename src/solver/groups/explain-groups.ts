/**
 * What speaks for a plan: for every group its figures and the cheapest changes that were not taken, for every unit left
 * over what stands in its way (`explain-left-over.ts`). Figures are data, the words are the caller's.
 *
 * With prices of the units (a dual solution of the bounds) every group also has its regret, cost − Σ price: nought means
 * that no other plan can use its units better at these prices, and the sum of regrets is the gap of the plan.
 */
import type { Alternative } from '../types.ts'
import { AlternativeSearch } from './alternatives.ts'
import type { LeftOver } from './explain-left-over.ts'
import { explainLeftOver } from './explain-left-over.ts'
import { settleRules } from './rules.ts'
import { Town } from './town.ts'
import type { GroupPlan, GroupRules, GroupUnits } from './types.ts'

export interface GroupReasons {
  /** Level of the lowest common ancestor, 0 without addresses. */
  readonly level: number
  /** Greatest distance between two members, in the unit of the points; NaN where fewer than two are known. */
  readonly distance: number
  /** Leading industry codes that all members share. */
  readonly industry: number
  /** Kind of host that all members share, as in the plan. */
  readonly kind: number
  readonly weight: number
  /** Members who sat together with another member before, and those who did not. */
  readonly kept: readonly number[]
  readonly changed: readonly number[]
  /** The cheapest change of each kind that the rules allow, cheapest first. */
  readonly alternatives: readonly Alternative[]
  /** cost − Σ price of the members; NaN without prices. */
  readonly regret: number
}

export interface ExplainOptions {
  /** Group of each unit in the plan before, −1 none. */
  readonly previous?: Int32Array
  /** Price of each unit in a dual solution. */
  readonly price?: Float64Array
  /** Groups to explain; default all. */
  readonly groups?: readonly number[]
}

export interface GroupExplanation {
  /** One per group asked for, in that order. */
  readonly groups: readonly GroupReasons[]
  readonly leftOver: readonly LeftOver[]
}

export function explainGroups(
  units: GroupUnits,
  rules: GroupRules,
  plan: GroupPlan,
  options: ExplainOptions = {},
): GroupExplanation {
  const { previous, price } = options
  const count = units.weights.length
  const everybody = new Town(
    units,
    settleRules(rules),
    Int32Array.from({ length: count }, (_, unit) => unit),
    false,
  )
  const search = new AlternativeSearch(everybody, plan)
  const asked = options.groups ?? Array.from(plan.groupCost.keys())
  const groups = asked.map((group): GroupReasons => {
    const members = plan.groupMembers.subarray(plan.groupStart[group], plan.groupStart[group + 1])
    const all = Array.from(members)
    const stayed = (unit: number): boolean =>
      previous !== undefined &&
      previous[unit]! >= 0 &&
      all.some((other) => other !== unit && previous[other] === previous[unit])
    return {
      level: all.reduce((least, unit) => Math.min(least, everybody.level(all[0]!, unit)), everybody.depth),
      distance: greatestDistance(units, all),
      industry: sharedIndustry(units, all),
      kind: plan.groupKind[group]!,
      weight: all.reduce((sum, unit) => sum + units.weights[unit]!, 0),
      kept: all.filter(stayed),
      changed: all.filter((unit) => !stayed(unit)),
      alternatives: search.of(group),
      regret: price ? all.reduce((rest, unit) => rest - price[unit]!, plan.groupCost[group]!) : Number.NaN,
    }
  })
  return { groups, leftOver: explainLeftOver(units, rules, plan, everybody) }
}

function greatestDistance({ space }: GroupUnits, members: readonly number[]): number {
  let most = Number.NaN
  if (!space) return most
  const { points, dimensions } = space
  for (const [k, a] of members.entries()) {
    for (const b of members.slice(0, k)) {
      let square = 0
      for (let d = 0; d < dimensions; d++) square += (points[a * dimensions + d]! - points[b * dimensions + d]!) ** 2
      const distance = Math.sqrt(square)
      if (!(distance <= most) && !Number.isNaN(distance)) most = distance
    }
  }
  return most
}

function sharedIndustry({ industry }: GroupUnits, members: readonly number[]): number {
  if (!industry) return 0
  const { codes, cost } = industry
  const depth = cost.length - 1
  const at = (unit: number, level: number): number => codes[unit * depth + level]!
  let shared = 0
  while (
    shared < depth &&
    members.every((unit) => at(unit, shared) >= 0 && at(unit, shared) === at(members[0]!, shared))
  ) {
    shared++
  }
  return shared
}
