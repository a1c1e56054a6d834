import type { GroupRules } from './types.ts'

/** The rules with everything said. */
export interface SettledRules {
  readonly minWeight: number
  readonly maxUnits: number
  readonly usualUnits: number
  readonly extraUnitPrice: number
  readonly groupPrice: number
  readonly countUncovered: 'unit' | 'weight'
}

export function settleRules(rules: GroupRules = {}): SettledRules {
  const { minWeight = 3, maxUnits = 5, extraUnitPrice = 0, groupPrice = 0, countUncovered = 'unit' } = rules
  return { minWeight, maxUnits, usualUnits: rules.usualUnits ?? maxUnits, extraUnitPrice, groupPrice, countUncovered }
}
