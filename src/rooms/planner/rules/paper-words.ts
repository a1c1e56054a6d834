import type { Decision, ProposalKind } from './decision.ts'

/** How kinds and decisions are called in exported lists. */
export const kindWords: Readonly<Record<ProposalKind, string>> = {
  own: '单独组建',
  joint: '联合组建',
  instructor: '选派指导员',
  uncovered: '暂不能覆盖',
}

export const decisionWords: Readonly<Record<Decision, string>> = {
  open: '未审',
  accepted: '已接受',
  rejected: '不采纳',
  changed: '已调整',
  locked: '已锁定',
}
