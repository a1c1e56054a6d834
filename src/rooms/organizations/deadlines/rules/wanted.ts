import type { Day } from '../../../../kernel/day.ts'

/**
 * One thing that has to be done by a day, as a clock computes it from facts. It is the same thing as yesterday's when
 * source, subject, kind and mark are the same; what is no longer wanted was done or is no longer so.
 */
export interface WantedDeadline {
  /** Id of what it is about: an organisation, a founding, a transfer, a case of development. */
  readonly subject: string
  /** One of the kinds that the clock names. */
  readonly kind: string
  /** Tells several of one kind apart: `2026-Q4`, the key of a step, the id of a unit. */
  readonly mark?: string
  /** From this day on it is shown; may lie in the future. */
  readonly opens: Day
  /** The last day on which it is in time; may lie in the past. */
  readonly due: Day
  /** What is to be done, in the office's words; never a person's name. */
  readonly words: string
  /** Id of the rule that fixes it; null where none does. */
  readonly rule: string | null
  /** The organisation whose list it stands in, with its chain; null where there is none yet. */
  readonly organization: string | null
  readonly chain: string
  /** Path of the area. */
  readonly path: string
}

const PLAIN = /^[\w.-]*$/

/** The name under which it is kept. Throws RangeError for parts that could not be told apart in it. */
export function deadlineId(
  source: string,
  { subject, kind, mark = '' }: Pick<WantedDeadline, 'subject' | 'kind' | 'mark'>,
): string {
  if (![source, subject, kind, mark].every((part) => PLAIN.test(part)) || subject === '' || kind === '') {
    throw new RangeError(`not a deadline's name: ${source} ${subject} ${kind} ${mark}`)
  }
  return `${source}:${subject}:${kind}:${mark}`
}
