import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import { articleOf, type RuleBook } from '../../rulebook/public.ts'
import { findRuleBook } from '../../rulebook/server/public.ts'
import type { Numbers } from '../rules/known.ts'

/** The rulebook as of a day, as the judgements read it: a rule that is not in force asks for nothing. */
export async function numbersOn(db: Db | Tx, scope: Scope, day: Day): Promise<Numbers> {
  return numbersIn(await findRuleBook(db, scope, day))
}

export function numbersIn(book: RuleBook): Numbers {
  return {
    number: (rule, param) => book.find(rule)?.params[param] ?? null,
    article(rule) {
      const found = book.find(rule)
      return found === null ? null : articleOf(found)
    },
  }
}
