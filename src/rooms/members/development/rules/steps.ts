import type { Article } from '../../../../kernel/shapes.ts'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { stepKeyShape, type StepKey } from '../contract.ts'

/**
 * The twenty-five steps as the rulebook has them on a day. Order and intervals are data (`develop.step.<key>`); what is
 * fixed here is only which step is which.
 */
export const STEP_KEYS: readonly StepKey[] = stepKeyShape.options

export interface StepRule {
  readonly key: StepKey
  /** Id of the rule in the rulebook. */
  readonly rule: string
  /** 1–25. */
  readonly order: number
  /** Every step of this order and below is done before. */
  readonly needs: number
  /** The step from whose day the intervals count. */
  readonly since: StepKey | null
  /** Months before which it is refused. */
  readonly minMonths: number | null
  /** Months after which it is late. */
  readonly maxMonths: number | null
  /** The utmost where the superior prolonged for a special reason. */
  readonly maxMonthsSpecial: number | null
  /** Months after which its time has come. */
  readonly dueMonths: number | null
  /** It is done again each so many months. */
  readonly everyMonths: number | null
}

/** The first edition in data. Deeds from before it are judged by it: nobody has the older wording at hand. */
const FIRST_EDITION = '2014-05-28' as Day

/** The day by whose rules a deed of `day` is judged. */
export function judgedOn(day: Day): Day {
  return day < FIRST_EDITION ? FIRST_EDITION : day
}

/** In their order. Throws RangeError where the rulebook lacks one. */
export function stepsOf(book: RuleBook): readonly StepRule[] {
  const orders = new Map(STEP_KEYS.map((key) => [book.param(`develop.step.${key}`, 'order'), key]))
  return STEP_KEYS.map((key) => {
    const rule = `develop.step.${key}`
    const number = (name: string): number | null => book.find(rule)?.params[name] ?? null
    const since = number('since')
    return {
      key,
      rule,
      order: book.param(rule, 'order'),
      needs: book.param(rule, 'needs'),
      since: since === null ? null : (orders.get(since) ?? null),
      minMonths: number('minMonths'),
      maxMonths: number('maxMonths'),
      maxMonthsSpecial: number('maxMonthsSpecial'),
      dueMonths: number('dueMonths'),
      everyMonths: number('everyMonths'),
    }
  }).sort((one, other) => one.order - other.order)
}

export function articleOfStep(book: RuleBook, key: StepKey): Article {
  return book.article(`develop.step.${key}`)
}

/** Repeated steps end with this one: an activist is reviewed until named a target, a probationary member until the vote. */
export const CLOSED_BY: Readonly<Partial<Record<StepKey, StepKey>>> = { nurture: 'target', probation: 'full-meeting' }

/** A term of probation that was prolonged moves what counts from the vote of admission and comes after it. */
export const PROLONGED: readonly StepKey[] = ['apply-full', 'full-meeting']

/** Reads a day that a shape has let through. Throws RangeError for one that is not in the calendar. */
export function dayOf(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw new RangeError(`not a day: ${text}`)
  return day
}
