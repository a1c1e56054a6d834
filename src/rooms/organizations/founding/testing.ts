import type { Day } from '../../../kernel/day.ts'
import { builtInRules, makeRuleBook, type RuleBook } from '../../rulebook/public.ts'

/** The rules of today as they ship; local ones are on where they are named, some numbers can be set otherwise. */
export function testRules(on: readonly string[] = [], numbers: Readonly<Record<string, number>> = {}): RuleBook {
  const rules = builtInRules
    .filter((rule) => rule.validTo === null && (!rule.local || on.includes(rule.id)))
    .map((rule) => {
      const own = Object.entries(numbers).filter(([key]) => key.startsWith(`${rule.id}:`))
      return {
        ...rule,
        params: { ...rule.params, ...Object.fromEntries(own.map(([key, n]) => [key.slice(rule.id.length + 1), n])) },
      }
    })
  return makeRuleBook('2026-11-22' as Day, rules)
}
