import type { Direction, TransferDeed, TransferState } from '../contract.ts'

export const transferStateNames: Readonly<Record<TransferState, string>> = {
  draft: '待开介绍信',
  issued: '待接收',
  received: '已接收',
  returned: '已退回',
  withdrawn: '已撤回',
  lapsed: '已过期',
}

export const directionNames: Readonly<Record<Direction, string>> = {
  within: '区内转接',
  out: '转到区外',
  in: '区外转入',
}

export const deedNames: Readonly<Record<TransferDeed, string>> = {
  issue: '开介绍信',
  remind: '催办',
  receive: '接收',
  return: '退回',
  withdraw: '撤回',
  lapse: '按过期了结',
  receipt: '寄回执',
}

/** What another side does is only written down. */
export function deedName(direction: Direction, deed: TransferDeed): string {
  if (direction === 'out' && deed === 'receive') return '登记对方已接收'
  if (direction === 'out' && deed === 'receipt') return '收到回执'
  if (direction === 'out' && deed === 'return') return '登记对方退回'
  if (direction === 'in' && deed === 'issue') return '登记对方介绍信'
  return deedNames[deed]
}
