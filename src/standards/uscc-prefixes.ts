/**
 * First character: who registered the unit; second: what sort of unit (GB 32100-2015 tables 2 and 3).
 * 54 is the later addition of civil affairs for villagers' and residents' committees.
 */
export type UsccKind =
  | 'enterprise'
  | 'sole-trader'
  | 'cooperative'
  | 'social-organization'
  | 'foundation'
  | 'private-non-enterprise'
  | 'law-firm'
  | 'agency'
  | 'institution'
  | 'union'
  | 'village-collective'
  | 'religious'
  | 'other'

export interface UsccPrefix {
  readonly kind: UsccKind
  /** The sort's name in the standard. */
  readonly sort: string
}

interface Authority {
  readonly name: string
  readonly sorts: Readonly<Record<string, UsccPrefix>>
}

const other = { 9: { kind: 'other', sort: '其他' } } as const

export const AUTHORITIES: Readonly<Record<string, Authority>> = {
  1: {
    name: '机构编制部门',
    sorts: {
      1: { kind: 'agency', sort: '机关' },
      2: { kind: 'institution', sort: '事业单位' },
      3: { kind: 'other', sort: '编办直接管理机构编制的群众团体' },
      ...other,
    },
  },
  2: { name: '外交部门', sorts: { 1: { kind: 'other', sort: '外国常驻新闻机构' }, ...other } },
  3: {
    name: '司法行政部门',
    sorts: {
      1: { kind: 'law-firm', sort: '律师执业机构' },
      2: { kind: 'other', sort: '公证处' },
      3: { kind: 'other', sort: '基层法律服务所' },
      4: { kind: 'other', sort: '司法鉴定机构' },
      5: { kind: 'other', sort: '仲裁委员会' },
      ...other,
    },
  },
  4: { name: '文化部门', sorts: { 1: { kind: 'other', sort: '外国在华文化中心' }, ...other } },
  5: {
    name: '民政部门',
    sorts: {
      1: { kind: 'social-organization', sort: '社会团体' },
      2: { kind: 'private-non-enterprise', sort: '民办非企业单位' },
      3: { kind: 'foundation', sort: '基金会' },
      4: { kind: 'other', sort: '基层群众性自治组织' },
      ...other,
    },
  },
  6: {
    name: '旅游部门',
    sorts: {
      1: { kind: 'other', sort: '外国旅游部门常驻代表机构' },
      2: { kind: 'other', sort: '港澳台地区旅游部门常驻代表机构' },
      ...other,
    },
  },
  7: {
    name: '宗教事务管理部门',
    sorts: {
      1: { kind: 'religious', sort: '宗教活动场所' },
      2: { kind: 'religious', sort: '宗教院校' },
      ...other,
    },
  },
  8: { name: '工会', sorts: { 1: { kind: 'union', sort: '基层工会' }, 9: { kind: 'union', sort: '其他工会' } } },
  9: {
    name: '市场监督管理部门',
    sorts: {
      1: { kind: 'enterprise', sort: '企业' },
      2: { kind: 'sole-trader', sort: '个体工商户' },
      3: { kind: 'cooperative', sort: '农民专业合作社' },
    },
  },
  A: {
    name: '中央军委改革和编制办公室',
    sorts: { 1: { kind: 'institution', sort: '军队事业单位' }, ...other },
  },
  N: {
    name: '农业农村部门',
    sorts: {
      1: { kind: 'village-collective', sort: '组级集体经济组织' },
      2: { kind: 'village-collective', sort: '村级集体经济组织' },
      3: { kind: 'village-collective', sort: '乡镇级集体经济组织' },
      ...other,
    },
  },
  Y: { name: '其他登记管理部门', sorts: { 1: { kind: 'other', sort: '其他' } } },
}

/** The two-digit heads of GB/T 2260 that exist; 10 stands for offices of the central government. */
export const PROVINCE_HEADS = new Set(
  '10 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)
