import { clockRules } from './clocks.ts'
import { coverageRules } from './coverage.ts'
import { formationRules } from './formation.ts'
import { instructorRules } from './instructors.ts'
import type { BuiltInRule } from './rule.ts'
import { syncRules } from './sync.ts'

/** Name of this edition of the built-in rules; frozen figures carry it. Raise it with any change of a rule. */
export const RULES_VERSION = '2026-11'

export const builtInRules: readonly BuiltInRule[] = [
  ...formationRules,
  ...coverageRules,
  ...instructorRules,
  ...syncRules,
  ...clockRules,
]
