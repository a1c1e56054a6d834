import type { Day } from '../../../kernel/day.ts'
import type { Article } from '../../../kernel/shapes.ts'
import type { Rule } from '../contract.ts'
import { builtInRules } from './builtin.ts'
import { articleOf, inForce } from './rule.ts'

/** The rules by which an office judges on one day: numbers, articles, and whether a rule counts at all. */
export interface RuleBook {
  /** Of which day; rules of other editions are not in it. */
  readonly day: Day
  /** The rule, or null when it is not in force that day, or is local and not switched on. */
  find(id: string): Rule | null
  /** A number that a rule in force fixes. Throws RangeError where there is none: a mistyped name must not pass for zero. */
  param(id: string, name: string): number
  /** What is shown beside a figure or a refusal. Throws RangeError for a rule that is not in force. */
  article(id: string): Article
}

/** `rules` are those in force on the day and switched on, each id once. */
export function makeRuleBook(day: Day, rules: readonly Rule[]): RuleBook {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const get = (id: string): Rule => {
    const found = byId.get(id)
    if (found === undefined) throw new RangeError(`no rule ${id} on ${day}`)
    return found
  }
  return {
    day,
    find: (id) => byId.get(id) ?? null,
    param(id, name) {
      const value = get(id).params[name]
      if (value === undefined) throw new RangeError(`rule ${id} has no ${name}`)
      return value
    },
    article: (id) => articleOf(get(id)),
  }
}

/** As it ships, without an office: for pure rules and their tests. `on` are local rules taken as switched on. */
export function builtInRuleBook(day: Day, on: readonly string[] = []): RuleBook {
  return makeRuleBook(
    day,
    builtInRules.filter((rule) => inForce(rule, day) && (!rule.local || on.includes(rule.id))),
  )
}
