import type { TransferPage } from '../../contract.ts'
import type { useTransfersWords } from '../words.ts'

/** Where the relation is on its way, how far it is, and who is responsible meanwhile. */
export function sentenceOf(found: TransferPage, { drawer: words }: ReturnType<typeof useTransfersWords>): string {
  const { state, from, to, letterNo, letterDay, validUntil, takesOn, receivedOn, receiptOn, endedOn, overdue } = found
  const first = words.sentence(from.name, to.name)
  switch (state) {
    case 'draft':
      return first + words.draft(from.name)
    case 'issued': {
      const letter = [letterNo ?? '', letterDay ?? '', validUntil ?? '', from.name] as const
      const agreed = takesOn === null ? '' : words.takesOn(takesOn, to.name)
      return first + (overdue ? words.issuedOver(...letter) : words.issued(...letter)) + agreed
    }
    case 'received': {
      const receipt = receiptOn === null ? words.noReceipt : words.receipt(receiptOn)
      return first + words.received(receivedOn ?? '') + receipt
    }
    case 'returned':
    case 'withdrawn':
    case 'lapsed':
      return first + words[state](endedOn ?? '', from.name)
  }
}
