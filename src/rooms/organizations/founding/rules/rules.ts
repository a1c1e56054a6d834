import type { Article } from '../../../../kernel/shapes.ts'

/**
 * The rules in force on a day, as the decisions here read them. Numbers come from the rulebook only; `null` where the
 * rulebook has no such number, and then nothing is demanded by it.
 */
export interface Rules {
  article(rule: string): Article | null
  number(rule: string, param: string): number | null
  /** In force for this office: not a local practice, or one that the office has switched on. */
  on(rule: string): boolean
}
