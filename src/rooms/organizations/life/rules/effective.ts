import type { Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'

export const EFFECTIVE_RULE = 'life.effective'

/**
 * Effective coverage: an organisation that really holds organisation life, so many times in the last months. One that is
 * not on record that long is neither: nobody could know.
 */
export interface EffectiveRule {
  readonly times: number
  /** Days after this one count. */
  readonly after: Day
}

export function effectiveRule(book: RuleBook): EffectiveRule {
  return {
    times: book.param(EFFECTIVE_RULE, 'times'),
    after: addMonths(book.day, -book.param(EFFECTIVE_RULE, 'months')),
  }
}

export type Effect = 'effective' | 'not' | 'new'

export function effectOf(held: number, since: Day, rule: EffectiveRule): Effect {
  if (held >= rule.times) return 'effective'
  return since > rule.after ? 'new' : 'not'
}
