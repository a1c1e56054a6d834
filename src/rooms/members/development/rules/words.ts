import type { DevelopmentStage, EndOfCase, StepKey } from '../contract.ts'

/** As the office's own table of steps calls them. */
export const stepNames: Readonly<Record<StepKey, string>> = {
  apply: '递交入党申请书',
  talk: '党组织派人谈话',
  activist: '推荐和确定入党积极分子',
  'activist-filed': '积极分子上级党委备案',
  contacts: '指定培养联系人',
  nurture: '培养教育考察',
  target: '确定发展对象',
  'target-filed': '发展对象上级党委备案',
  introducers: '确定入党介绍人',
  review: '进行政治审查',
  class: '开展集中培训',
  'committee-review': '支部委员会审查',
  'pre-review': '上级党委预审',
  form: '填写入党志愿书',
  meeting: '支部大会讨论',
  'committee-talk': '上级党委派人谈话',
  approval: '上级党委审批',
  'approval-filed': '再上一级党委组织部门备案',
  assigned: '编入党支部和党小组',
  oath: '入党宣誓',
  probation: '继续教育考察',
  'apply-full': '提出转正申请',
  'full-meeting': '支部大会讨论转正',
  'full-approval': '上级党委审批转正',
  archive: '材料归档',
}

export const stageNames: Readonly<Record<DevelopmentStage, string>> = {
  applicant: '入党申请人',
  activist: '入党积极分子',
  target: '发展对象',
  probationary: '预备党员',
  full: '转正归档',
}

export const endNames: Readonly<Record<EndOfCase, string>> = {
  completed: '材料归档，办结',
  withdrew: '本人撤回',
  'not-passed': '没有通过',
  'not-confirmed': '取消预备党员资格',
  'moved-away': '调离本区，材料转出',
  deceased: '去世',
  mistake: '登记有误',
  elsewhere: '在党员名册中另行办结',
}
