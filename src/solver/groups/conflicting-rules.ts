/**
 * The fewest rules that already rule everything out: when nobody can be in a group, or when a locked group is not lawful.
 * All sets of the rules in force are tried, small ones first (there are at most 64), so no smaller set conflicts.
 */
import type { Rule } from './rule-graph.ts'
import { allRules, RuleGraph } from './rule-graph.ts'
import { settleRules } from './rules.ts'
import type { GroupRules, GroupUnits } from './types.ts'

/**
 * @param lock number of the locked group in question; without it, the instance as a whole.
 * @returns the rules, in the order of `allRules`; empty when they do not conflict.
 */
export function conflictingRules(units: GroupUnits, rules: GroupRules = {}, lock?: number): readonly Rule[] {
  const inForce = allRules.filter((rule) => holds(units, rules, rule))
  const members = lock === undefined ? null : membersOf(units, lock)
  const conflict = (held: readonly Rule[]): boolean => {
    const graph = new RuleGraph(units, rules, new Set(held))
    if (members) return !graph.lawful(members)
    return units.weights.length > 0 && !units.weights.some((_, unit) => graph.groupAround(unit) !== null)
  }
  if (!conflict(inForce)) return []
  for (let size = 0; size < inForce.length; size++) {
    for (const held of choices(inForce, size)) if (conflict(held)) return held
  }
  return inForce
}

/** Whether a rule forbids anything at all in this instance. */
function holds(units: GroupUnits, rules: GroupRules, rule: Rule): boolean {
  if (rule === 'sameTown') return units.tree !== undefined && units.tree.hardLevel > 0
  if (rule === 'sameParent') return units.parent !== undefined
  if (rule === 'maxDistance') return (units.space?.maxDistance ?? Infinity) < Infinity
  if (rule === 'apartPairs') return units.pairs?.value.includes(Infinity) ?? false
  return rule === 'maxUnits' || settleRules(rules).minWeight > 0
}

function membersOf({ locked }: GroupUnits, lock: number): readonly number[] {
  const members: number[] = []
  locked?.forEach((group, unit) => {
    if (group === lock) members.push(unit)
  })
  return members
}

function choices<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return all.flatMap((one, k) => choices(all.slice(k + 1), size - 1).map((rest) => [one, ...rest]))
}
