import type { Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { WantedDeadline } from '../../../organizations/deadlines/public.ts'
import type { StepKey } from '../contract.ts'
import { mustBy, type Way } from './judge-step.ts'
import { CLOSED_BY, stepsOf, type StepRule } from './steps.ts'

/** A case under way, as far as its deadlines depend on it. */
export interface CaseFacts extends Way {
  readonly id: string
  readonly organization: string
  readonly organizationName: string
  readonly chain: string
  readonly path: string
}

/** Steps that have a clock, with what is to be done. */
export const CLOCKED: Readonly<Partial<Record<StepKey, string>>> = {
  talk: '派人同一名入党申请人谈话',
  nurture: '对一名入党积极分子作半年考察',
  meeting: '一名发展对象预审合格，提交支部大会讨论',
  approval: '审批一名预备党员',
  oath: '组织一名预备党员入党宣誓',
  probation: '对一名预备党员作半年考察',
  'apply-full': '一名预备党员预备期满，办理转正',
  'full-meeting': '支部大会讨论一名预备党员转正',
  'full-approval': '审批一名预备党员转正',
}

/** What comes at the end of a longer term is shown a month ahead. */
const AHEAD_MONTHS = 1

/**
 * One deadline for every step whose clock runs: the step it counts from is done, the step itself is not (or is due again).
 * Of those whose time has come with the end of probation only the first is asked for, the rest follow from it.
 */
export function developmentDeadlines(facts: CaseFacts, book: RuleBook): WantedDeadline[] {
  const steps = stepsOf(book)
  const running = steps.filter((step) => runs(facts, step))
  const first = running.find(({ maxMonths, everyMonths }) => maxMonths === null && everyMonths === null)
  return running
    .filter((step) => step.maxMonths !== null || step.everyMonths !== null || step === first)
    .flatMap((step) => {
      const by = mustBy(facts, step)
      const what = CLOCKED[step.key]
      return by === null || what === undefined ? [] : [wanted(facts, step, by, what)]
    })
}

/** Reviews and the end of probation concern somebody who is that already: a vote alone makes nobody a probationary member. */
const RUNS_FROM: Readonly<Partial<Record<StepKey, StepKey>>> = {
  probation: 'approval',
  'apply-full': 'approval',
  'full-meeting': 'approval',
}

function runs({ done }: Way, { key, since, everyMonths }: StepRule): boolean {
  if (since === null || (done.get(since) ?? null) === null) return false
  const from = RUNS_FROM[key]
  if (from !== undefined && !done.has(from)) return false
  const closer = CLOSED_BY[key]
  if (everyMonths !== null) return closer === undefined || !done.has(closer)
  return !done.has(key)
}

function wanted(facts: CaseFacts, step: StepRule, by: Day, what: string): WantedDeadline {
  const { id, organization, organizationName, chain, path } = facts
  const since = (step.since === null ? null : facts.done.get(step.since)) ?? by
  const ahead = addMonths(by, -AHEAD_MONTHS)
  // A clock of a few months is seen from its first day on, one of half a year or more when it comes near.
  const opens = step.maxMonths !== null || ahead < since ? since : ahead
  const words = `${organizationName}：${what}`
  return { subject: id, kind: step.key, opens, due: by, words, rule: step.rule, organization, chain, path }
}
