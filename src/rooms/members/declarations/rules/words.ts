import type { CloseWhy, DeclarationState, DeclaredPlace } from '../contract.ts'

export const stateNames: Readonly<Record<DeclarationState, string>> = {
  received: '待联系',
  contacted: '已联系',
  verified: '已核实',
  transferring: '转接中',
  admitted: '已在册',
  closed: '已办结',
  withdrawn: '已撤回',
}

/** As whom the history and the trail know whoever declares. */
export const DECLARANT = '本人'

/** As the person reads it, who gave the code. */
export const statusWords: Readonly<Record<DeclarationState, string>> = {
  received: '已经收到，工作人员会在答复期限内和您联系。',
  contacted: '工作人员已经联系过您，正在核实组织关系。',
  verified: '组织关系已经核实，接着办理转接或登记。',
  transferring: '正在办理组织关系转接。',
  admitted: '已经登记到党员名册。',
  closed: '已经办结。有疑问请联系受理单位。',
  withdrawn: '已经撤回，填过的个人信息已经删除。',
}

export const declaredPlaceNames: Readonly<Record<DeclaredPlace, string>> = {
  district: '本区其他党组织',
  residence: '户籍地或居住地的街道、社区、村',
  'former-unit': '原工作单位',
  'talent-centre': '人才服务机构',
  school: '毕业的学校',
  'in-hand': '介绍信在自己手里，没有交给党组织',
  elsewhere: '外省市或其他地方',
  unknown: '不清楚',
}

export const closeNames: Readonly<Record<CloseWhy, string>> = {
  'not-member': '本人说明不是党员',
  unreachable: '按留下的方式联系不上',
  duplicate: '同一人重复申报',
  settled: '组织关系已有着落，不用转接',
  other: '其他',
}
