import type { FoundingDeed, FoundingKind, FoundingPaper, FoundingSource, FoundingStep } from '../contract.ts'

export const stepNames: Readonly<Record<FoundingStep, string>> = {
  draft: '起草',
  applied: '已申请',
  reviewing: '审查中',
  approved: '已批复',
  elected: '已选举',
  filed: '已备案',
  declined: '不同意',
  withdrawn: '已撤回',
}

export const kindNames: Readonly<Record<FoundingKind, string>> = {
  committee: '党委',
  'general-branch': '党总支',
  branch: '党支部',
  'joint-branch': '联合党支部',
  functional: '功能型党组织',
  temporary: '临时党支部',
  floating: '流动党员党支部',
}

export const deedNames: Readonly<Record<FoundingDeed, string>> = {
  draft: '起草',
  revise: '修改草稿',
  apply: '提出申请',
  review: '受理审查',
  return: '退回补充',
  approve: '批复同意',
  decline: '批复不同意',
  elect: '选举产生班子',
  file: '备案',
  withdraw: '撤回',
}

export const sourceNames: Readonly<Record<FoundingSource, string>> = {
  hand: '手工起草',
  'blind-spot': '来自盲点',
  plan: '来自组建方案',
}

export const paperNames: Readonly<Record<FoundingPaper, string>> = {
  application: '请示',
  reply: '批复',
  filing: '备案报告',
}

/** What a step makes papers of: each from the step on which it speaks of what was done. */
export function papersOf(step: FoundingStep, wasApproved: boolean): FoundingPaper[] {
  const order: readonly FoundingStep[] = ['draft', 'applied', 'reviewing', 'approved', 'elected', 'filed']
  const at = order.indexOf(step)
  if (step === 'declined') return ['application', 'reply']
  if (at < 0) return wasApproved ? ['application', 'reply'] : ['application']
  return [
    'application',
    ...(at >= order.indexOf('reviewing') ? (['reply'] as const) : []),
    ...(at >= order.indexOf('elected') ? (['filing'] as const) : []),
  ]
}
