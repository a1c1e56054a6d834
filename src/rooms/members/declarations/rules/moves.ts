import type { DeclarationDeed, DeclarationState } from '../contract.ts'

/**
 * What may be done to a declaration, and what it becomes. `arrive` and `fall-back` come from the transfer that was opened
 * for it. The person may take back what they wrote as long as nothing has been made of it, after it was closed as well:
 * then something of theirs is still kept.
 */
export type Deed = DeclarationDeed | 'arrive' | 'fall-back'

export const moves: Readonly<Record<DeclarationState, Readonly<Partial<Record<Deed, DeclarationState>>>>> = {
  received: { contact: 'contacted', assign: 'received', close: 'closed', withdraw: 'withdrawn' },
  contacted: {
    contact: 'contacted',
    verify: 'verified',
    assign: 'contacted',
    close: 'closed',
    withdraw: 'withdrawn',
  },
  verified: {
    contact: 'verified',
    verify: 'verified',
    assign: 'verified',
    admit: 'admitted',
    transfer: 'transferring',
    close: 'closed',
    withdraw: 'withdrawn',
  },
  transferring: { arrive: 'admitted', 'fall-back': 'verified' },
  admitted: {},
  closed: { reopen: 'contacted', withdraw: 'withdrawn' },
  withdrawn: {},
}

export const OPEN_STATES: readonly DeclarationState[] = ['received', 'contacted', 'verified', 'transferring']

export function isOpen(state: DeclarationState): boolean {
  return OPEN_STATES.includes(state)
}

/** Why a deed that the table does not have is not possible now. */
const WHY: Readonly<Record<DeclarationState, string>> = {
  received: '先和本人联系',
  contacted: '先核实组织关系',
  verified: '已经核实，可以登记、转接或办结',
  transferring: '正在转接组织关系，转接办完或退回以后再办',
  admitted: '已经登记到党员名册，在党员页面办理',
  closed: '已经办结，要接着办先重新办理',
  withdrawn: '本人已经撤回，个人信息已经删除',
}

export interface Standing {
  readonly state: DeclarationState
  /** What the person wrote is no longer there. */
  readonly erased: boolean
}

export type Verdict =
  | { readonly ok: true; readonly to: DeclarationState }
  | { readonly ok: false; readonly why: string }

export function judgeDeed({ state, erased }: Standing, deed: Deed): Verdict {
  const to = moves[state][deed]
  if (to === undefined) return { ok: false, why: state === 'verified' && deed === 'reopen' ? '还在办理' : WHY[state] }
  if (erased && (deed === 'reopen' || deed === 'withdraw'))
    return { ok: false, why: '保存期满，个人信息已经删除，请本人重新申报' }
  return { ok: true, to }
}
