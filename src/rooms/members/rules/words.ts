import type { MemberStatus, PostKind, RelationPlace } from '../contract.ts'

/** How a file and an event say them; the screens have their own copy of nothing: they use these. */
export const memberStatusNames: Readonly<Record<MemberStatus, string>> = {
  full: '正式党员',
  probationary: '预备党员',
  suspended: '停止党籍',
  ended: '不再在册',
}

export const placeNames: Readonly<Record<RelationPlace, string>> = {
  unit: '工作单位',
  residence: '居住地',
  supervising: '主管部门',
  'talent-centre': '人才中心',
  elsewhere: '区外或其他',
}

export const postKindNames: Readonly<Record<PostKind, string>> = {
  'front-line': '生产、工作一线',
  technical: '专业技术',
  management: '经营管理',
  other: '其他',
}
