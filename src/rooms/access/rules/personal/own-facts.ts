import type { PersonalKind } from '../../../../kernel/mask.ts'

/** What an account holds on its person, and what of it the person may have corrected or deleted. */
export interface OwnFact {
  readonly key: string
  readonly label: string
  readonly kind: PersonalKind | null
  readonly correctable: boolean
  /** Why it cannot be deleted while the account is there; null: it can. */
  readonly stays: string | null
}

export const ownFacts = [
  { key: 'account.username', label: '用户名', kind: null, correctable: false, stays: '账号靠它登录，账号在就留着' },
  { key: 'account.name', label: '姓名', kind: 'name', correctable: true, stays: '账号要有姓名；写错了可以更正' },
  { key: 'account.phone', label: '电话', kind: 'phone', correctable: true, stays: null },
  { key: 'account.post', label: '单位职务', kind: null, correctable: true, stays: null },
] as const satisfies readonly OwnFact[]

export type OwnFactKey = (typeof ownFacts)[number]['key']

export function findOwnFact(key: string): OwnFact | null {
  return ownFacts.find((fact) => fact.key === key) ?? null
}
