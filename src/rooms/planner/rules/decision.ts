import type { z } from 'zod'
import type { decisionShape, proposalKindShape } from '../contract.ts'

export type Decision = z.infer<typeof decisionShape>
export type ProposalKind = z.infer<typeof proposalKindShape>

/**
 * What the office may do with a proposal. `locked` keeps it together in every later plan without approving it yet. `open`
 * again means withdrawing: of an acceptance, lock or refusal nothing else follows; of a change the units go back to where
 * the plan had put them, so a changed proposal is withdrawn before it is decided otherwise.
 *
 *              ┌──► accepted ◄──┐
 *     open ◄───┼──► locked   ◄──┼──► changed ◄─┐
 *              └──► rejected ◄──┘       └──────┘
 */
const MOVES: Readonly<Record<Decision, readonly Decision[]>> = {
  open: ['accepted', 'locked', 'rejected', 'changed'],
  accepted: ['open', 'locked', 'rejected', 'changed'],
  locked: ['open', 'accepted', 'rejected', 'changed'],
  rejected: ['open', 'accepted', 'locked', 'changed'],
  changed: ['open', 'changed'],
}

/** Decisions whose units are spoken for: no other proposal may promise them, and later plans take them over. */
export const STANDING: readonly Decision[] = ['accepted', 'changed', 'locked']

const NEEDS_REASON: readonly Decision[] = ['rejected', 'changed']

export type Ruling = { readonly ok: true } | { readonly ok: false; readonly why: string }

export function mayDecide(kind: ProposalKind, from: Decision, to: Decision): Ruling {
  if (kind === 'uncovered' && (to === 'accepted' || to === 'rejected' || to === 'locked')) {
    return { ok: false, why: '这家还没有编组，没有可接受的建议；可以调整，写上与它联建的单位。' }
  }
  if (MOVES[from].includes(to)) return { ok: true }
  if (from === to) return { ok: false, why: '已经是这样，没有变化。' }
  return { ok: false, why: '调整过的建议请先撤回，再另作审定。' }
}

export function needsReason(to: Decision): boolean {
  return NEEDS_REASON.includes(to)
}
