import type { Day } from '../../../../kernel/day.ts'
import { addMonths, daysBetween } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { StepKey } from '../contract.ts'
import { CLOSED_BY, PROLONGED, stepsOf, type StepRule } from './steps.ts'
import { stepNames } from './words.ts'

/** What of somebody's way decides which step may be taken when. */
export interface Way {
  /** Steps done with their day; of a repeated step the last. Null: done before the case was taken over, day not known. */
  readonly done: ReadonlyMap<StepKey, Day | null>
  /** Months by which the probation was prolonged. */
  readonly extended: number
  /** The superior prolonged the time for approval for a special reason. */
  readonly special: boolean
}

export type StepVerdict =
  | { readonly ok: true; readonly late: string | null }
  | { readonly ok: false; readonly why: string; readonly rule: string }

/**
 * Whether a step may be taken on a day: in its turn, not before what it follows, not before the least interval has passed
 * (refused, with the rule); after the greatest one it is taken and called late. `book` is that of the step's day.
 */
export function judgeStep(way: Way, key: StepKey, day: Day, today: Day, book: RuleBook): StepVerdict {
  const steps = stepsOf(book)
  const step = steps.find((one) => one.key === key)
  if (step === undefined) throw new RangeError(`no step ${key}`)
  const no = (why: string): StepVerdict => ({ ok: false, why, rule: step.rule })
  const turn = refuseTurn(way, step, steps)
  if (turn !== null) return no(turn)
  if (day > today) return no(`${day} 还没有到，办过以后再登记`)
  const before = lastBefore(way, step, steps)
  if (before !== null && day < before.day) return no(`${day} 早于“${stepNames[before.key]}”的 ${before.day}`)
  const from = mayFrom(way, step)
  if (from !== null && day < from)
    return no(`“${stepNames[key]}”最早 ${from}（自 ${sinceDay(way, step) ?? ''} 起满 ${minMonths(way, step)} 个月）`)
  const by = mustBy(way, step)
  return { ok: true, late: by !== null && day > by ? `应在 ${by} 前办，晚了 ${daysBetween(by, day)} 天` : null }
}

/** Why it is not the step's turn, whatever the day; null when it is. */
export function refuseTurn(way: Way, step: StepRule, steps: readonly StepRule[]): string | null {
  const closer = CLOSED_BY[step.key]
  if (step.everyMonths === null && way.done.has(step.key)) return `“${stepNames[step.key]}”已经办过`
  if (closer !== undefined && way.done.has(closer))
    return `已经办到“${stepNames[closer]}”，不再补“${stepNames[step.key]}”`
  const missing = steps.filter(({ key, order }) => order <= step.needs && !way.done.has(key))
  if (missing.length > 0) return `先办${missing.map(({ key }) => `“${stepNames[key]}”`).join('、')}`
  return null
}

/** The latest of what must stand before it; of a repeated step also the last time. */
function lastBefore(way: Way, step: StepRule, steps: readonly StepRule[]): { key: StepKey; day: Day } | null {
  let last: { key: StepKey; day: Day } | null = null
  for (const { key, order } of steps) {
    const day = order <= step.needs || key === step.key ? (way.done.get(key) ?? null) : null
    if (day !== null && (last === null || day >= last.day)) last = { key, day }
  }
  return last
}

function sinceDay(way: Way, { since }: StepRule): Day | null {
  return since === null ? null : (way.done.get(since) ?? null)
}

function minMonths(way: Way, { key, minMonths: months }: StepRule): number | null {
  return months === null ? null : months + (PROLONGED.includes(key) ? way.extended : 0)
}

/** The first day on which the interval allows it; null where none does not. */
export function mayFrom(way: Way, step: StepRule): Day | null {
  const [since, months] = [sinceDay(way, step), minMonths(way, step)]
  return since === null || months === null ? null : addMonths(since, months)
}

/** The last day on which it is in time; null where there is no limit, or the day it counts from is not known. */
export function mustBy(way: Way, step: StepRule): Day | null {
  const since = sinceDay(way, step)
  if (since === null) return null
  if (step.everyMonths !== null) {
    const last = way.done.get(step.key) ?? null
    return addMonths(last === null || last < since ? since : last, step.everyMonths)
  }
  if (step.maxMonths !== null) {
    const months = way.special ? (step.maxMonthsSpecial ?? step.maxMonths) : step.maxMonths
    return addMonths(since, months)
  }
  return step.dueMonths === null
    ? null
    : addMonths(since, step.dueMonths + (PROLONGED.includes(step.key) ? way.extended : 0))
}
