import type { HostKind, OrganizationKind, OrganizationState } from '../contract.ts'

export const organizationKindNames: Readonly<Record<OrganizationKind, string>> = {
  'working-committee': '党工委',
  committee: '党委',
  'general-branch': '党总支',
  branch: '党支部',
  'joint-branch': '联合党支部',
  functional: '功能型党组织',
  temporary: '临时党支部',
  floating: '流动党员党支部',
  group: '党小组',
}

export const organizationStateNames: Readonly<Record<OrganizationState, string>> = {
  forming: '组建中',
  active: '正常',
  merged: '已合并',
  revoked: '已撤销',
}

export const hostKindNames: Readonly<Record<HostKind, string>> = {
  unit: '单位',
  park: '园区',
  building: '楼宇',
  market: '专业市场',
  street: '商业街区',
  chamber: '商会',
  association: '行业协会',
  community: '社区',
  platform: '平台企业',
  station: '站点',
  'gathering-place': '集聚点',
  project: '工程项目',
}
