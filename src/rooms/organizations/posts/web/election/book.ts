import type { Day } from '../../../../../kernel/day.ts'
import type { Rule } from '../../../../rulebook/contract.ts'
import type { RuleBook } from '../../../../rulebook/public.ts'

/** The rules that the server gave, as the counting reads them; the whole rulebook stays out of the browser. */
export function bookOf(day: string, rules: readonly Rule[]): RuleBook {
  const get = (id: string): Rule => {
    const found = rules.find((rule) => rule.id === id)
    if (found === undefined) throw new RangeError(`no rule ${id}`)
    return found
  }
  return {
    // The server's own day.
    day: day as Day,
    find: (id) => rules.find((rule) => rule.id === id) ?? null,
    param: (id, name) => get(id).params[name] ?? 0,
    article: get,
  }
}
