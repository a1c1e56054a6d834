import type { OrganizationState } from '../contract.ts'
import { organizationStateNames } from './names.ts'

/**
 * An organisation from the superior's reply to its end. Ended ones stay on record; only their details are corrected.
 *
 *     forming ──file──▶ active ──merge──▶ merged
 *        └───revoke───▶ revoked ◀──revoke──┘
 */
export const organizationDeeds = [
  'rename',
  'retype',
  'move',
  'place',
  'details',
  'attach',
  'detach',
  'file',
  'split',
  'merge',
  'revoke',
] as const
export type OrganizationDeed = (typeof organizationDeeds)[number]

export const deedNames: Readonly<Record<OrganizationDeed, string>> = {
  rename: '更名',
  retype: '改类别',
  move: '改隶属',
  place: '改所在区域',
  details: '更正信息',
  attach: '增加覆盖单位',
  detach: '减少覆盖单位',
  file: '备案',
  split: '拆分',
  merge: '并入别的党组织',
  revoke: '撤销',
}

const STAYS = ['rename', 'retype', 'move', 'place', 'details', 'attach', 'detach'] as const
const staying = (state: OrganizationState) => Object.fromEntries(STAYS.map((deed) => [deed, state]))

const MOVES: Readonly<Record<OrganizationState, Partial<Record<OrganizationDeed, OrganizationState>>>> = {
  forming: { ...staying('forming'), file: 'active', revoke: 'revoked' },
  active: { ...staying('active'), split: 'active', merge: 'merged', revoke: 'revoked' },
  merged: { details: 'merged' },
  revoked: { details: 'revoked' },
}

/** The state after the deed; null: the deed is not open to an organisation in this state. */
export function stateAfter(state: OrganizationState, deed: OrganizationDeed): OrganizationState | null {
  return MOVES[state][deed] ?? null
}

export function isEnded(state: OrganizationState): boolean {
  return state === 'merged' || state === 'revoked'
}

export function sayIllegal(state: OrganizationState, deed: OrganizationDeed): string {
  return `党组织${organizationStateNames[state]}，不能${deedNames[deed]}。`
}
