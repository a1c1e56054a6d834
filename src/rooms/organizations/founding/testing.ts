import { builtInRules } from '../../rulebook/public.ts'
import type { Rules } from './rules/rules.ts'

/** The built-in rules; local practices are on where they are named. Some numbers can be set otherwise. */
export function testRules(switchedOn: readonly string[] = [], numbers: Readonly<Record<string, number>> = {}): Rules {
  const byId = new Map(builtInRules.map((rule) => [rule.id, rule]))
  return {
    article: (id) => {
      const rule = byId.get(id)
      if (rule === undefined) return null
      const { regulation, article, text, certainty, hard } = rule
      return { rule: id, regulation, article, text, certainty, hard }
    },
    number: (id, param) => numbers[`${id}.${param}`] ?? byId.get(id)?.params[param] ?? null,
    on: (id) => byId.get(id)?.local !== true || switchedOn.includes(id),
  }
}
