import type { OrganizationKind } from '../../contract.ts'

/** Longer words first: 联合党支部委员会 is a joint branch, neither a branch nor a committee. */
const WORDS: readonly (readonly [RegExp, OrganizationKind])[] = [
  [/党小组/, 'group'],
  [/流动党员|流动党支部/, 'floating'],
  [/临时(?:党支部|党委|党总支|支部|党组织)/, 'temporary'],
  [/功能(?:型|性)/, 'functional'],
  [/联合(?:党)?支部|联合(?:党)?支委|联建党支部|联合党组织/, 'joint-branch'],
  [/工作委员会|党工委|两新工委/, 'working-committee'],
  [/总支/, 'general-branch'],
  [/(?:党)?支部|支委/, 'branch'],
  [/党委|委员会/, 'committee'],
]

/** The form that a cell or a name says; null when it says none. */
export function kindOf(text: string): OrganizationKind | null {
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
