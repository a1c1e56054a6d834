/**
 * What local rules take for a weak organisation (软弱涣散): read from the rulebook, which has none of them in force unless
 * the office switched them on. They say what is so and since when; nothing is scored, nothing changes by itself.
 */
import type { Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'

export const WEAK_RULES = ['weak.no-secretary', 'weak.term-overdue', 'weak.no-life'] as const
export type WeakRule = (typeof WEAK_RULES)[number]

export const weakNames: Readonly<Record<WeakRule, string>> = {
  'weak.no-secretary': '书记空缺',
  'weak.term-overdue': '未按期换届',
  'weak.no-life': '没有组织生活',
}

export interface WeakFacts {
  /** Null: there is a secretary. */
  readonly vacantSince: Day | null
  readonly termDue: Day | null
  /** The last organisation life on record, or the day it was founded or first came on record. Null: unknown. */
  readonly lastLife: Day | null
}

export interface Weakness {
  readonly rule: WeakRule
  /** From which day on the rule calls it weak. */
  readonly since: Day
  readonly words: string
}

/** When each rule that is on will hold if nothing happens, whether that day has come or not. */
export function weakFrom({ vacantSince, termDue, lastLife }: WeakFacts, book: RuleBook): Weakness[] {
  const after = (rule: WeakRule, day: Day | null, words: (months: number) => string): Weakness[] => {
    if (day === null || book.find(rule) === null) return []
    const months = book.param(rule, 'months')
    return [{ rule, since: addMonths(day, months), words: words(months) }]
  }
  return [
    ...after('weak.no-secretary', vacantSince, (months) => `书记自 ${vacantSince} 空缺，满 ${months} 个月`),
    ...after('weak.term-overdue', termDue, (months) => `${termDue} 届满，过期满 ${months} 个月没有换届`),
    ...after('weak.no-life', lastLife, (months) => `自 ${lastLife} 没有记组织生活，满 ${months} 个月`),
  ]
}

export function weakNow(facts: WeakFacts, book: RuleBook): Weakness[] {
  return weakFrom(facts, book).filter(({ since }) => since <= book.day)
}
