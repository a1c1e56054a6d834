/**
 * What is waited for while somebody is between two organisations: the sender asks after the letter and finds out why it
 * ran out, the receiver sends the receipt back (党员组织关系介绍信使用要求). Nothing here moves anybody.
 */
import { addDays, type Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { WantedDeadline } from '../../../organizations/deadlines/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { Direction, TransferState } from '../contract.ts'

export interface Sided {
  readonly organization: string | null
  readonly chain: string | null
  readonly path: string | null
}

export interface TransferClockFacts {
  readonly id: string
  readonly direction: Direction
  readonly state: TransferState
  readonly from: Sided
  readonly to: Sided
  readonly toName: string
  readonly fromName: string
  readonly letterDay: Day | null
  readonly validUntil: Day | null
  readonly remindedOn: Day | null
  /** The reception is agreed upon; nobody has to be asked. */
  readonly takesOn: Day | null
  readonly receivedOn: Day | null
  readonly receiptOn: Day | null
}

export function transferDeadlines(facts: TransferClockFacts, book: RuleBook): WantedDeadline[] {
  const { id, direction, state, letterDay, validUntil, remindedOn, takesOn, receivedOn, receiptOn } = facts
  const at = ({ organization, chain, path }: Sided) => ({
    subject: id,
    organization,
    chain: chain ?? '',
    path: path ?? '',
  })
  const watching = at(direction === 'in' ? facts.to : facts.from)
  const before = book.param('clock.remind', 'days')
  if (state === 'issued' && letterDay !== null && validUntil !== null) {
    const ask = addDays(remindedOn ?? letterDay, book.param('member.transfer-reminder', 'days'))
    if (takesOn !== null) return []
    return [
      ...(direction !== 'in' && ask < validUntil
        ? [
            {
              ...watching,
              kind: 'remind',
              opens: ask,
              due: addDays(ask, before),
              words: `介绍信 ${letterDay} 开出，还没有接收，问一问“${facts.toName}”`,
              rule: 'member.transfer-reminder',
            },
          ]
        : []),
      {
        ...watching,
        kind: 'expiry',
        opens: addDays(validUntil, -before),
        due: validUntil,
        words: `介绍信有效期到 ${validUntil}，还没有接收；过期的查明原因，另开或者了结`,
        rule: 'member.letter',
      },
    ]
  }
  if (state === 'received' && receivedOn !== null && receiptOn === null) {
    const due = addMonths(receivedOn, book.param('member.receipt', 'months'))
    const words =
      direction === 'out'
        ? `“${facts.toName}”已接收，回执还没有收到`
        : `${receivedOn} 接收，把回执寄回“${facts.fromName}”`
    const side = direction === 'out' ? facts.from : facts.to
    return [{ ...at(side), kind: 'receipt', opens: receivedOn, due, words, rule: 'member.receipt' }]
  }
  return []
}
