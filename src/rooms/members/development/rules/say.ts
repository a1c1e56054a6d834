import type { RuleBook } from '../../../rulebook/public.ts'
import type { StepKey } from '../contract.ts'
import { CLOSED_BY, STEP_KEYS } from './steps.ts'

/** `《……细则》第七条`, as a refusal names it. */
export function articleOf(book: RuleBook, rule: string): string {
  const { regulation, article } = book.article(rule)
  return regulation.startsWith('中国共产党') ? `《${regulation}》${article}` : `${regulation} ${article}`
}

/** The step that comes next in order, and the furthest that is done; null where there is none. */
export function placeOf(done: ReadonlyMap<StepKey, unknown>): {
  readonly last: StepKey | null
  readonly next: StepKey | null
} {
  const closed = (key: StepKey): boolean => {
    const closer = CLOSED_BY[key]
    return closer !== undefined && done.has(closer)
  }
  return {
    last: STEP_KEYS.findLast((key) => done.has(key)) ?? null,
    next: STEP_KEYS.find((key) => !done.has(key) && !closed(key)) ?? null,
  }
}
