import type { Rule } from '../contract.ts'

/** What an office decided of a rule. */
export interface RuleChoice {
  readonly active: boolean
  readonly params: Readonly<Record<string, number>>
}

/** Only local practice and numbers without a national source are the office's own. */
export function isAdjustable(rule: Pick<Rule, 'local' | 'certainty'>): boolean {
  return rule.local || rule.certainty === '?'
}

/** The rule as the office has it; a choice upon a rule that has since become national no longer counts. */
export function withChoice(rule: Rule, choice: RuleChoice | null): { readonly rule: Rule; readonly active: boolean } {
  if (choice === null || !isAdjustable(rule)) return { rule, active: !rule.local }
  return { rule: { ...rule, params: { ...rule.params, ...choice.params } }, active: rule.local ? choice.active : true }
}

/** Why a choice cannot be taken, in the office's words; null when it can. */
export function refuseChoice(rule: Rule, { params }: RuleChoice): string | null {
  const unknown = Object.keys(params).find((name) => !(name in rule.params))
  if (unknown !== undefined) return `这条规则没有参数“${unknown}”。`
  const broken = Object.entries(params).find(([, value]) => !Number.isInteger(value))
  return broken === undefined ? null : '参数要填整数。'
}
