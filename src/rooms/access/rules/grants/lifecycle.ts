/**
 * The life of a grant and of a substitution. Nobody sets a state: it follows from the dates and from whether it was taken
 * back, on a day of China's calendar.
 *
 *   coming ──first day──▶ in-force ──day after the last──▶ ended
 *      └──────────────── taken back ──────────────────────▶ ended
 */
export type LifeState = 'coming' | 'in-force' | 'ended'

export interface Span {
  /** First day, inclusive. */
  readonly from: string
  /** Last day, inclusive; null: until it is taken back. */
  readonly until: string | null
  /** Taken back before its time. */
  readonly ended: boolean
}

export function stateOf({ from, until, ended }: Span, today: string): LifeState {
  if (ended) return 'ended'
  if (today < from) return 'coming'
  return until !== null && today > until ? 'ended' : 'in-force'
}

export function isInForce(span: Span, today: string): boolean {
  return stateOf(span, today) === 'in-force'
}

/** Whether two spans have a day in common that neither was taken back on. */
export function overlap(one: Span, other: Span): boolean {
  if (one.ended || other.ended) return false
  return (one.until === null || other.from <= one.until) && (other.until === null || one.from <= other.until)
}
