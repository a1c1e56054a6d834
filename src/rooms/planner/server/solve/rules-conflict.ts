import { conflictingRules } from '../../../../solver/groups/conflicting-rules.ts'
import type { Rule } from '../../../../solver/groups/rule-graph.ts'
import type { GroupRules, GroupUnits } from '../../../../solver/groups/types.ts'
import { plannerProblem, type PlanParams } from '../../contract.ts'
import { FOUNDING, reachWords } from '../../rules/costs.ts'

/** What no plan of an office can do without: where these two alone leave nobody, the plan says so unit by unit. */
const ALWAYS: readonly Rule[] = ['sameTown', 'minWeight']

/** Where not one group is possible because of what the office itself has set, it is told the fewest rules that do so. */
export function refuseConflict(units: GroupUnits, rules: GroupRules, params: PlanParams): void {
  const conflict = conflictingRules(units, rules)
  if (conflict.every((rule) => ALWAYS.includes(rule))) return
  throw plannerProblem('rules-conflict', { rules: conflict.map((rule) => sayRule(rule, params)).join('、') })
}

function sayRule(rule: Rule, { within, maxUnits, maxKilometres }: PlanParams): string {
  switch (rule) {
    case 'sameTown':
      return `不出${reachWords[within]}`
    case 'sameParent':
      return '上级单位相同'
    case 'maxDistance':
      return `任意两家不超过 ${maxKilometres ?? ''} 公里`
    case 'apartPairs':
      return '不宜同组的不编在一组'
    case 'maxUnits':
      return `最多 ${maxUnits} 家`
    case 'minWeight':
      return `正式党员不少于 ${FOUNDING} 名`
  }
}
