import type { DevelopmentPaper, StepKey } from '../contract.ts'

/**
 * Which papers belong to which of the twenty-five steps: what the rules of development ask for in writing (talks, resolutions,
 * filings, the political review, requests and replies) and what offices keep besides (notices, records of nurture). Each is
 * offered from the day on which the turn of its step has come.
 */
export interface StepPaper {
  readonly paper: DevelopmentPaper
  readonly step: StepKey
  readonly name: string
}

export const STEP_PAPERS: readonly StepPaper[] = [
  { paper: 'talk-record', step: 'talk', name: '同入党申请人谈话记录' },
  { paper: 'activist-resolution', step: 'activist', name: '确定入党积极分子的决议' },
  { paper: 'activist-report', step: 'activist-filed', name: '入党积极分子备案报告' },
  { paper: 'nurture-record', step: 'nurture', name: '入党积极分子培养教育考察登记表' },
  { paper: 'opinions', step: 'target', name: '征求意见记录' },
  { paper: 'target-notice', step: 'target', name: '发展对象公示' },
  { paper: 'target-resolution', step: 'target', name: '确定发展对象的决议' },
  { paper: 'target-report', step: 'target-filed', name: '发展对象备案报告' },
  { paper: 'review-letter', step: 'review', name: '政治审查函' },
  { paper: 'review-report', step: 'review', name: '政治审查综合报告' },
  { paper: 'class-record', step: 'class', name: '发展对象集中培训登记表' },
  { paper: 'committee-resolution', step: 'committee-review', name: '支部委员会审查意见' },
  { paper: 'pre-review-request', step: 'pre-review', name: '预审请示' },
  { paper: 'pre-review-reply', step: 'pre-review', name: '预审批复' },
  { paper: 'admission-notice', step: 'meeting', name: '接收预备党员公示' },
  { paper: 'meeting-resolution', step: 'meeting', name: '支部大会接收预备党员的决议' },
  { paper: 'committee-talk-record', step: 'committee-talk', name: '党委派人谈话记录' },
  { paper: 'approval-request', step: 'approval', name: '接收预备党员的请示' },
  { paper: 'approval-reply', step: 'approval', name: '接收预备党员的批复' },
  { paper: 'approval-report', step: 'approval-filed', name: '接收预备党员的备案报告' },
  { paper: 'assignment', step: 'assigned', name: '编入党支部和党小组通知书' },
  { paper: 'probation-record', step: 'probation', name: '预备党员教育考察登记表' },
  { paper: 'full-notice', step: 'full-meeting', name: '预备党员转正公示' },
  { paper: 'full-resolution', step: 'full-meeting', name: '支部大会讨论转正的决议' },
  { paper: 'full-request', step: 'full-approval', name: '转正请示' },
  { paper: 'full-reply', step: 'full-approval', name: '转正批复' },
]

/** Of the whole way, at any time. */
export const COURSE = '发展党员全程纪实表'

/** Papers that the person writes, or that the superior hands out numbered: never made here. */
export const BY_HAND: Readonly<Partial<Record<StepKey, string>>> = {
  apply: '入党申请书由本人书写',
  form: '入党志愿书由上级党委编号发放，本人填写',
  'apply-full': '转正申请书由本人书写',
}

interface StandingStep {
  readonly key: StepKey
  readonly standing: 'done' | 'may' | 'early' | 'later'
}

/** The papers of a step as it stands: none while something else comes first. */
export function papersOf({ key, standing }: StandingStep): readonly StepPaper[] {
  return standing === 'later' ? [] : STEP_PAPERS.filter(({ step }) => step === key)
}

export function paperName(paper: DevelopmentPaper): string {
  return STEP_PAPERS.find((one) => one.paper === paper)?.name ?? COURSE
}
