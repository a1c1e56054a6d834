import type { EndReason, MemberStatus } from '../contract.ts'

/**
 * What can become of a member's status. Every pair is decided here: either it is legal, by the deeds named, or it is not,
 * with the reason that the screen shows.
 *
 *     (nobody) ──▶ probationary ──▶ full ◀──▶ suspended
 *                       │            │            │
 *                       ▼            ▼            ▼
 *                                  ended  (moved-out comes back; removed, expelled and mistake may be restored)
 *
 * 党章 第七至九条; 《中国共产党发展党员工作细则》 第三十至三十三条; 中组部 on members out of contact: stopped (suspended), later removed.
 */
export type StatusFrom = MemberStatus | 'nobody'

export interface StatusMove {
  /** What the deed is called: `转为正式党员`. */
  readonly words: string
  /** With which reasons it may end; empty for moves that do not end. */
  readonly reasons: readonly EndReason[]
}

type Row = Readonly<Record<MemberStatus, StatusMove | string>>

const move = (words: string, reasons: readonly EndReason[] = []): StatusMove => ({ words, reasons })

const SAME = '本来就是这样'

export const statusMoves: Readonly<Record<StatusFrom, Row>> = {
  nobody: {
    full: move('登记为正式党员'),
    probationary: move('登记为预备党员'),
    suspended: move('登记为停止党籍'),
    ended: '不在册的人没有党籍可以终止',
  },
  probationary: {
    full: move('转为正式党员'),
    probationary: SAME,
    suspended: move('停止党籍'),
    ended: move('不再在册', ['moved-out', 'not-confirmed', 'withdrew', 'deceased', 'mistake']),
  },
  full: {
    full: SAME,
    probationary: '正式党员不能退回预备党员；当初登记错了的，用“更正”',
    suspended: move('停止党籍'),
    ended: move('不再在册', ['moved-out', 'removed', 'withdrew', 'expelled', 'deceased', 'mistake']),
  },
  suspended: {
    full: move('恢复党籍'),
    probationary: move('恢复预备党员'),
    suspended: SAME,
    ended: move('不再在册', ['removed', 'withdrew', 'expelled', 'deceased', 'moved-out', 'mistake']),
  },
  ended: {
    full: move('重新在册'),
    probationary: move('重新在册'),
    suspended: '已经不在册；先重新登记，再停止党籍',
    ended: SAME,
  },
}

/** Those who are back: the relation came back, or the ending was undone by a decision. The dead and the withdrawn are not. */
const BACK: readonly EndReason[] = ['moved-out', 'removed', 'expelled', 'not-confirmed', 'mistake']

export type MoveVerdict = { readonly ok: true; readonly words: string } | { readonly ok: false; readonly why: string }

export function judgeMove(
  from: { readonly status: StatusFrom; readonly endReason: EndReason | null; readonly wasFull?: boolean },
  to: MemberStatus,
  endReason: EndReason | null,
): MoveVerdict {
  const found = statusMoves[from.status][to]
  if (typeof found === 'string') return { ok: false, why: found }
  if (to === 'ended') {
    if (endReason === null) return { ok: false, why: '写明为什么不再在册' }
    if (!found.reasons.includes(endReason))
      return { ok: false, why: `${statusNames[from.status]}不能因“${endNames[endReason]}”不再在册` }
    return { ok: true, words: endNames[endReason] }
  }
  if (from.status === 'ended' && from.endReason !== null && !BACK.includes(from.endReason))
    return { ok: false, why: `因“${endNames[from.endReason]}”不再在册，不能恢复` }
  if (from.status === 'suspended' && to === 'probationary' && from.wasFull === true)
    return { ok: false, why: '停止党籍前是正式党员，恢复后仍是正式党员' }
  return { ok: true, words: found.words }
}

export const statusNames: Readonly<Record<StatusFrom, string>> = {
  nobody: '未登记的人',
  full: '正式党员',
  probationary: '预备党员',
  suspended: '停止党籍的党员',
  ended: '不在册的人',
}

export const endNames: Readonly<Record<EndReason, string>> = {
  'moved-out': '组织关系转出',
  removed: '除名',
  withdrew: '退党',
  expelled: '开除党籍',
  deceased: '去世',
  'not-confirmed': '取消预备党员资格',
  mistake: '登记有误',
}
