import { ApiProblem } from '../../../../../platform/web/api/problem.ts'
import type { Trial } from '../../../contract.ts'

/** The soft rules for which the server asked a reason; none for any other failure. */
export function softOf(error: Error | null): Trial['soft'] {
  if (!(error instanceof ApiProblem) || error.code !== 'founding.needs-reason') return []
  const { soft } = error.details
  // The shape is the contract's: the server puts the trial's own list there.
  return Array.isArray(soft) ? (soft as Trial['soft']) : []
}

export const lacksReason = (soft: Trial['soft'], reasons: Readonly<Record<string, string>>): boolean =>
  soft.some(({ rule }) => (reasons[rule] ?? '').trim().length < 2)
