import type { Day } from '../../../kernel/day.ts'
import type { Article } from '../../../kernel/shapes.ts'
import type { Rule } from '../contract.ts'

/** A rule as it ships: `version` rises with every correction, and the versions before stay on record. */
export type BuiltInRule = Rule & { readonly version: number }

interface Draft extends Omit<Rule, 'id' | 'rule' | 'validFrom' | 'validTo' | 'params' | 'local'> {
  readonly id: string
  readonly validFrom: string
  readonly validTo?: string
  readonly params?: Record<string, number>
  readonly local?: boolean
  readonly version?: number
}

export function rule(draft: Draft): BuiltInRule {
  return {
    validTo: null,
    params: {},
    local: false,
    version: 1,
    ...draft,
    rule: draft.id,
  }
}

/** What is shown beside a figure or a piece of advice. */
export function articleOf({ rule: id, regulation, article, text, certainty, hard }: Rule): Article {
  return { rule: id, regulation, article, text, certainty, hard }
}

export function inForce(one: Rule, day: Day): boolean {
  return one.validFrom <= day && (one.validTo === null || day < one.validTo)
}
