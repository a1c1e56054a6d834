import type { LostRow } from '../../contract.ts'
import type { useTransfersWords } from '../words.ts'

/** Since when somebody is out of contact, and what may be decided from which day on. */
export function lostText(
  { lostSince, suspendedSince, maySuspend, mayRemove }: LostRow,
  today: string,
  { lostDrawer: words }: ReturnType<typeof useTransfersWords>['floating'],
): string {
  const first = words.sentence(lostSince)
  if (maySuspend !== null) return first + (maySuspend <= today ? words.searchingNow : words.searching)(maySuspend)
  if (suspendedSince === null || mayRemove === null) return first
  return first + (mayRemove <= today ? words.suspendedNow : words.suspended)(suspendedSince, mayRemove)
}
