/** Why a unit is in no group: the rule that stands in its way, and who would be nearest if that rule did not hold. */
import { sharedLevels } from '../tree-order.ts'
import type { Rule } from './rule-graph.ts'
import { allRules, RuleGraph } from './rule-graph.ts'
import { settleRules } from './rules.ts'
import { Town } from './town.ts'
import type { GroupPlan, GroupRules, GroupUnits } from './types.ts'

/**
 * `town`, `parent`, `distance`, `apart`: without this one rule there would be a lawful group with the unit; `too-few`: no
 * single rule is to blame, there are not enough members whom it may sit with; `left-over`: lawful groups with it exist,
 * but no better use of the others was found.
 */
export type LeftOverReason = 'town' | 'parent' | 'distance' | 'apart' | 'too-few' | 'left-over'

export interface NearPartner {
  readonly unit: number
  /** δ between the two without the rule in question; Infinity where another rule forbids it too. */
  readonly cost: number
  /** Leading address codes the two share. */
  readonly level: number
}

export interface LeftOver {
  readonly unit: number
  readonly reason: LeftOverReason
  /** Every single rule whose lifting would make a lawful group possible. */
  readonly blockedBy: readonly LeftOverReason[]
  /** Members of all whom it may sit with, its own included. */
  readonly weightInReach: number
  /** The cheapest partners without the rule in question, cheapest first, at most five. */
  readonly partners: readonly NearPartner[]
}

const shown = 5

const reasons: readonly (readonly [Rule, LeftOverReason])[] = [
  ['apartPairs', 'apart'],
  ['maxDistance', 'distance'],
  ['sameParent', 'parent'],
  ['sameTown', 'town'],
]

/** @param everybody all units, numbered as in the plan. */
export function explainLeftOver(
  units: GroupUnits,
  rules: GroupRules,
  plan: GroupPlan,
  everybody: Town,
): readonly LeftOver[] {
  if (plan.uncovered.length === 0) return []
  const strict = new RuleGraph(units, rules, new Set(allRules))
  const lifted = reasons
    .filter(([rule]) => bites(units, rule))
    .map(([rule, reason]) => ({
      reason,
      graph: new RuleGraph(units, rules, new Set(allRules.filter((one) => one !== rule))),
      town: new Town(without(units, rule), settleRules(rules), everybody.units, false),
    }))
  return Array.from(plan.uncovered, (unit): LeftOver => {
    const reach = strict.partners(unit)
    const weightInReach = reach.reduce((sum, other) => sum + units.weights[other]!, units.weights[unit]!)
    const nearest = (town: Town, others: readonly number[]): readonly NearPartner[] =>
      cheapest(unit, others, (other) => town.pair(unit, other)).map(({ other, cost }) => ({
        unit: other,
        cost,
        level: units.tree ? sharedLevels(units.tree.levels, units.tree.h.length - 1, unit, other) : 0,
      }))
    if (strict.groupAround(unit)) {
      return { unit, reason: 'left-over', blockedBy: [], weightInReach, partners: nearest(everybody, reach) }
    }
    const open = lifted.filter(({ graph }) => graph.groupAround(unit) !== null)
    const first = open[0]
    if (!first) return { unit, reason: 'too-few', blockedBy: [], weightInReach, partners: nearest(everybody, reach) }
    const blockedBy = open.map(({ reason }) => reason)
    const partners = nearest(first.town, first.graph.partners(unit))
    return { unit, reason: first.reason, blockedBy, weightInReach, partners }
  })
}

function cheapest(
  unit: number,
  others: readonly number[],
  costOf: (other: number) => number,
): readonly { readonly other: number; readonly cost: number }[] {
  const best: { other: number; cost: number }[] = []
  for (const other of others) {
    if (other === unit) continue
    const cost = costOf(other)
    const last = best[shown - 1]
    if (last && cost >= last.cost) continue
    best.push({ other, cost })
    best.sort((a, b) => (a.cost === b.cost ? a.other - b.other : a.cost - b.cost))
    if (best.length > shown) best.pop()
  }
  return best
}

function bites(units: GroupUnits, rule: Rule): boolean {
  if (rule === 'sameTown') return (units.tree?.hardLevel ?? 0) > 0
  if (rule === 'sameParent') return units.parent !== undefined
  if (rule === 'maxDistance') return (units.space?.maxDistance ?? Infinity) < Infinity
  return units.pairs?.value.includes(Infinity) ?? false
}

/** The same units with one rule less. */
function without(units: GroupUnits, rule: Rule): GroupUnits {
  const { tree, space, pairs, parent, ...rest } = units
  return {
    ...rest,
    ...(tree ? { tree: rule === 'sameTown' ? { ...tree, hardLevel: 0 } : tree } : {}),
    ...(space ? { space: rule === 'maxDistance' ? { ...space, maxDistance: Infinity } : space } : {}),
    ...(parent && rule !== 'sameParent' ? { parent } : {}),
    ...(pairs
      ? {
          pairs:
            rule === 'apartPairs' ? { ...pairs, value: pairs.value.map((one) => (one < Infinity ? one : 0)) } : pairs,
        }
      : {}),
  }
}
