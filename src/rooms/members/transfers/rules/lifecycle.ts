/**
 * A case of transfer. The sender stays responsible until it is received (党员教育管理工作条例 第二十五条); nothing but a
 * reception moves the relation, on its day or on a day that was agreed upon, and nothing lapses by itself.
 *
 *     draft ──▶ issued ──▶ received      (a receipt is sent afterwards)
 *       │          ├─────▶ returned      not accepted, with the reason
 *       │          ├─────▶ lapsed        the letter ran out and was not used
 *       └──────────┴─────▶ withdrawn
 *
 * What ended is not opened again: another letter is another case, and both stay on record.
 */
import type { Direction, TransferDeed, TransferState } from '../contract.ts'

type Verdict = { readonly to: TransferState } | { readonly why: string }

const to = (state: TransferState): Verdict => ({ to: state })
const no = (why: string): Verdict => ({ why })

const ENDED: Readonly<Record<'received' | 'returned' | 'withdrawn' | 'lapsed', string>> = {
  received: '已经接收；要再转，另办一件',
  returned: '已经退回；要再转，另办一件',
  withdrawn: '已经撤回；要再转，另办一件',
  lapsed: '介绍信已经过期；要再转，另开介绍信另办一件',
}

const ended = (state: keyof typeof ENDED): Readonly<Record<TransferDeed, Verdict>> => ({
  issue: no(ENDED[state]),
  remind: no(ENDED[state]),
  receive: no(ENDED[state]),
  return: no(ENDED[state]),
  withdraw: no(ENDED[state]),
  lapse: no(ENDED[state]),
  receipt: state === 'received' ? to('received') : no('没有接收，谈不上回执'),
})

export const transferMoves: Readonly<Record<TransferState, Readonly<Record<TransferDeed, Verdict>>>> = {
  draft: {
    issue: to('issued'),
    remind: no('还没有开介绍信'),
    receive: no('还没有开介绍信'),
    return: no('还没有开介绍信'),
    withdraw: to('withdrawn'),
    lapse: no('还没有开介绍信'),
    receipt: no('没有接收，谈不上回执'),
  },
  issued: {
    issue: no('介绍信已经开出'),
    remind: to('issued'),
    receive: to('received'),
    return: to('returned'),
    withdraw: to('withdrawn'),
    lapse: to('lapsed'),
    receipt: no('没有接收，谈不上回执'),
  },
  received: ended('received'),
  returned: ended('returned'),
  withdrawn: ended('withdrawn'),
  lapsed: ended('lapsed'),
}

export const OPEN_STATES: readonly TransferState[] = ['draft', 'issued']

export type Side = 'from' | 'to'

/** Whose deed it is. Where one side is outside the district, the other writes down what that side did. */
export function sideOf(direction: Direction, deed: TransferDeed): Side {
  if (direction === 'out') return 'from'
  if (direction === 'in') return 'to'
  return deed === 'receive' || deed === 'return' || deed === 'receipt' ? 'to' : 'from'
}
