import { clockRules } from './clocks.ts'
import { coverageRules } from './coverage.ts'
import { developmentStepRules } from './development-steps.ts'
import { developmentRules } from './development.ts'
import { duesRules } from './dues.ts'
import { formationRules } from './formation.ts'
import { foundingRules } from './founding.ts'
import { instructorRules } from './instructors.ts'
import { membershipRules } from './membership.ts'
import { newEmploymentRules } from './new-employment.ts'
import { organizationLifeRules } from './organization-life.ts'
import { postRules } from './posts.ts'
import type { BuiltInRule } from './rule.ts'
import { syncRules } from './sync.ts'

/** Name of this edition of the built-in rules; frozen figures carry it. Raise it with any change of a rule. */
export const RULES_VERSION = '2026-11d'

export const builtInRules: readonly BuiltInRule[] = [
  ...formationRules,
  ...foundingRules,
  ...newEmploymentRules,
  ...coverageRules,
  ...instructorRules,
  ...organizationLifeRules,
  ...postRules,
  ...membershipRules,
  ...developmentRules,
  ...developmentStepRules,
  ...duesRules,
  ...syncRules,
  ...clockRules,
]
