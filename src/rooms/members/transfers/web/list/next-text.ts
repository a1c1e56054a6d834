import type { TransferRow } from '../../contract.ts'
import type { useTransfersWords } from '../words.ts'

/** What comes next in a case, and by whom. */
export function nextText(row: TransferRow, { next: words }: ReturnType<typeof useTransfersWords>): string {
  const { state, direction, receiptOn, takesOn } = row
  if (state === 'draft') return direction === 'in' ? words.draftIn : words.draft
  if (state === 'issued') return takesOn === null ? words.issued : words.takes(takesOn)
  if (state !== 'received') return words.ended
  if (receiptOn !== null) return words.done
  return direction === 'out' ? words.receiptFrom : words.receiptTo
}
