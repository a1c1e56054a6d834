import type { Day } from '../../../../kernel/day.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { StepKey } from '../contract.ts'
import { mayFrom, mustBy, refuseTurn, type Way } from './judge-step.ts'
import { CLOSED_BY, stepsOf } from './steps.ts'

/** `may`: it may be taken today · `early`: its turn, but not before `from` · `later`: something else comes first. */
export type Standing = 'done' | 'may' | 'early' | 'later'

export interface StepStanding {
  readonly key: StepKey
  readonly standing: Standing
  readonly day: Day | null
  /** Not before this day. */
  readonly from: Day | null
  /** In time until this day; of a step that is done only where it is done again. */
  readonly by: Day | null
  readonly late: boolean
  /** Why not now. */
  readonly why: string | null
  /** It will be done again. */
  readonly again: boolean
}

/** All steps as they stand on a day. */
export function standingOf(way: Way, today: Day, book: RuleBook): readonly StepStanding[] {
  const steps = stepsOf(book)
  return steps.map((step) => {
    const { key } = step
    const done = way.done.has(key)
    const why = refuseTurn(way, step, steps)
    const closer = CLOSED_BY[key]
    const again = step.everyMonths !== null && !(closer !== undefined && way.done.has(closer))
    const from = mayFrom(way, step)
    const open = !done || (again && why === null)
    const by = open ? mustBy(way, step) : null
    const standing: Standing =
      done && !again ? 'done' : why !== null ? 'later' : from !== null && today < from ? 'early' : 'may'
    return {
      key,
      standing: done && standing !== 'may' ? 'done' : standing,
      day: way.done.get(key) ?? null,
      from,
      by,
      late: by !== null && by < today,
      why: done ? null : (why ?? (standing === 'early' ? `最早 ${from ?? ''}` : null)),
      again,
    }
  })
}

/** The step that comes next: the first in order that is neither done nor only to be repeated. */
export function nextStep(standings: readonly StepStanding[], done: ReadonlyMap<StepKey, unknown>): StepStanding | null {
  return standings.find(({ key }) => !done.has(key)) ?? null
}
