import { checkPlan } from '../../../solver/check-plan.ts'
import { explainPlan } from '../../../solver/explain.ts'
import { addressOrder, planTree } from '../../../solver/tree-plan.ts'
import type { PlanExplanation, TreePlan, TreeUnits } from '../../../solver/types.ts'
import { ADDRESS_LEVELS, type AddressKeys } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { FOUNDING, levelCosts, reach } from '../rules/costs.ts'
import type { PlanParams } from '../contract.ts'

export interface Solved {
  readonly plan: TreePlan
  readonly explanation: PlanExplanation
  /** Of the solver alone: sorting, programme, bound and the independent check. */
  readonly milliseconds: number
}

/** Joint groups of the units with one or two full members; `units` are in their address order. */
export function solveJoint(units: readonly PlacedUnit[], params: PlanParams): Solved {
  const start = performance.now()
  const shape = { minWeight: FOUNDING, maxUnits: params.maxUnits }
  const problem: TreeUnits = {
    levels: codeLevels(units.map(({ keys }) => keys)),
    weights: Uint8Array.from(units, ({ weight }) => weight),
    h: Float64Array.from(levelCosts, ({ cost }) => cost),
    hardLevel: reach[params.within],
    rank: Int32Array.from(units, (_, index) => index),
  }
  const tree = addressOrder(problem)
  const plan = planTree(problem, { shape }, tree)
  const faults = checkPlan(problem, shape, plan)
  if (faults.length > 0) throw new Error(`the plan is not lawful: ${JSON.stringify(faults.slice(0, 3))}`)
  const milliseconds = performance.now() - start
  return { plan, explanation: explainPlan(problem, plan, { shape }, tree), milliseconds }
}

/** Address keys as numbers, one dictionary per level; unknown is negative. */
export function codeLevels(all: readonly AddressKeys[]): Int32Array {
  const codes = new Int32Array(all.length * ADDRESS_LEVELS)
  const dictionaries = Array.from({ length: ADDRESS_LEVELS }, () => new Map<string, number>())
  for (const [row, keys] of all.entries()) {
    for (const [level, dictionary] of dictionaries.entries()) {
      const key = keys[level] ?? null
      let code = -1
      if (key !== null) {
        code = dictionary.get(key) ?? dictionary.size
        dictionary.set(key, code)
      }
      codes[row * ADDRESS_LEVELS + level] = code
    }
  }
  return codes
}
