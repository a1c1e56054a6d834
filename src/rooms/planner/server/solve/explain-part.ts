import { explainGroups } from '../../../../solver/groups/explain-groups.ts'
import { pricePlan } from '../../../../solver/groups/replan.ts'
import type { GroupRules, GroupUnits } from '../../../../solver/groups/types.ts'
import type { Alternative } from '../../../../solver/types.ts'

export interface ExplainQuestion {
  readonly units: GroupUnits
  readonly rules: GroupRules
  /** All groups of the plan, in the order of their first members. */
  readonly groupOf: Int32Array
  /** Those to be explained. */
  readonly asked: readonly number[]
}

/** Changes that were not taken, for every group asked for. */
export function explainPart({ units, rules, groupOf, asked }: ExplainQuestion): (readonly Alternative[])[] {
  const plan = pricePlan(units, rules, groupOf)
  return explainGroups(units, rules, plan, { groups: asked }).groups.map(({ alternatives }) => alternatives)
}
