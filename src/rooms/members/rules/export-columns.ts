import type { MemberStatus, PostKind, RelationPlace } from '../contract.ts'
import { memberStatusNames, placeNames, postKindNames } from './words.ts'

/** A member as a file needs it; name and numbers are what the reader may see of them. */
export interface ExportedMember {
  readonly name: string
  readonly identity: string | null
  readonly phone: string | null
  readonly gender: 'male' | 'female' | null
  readonly born: string | null
  readonly ethnicity: string | null
  readonly education: string | null
  readonly status: MemberStatus
  readonly place: RelationPlace
  readonly organizationName: string | null
  readonly unitName: string | null
  readonly joined: string | null
  readonly fullOn: string | null
  readonly job: string | null
  readonly postKind: PostKind | null
  readonly group: string | null
  readonly floating: boolean
  readonly lostSince: string | null
  readonly since: string
}

export interface ExportColumn {
  readonly title: string
  readonly width?: number
  readonly kind?: 'text' | 'code'
  readonly cell: (member: ExportedMember) => string | null
}

const gender = ({ gender: one }: ExportedMember): string | null => (one === null ? null : one === 'male' ? '男' : '女')
const yes = (is: boolean): string => (is ? '是' : '否')

/**
 * The sixteen columns of the national form's second part, 党员基本信息采集表 (中组部, 2017; see the README of rosters for what
 * is certain about it), in its order. The home address is a column of the form and is not kept here: it stays empty.
 */
export const nationalColumns: readonly ExportColumn[] = [
  { title: '姓名', cell: ({ name }) => name },
  { title: '公民身份号码', width: 22, kind: 'code', cell: ({ identity }) => identity },
  { title: '性别', cell: gender },
  { title: '民族', cell: ({ ethnicity }) => ethnicity },
  { title: '出生日期', width: 12, cell: ({ born }) => born },
  { title: '学历', cell: ({ education }) => education },
  { title: '人员类别', cell: ({ status }) => (status === 'probationary' ? '预备党员' : '正式党员') },
  { title: '所在党支部', width: 40, cell: ({ organizationName }) => organizationName },
  { title: '加入党组织日期', width: 16, cell: ({ joined }) => joined },
  { title: '转为正式党员日期', width: 18, cell: ({ fullOn }) => fullOn },
  { title: '工作岗位', width: 20, cell: ({ job }) => job },
  { title: '联系电话', width: 16, kind: 'code', cell: ({ phone }) => phone },
  { title: '家庭住址', cell: () => null },
  {
    title: '党籍状态',
    cell: ({ status }) => (status === 'suspended' ? '停止党籍' : status === 'ended' ? '不再在册' : '正常'),
  },
  {
    title: '是否为失联党员',
    width: 16,
    cell: ({ lostSince }) => (lostSince === null ? '否' : `是（${lostSince} 起）`),
  },
  { title: '是否为流动党员', width: 16, cell: ({ floating }) => yes(floating) },
]

/** The office's own register. */
export const rosterColumns: readonly ExportColumn[] = [
  { title: '党组织名称', width: 40, cell: ({ organizationName }) => organizationName },
  { title: '姓名', cell: ({ name }) => name },
  { title: '性别', cell: gender },
  { title: '民族', cell: ({ ethnicity }) => ethnicity },
  { title: '出生日期', width: 12, cell: ({ born }) => born },
  { title: '公民身份号码', width: 22, kind: 'code', cell: ({ identity }) => identity },
  { title: '联系电话', width: 16, kind: 'code', cell: ({ phone }) => phone },
  { title: '学历', cell: ({ education }) => education },
  { title: '党员身份', cell: ({ status }) => memberStatusNames[status] },
  { title: '入党日期', width: 12, cell: ({ joined }) => joined },
  { title: '转正日期', width: 12, cell: ({ fullOn }) => fullOn },
  { title: '工作单位', width: 36, cell: ({ unitName }) => unitName },
  { title: '工作岗位', width: 20, cell: ({ job }) => job },
  { title: '岗位类别', width: 16, cell: ({ postKind }) => (postKind === null ? null : postKindNames[postKind]) },
  { title: '新就业群体类别', width: 16, cell: ({ group }) => group },
  { title: '组织关系所在', width: 14, cell: ({ place }) => placeNames[place] },
  { title: '是否流动党员', width: 14, cell: ({ floating }) => yes(floating) },
  { title: '失去联系日期', width: 14, cell: ({ lostSince }) => lostSince },
  { title: '在现党组织自', width: 14, cell: ({ since }) => since },
]

export const layoutsOfExport = { national: nationalColumns, roster: rosterColumns } as const
