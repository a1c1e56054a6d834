/**
 * Columns of a register of members, with the words that offices write above them. The first sixteen that are marked
 * `national` are the second part of the national form (see README.md of this folder).
 */
export interface RosterField {
  readonly label: string
  /** Headings that mean it, blank-separated, as `plainHeading` leaves them. */
  readonly words: string
  readonly national?: true
  /** Recognised and left where it is: a full sentence why. */
  readonly notTaken?: string
}

const NOT_NEEDED = '党员名册里不留这一项'

export const rosterFields = {
  name: { label: '姓名', words: '姓名 党员姓名 名字 党员', national: true },
  identity: {
    label: '公民身份号码',
    words: '公民身份号码 公民身份证号码 身份证号码 身份证号 身份证 公民身份证号 证件号码',
    national: true,
  },
  gender: { label: '性别', words: '性别', national: true },
  ethnicity: { label: '民族', words: '民族', national: true },
  born: { label: '出生日期', words: '出生日期 出生年月 出生年月日 出生时间 生日', national: true },
  education: { label: '学历', words: '学历 文化程度 最高学历 学历情况', national: true },
  category: {
    label: '人员类别',
    words: '人员类别 党员类别 党员身份 党员类型 正式预备 正式或预备 类别 身份 党员性质 是否正式党员',
    national: true,
  },
  organization: {
    label: '所在党支部',
    words:
      '所在党支部 所在支部 党支部 支部 党组织名称 党支部名称 所属党组织 所在党组织 支部名称 组织关系所在支部 所属党支部 党组织 所属支部 组织关系所在党支部 组织关系所在党组织',
    national: true,
  },
  joined: {
    label: '加入党组织日期',
    words: '加入党组织日期 入党日期 入党时间 加入党组织时间 入党年月 何时入党 加入中国共产党时间',
    national: true,
  },
  fullOn: {
    label: '转为正式党员日期',
    words: '转为正式党员日期 转正日期 转正时间 转为正式党员时间 转正年月',
    national: true,
  },
  job: { label: '工作岗位', words: '工作岗位 岗位 职务 现任职务 工作职务 从事工作 职业', national: true },
  phone: {
    label: '联系电话',
    words: '联系电话 手机号码 手机 手机号 电话 电话号码 联系方式 移动电话 本人电话 联系电话手机号码',
    national: true,
  },
  address: {
    label: '家庭住址',
    words: '家庭住址 住址 现居住地 居住地址 家庭地址 现住址',
    national: true,
    notTaken: NOT_NEEDED,
  },
  standing: { label: '党籍状态', words: '党籍状态 党籍 党员状态 状态', national: true },
  lost: {
    label: '是否为失联党员',
    words: '是否为失联党员 是否失联党员 是否失联 失联党员 失联情况 失去联系日期 失联日期 失去联系时间',
    national: true,
  },
  floating: {
    label: '是否为流动党员',
    words: '是否为流动党员 是否流动党员 是否流动 流动党员 流动情况 外出流动情况',
    national: true,
  },
  organizationCode: { label: '党组织代码', words: '党组织代码 组织代码 党组织编码 支部代码' },
  unit: {
    label: '工作单位',
    words: '工作单位 所在单位 单位名称 单位 就业单位 现工作单位 所在企业 企业名称 工作单位名称',
  },
  unitCode: { label: '单位统一社会信用代码', words: '统一社会信用代码 单位统一社会信用代码 信用代码 单位代码' },
  postKind: { label: '岗位类别', words: '岗位类别 岗位类型 工作岗位类别' },
  group: { label: '新就业群体类别', words: '新就业群体类别 新就业群体 群体类别' },
  place: {
    label: '组织关系所在',
    words: '组织关系所在 组织关系所在地 组织关系 组织关系情况 党员组织关系 组织关系隶属',
  },
  serial: { label: '序号', words: '序号 编号 顺序号', notTaken: '序号不用存' },
  remark: { label: '备注', words: '备注 说明', notTaken: NOT_NEEDED },
  reason: { label: '退回原因', words: '退回原因', notTaken: '聚新退回的表里的原因' },
} as const satisfies Readonly<Record<string, RosterField>>

export type RosterFieldKey = keyof typeof rosterFields

export const isRosterField = (text: string): text is RosterFieldKey => Object.hasOwn(rosterFields, text)

/** A heading without what layout puts into it: blanks, brackets and what stands in them, marks. */
export function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\([^()]*\)/g, '')
    .replaceAll(/[\s*:：、，,/\\"“”_.-]/g, '')
}

const meanings = new Map<string, RosterFieldKey>(
  Object.entries(rosterFields).flatMap(([key, { words }]) =>
    // Keys of the table above.
    words.split(/\s+/).map((word) => [word, key as RosterFieldKey] as const),
  ),
)

export function fieldOf(heading: string): RosterFieldKey | null {
  return meanings.get(plainHeading(heading)) ?? null
}
