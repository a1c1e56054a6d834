import type { Article } from '../../../../kernel/shapes.ts'
import { articleOf, type RuleBook } from '../../../rulebook/public.ts'

/** A number that a rule fixes; null where the rule is not in force or not switched on: then nothing is demanded by it. */
export const numberOf = (book: RuleBook, rule: string, param: string): number | null =>
  book.find(rule)?.params[param] ?? null

/** The article of a rule in force; null otherwise. */
export function findArticle(book: RuleBook, rule: string): Article | null {
  const found = book.find(rule)
  return found === null ? null : articleOf(found)
}

export const isOn = (book: RuleBook, rule: string): boolean => book.find(rule) !== null
