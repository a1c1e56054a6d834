/**
 * Which column of a register is what, told from its heading. Offices head the same thing in many ways; the first pattern
 * that fits wins, and one heading never serves two fields. Numbers of members are left aside: they are counted from the
 * members on file.
 */
export const registerFields = [
  'name',
  'kind',
  'superior',
  'code',
  'area',
  'founded',
  'units',
  'host',
  'secretary',
  'deputy',
  'elected',
  'remark',
] as const
export type RegisterField = (typeof registerFields)[number]

export const registerFieldNames: Readonly<Record<RegisterField, string>> = {
  name: '党组织名称',
  kind: '类别',
  superior: '上级党组织',
  code: '组织代码',
  area: '所在区域',
  founded: '成立日期',
  units: '覆盖单位',
  host: '依托',
  secretary: '书记',
  deputy: '副书记',
  elected: '本届选举日期',
  remark: '备注',
}

/** In the order in which they are tried: 上级党组织名称 is the superior and not the name. */
const PATTERNS: readonly (readonly [RegisterField, RegExp])[] = [
  [
    'superior',
    /^(?:直接)?(?:上级|隶属|所属|所在|主管)(?:的)?(?:基层)?(?:党组织|党委|党工委|党总支|党委名称|组织)(?:全称|名称)?$|^隶属关系$|^上级$/,
  ],
  ['code', /^(?:党)?组织(?:机构)?(?:代码|编码|编号)$|^党组织(?:代码|编码|编号)$|^组织树代码$/],
  ['kind', /^(?:党)?组织(?:类别|类型|形式|设置形式)$|^党组织(?:类别|类型|形式)$|^(?:类别|类型|组建形式|设置形式)$/],
  ['founded', /^(?:党组织)?(?:成立|组建|建立|批复|批准成立|批复成立)(?:日期|时间|年月)$/],
  [
    'units',
    /^(?:覆盖|联建|所辖|涵盖|包含|所在|组建)(?:的)?(?:单位|企业|社会组织|企业和社会组织|单位企业)(?:名称|名单)?$|^(?:单位|企业)名称$|^覆盖单位$/,
  ],
  ['area', /^(?:所在|所属|属地)?(?:区域|镇街|街道|乡镇|乡镇街道|街道乡镇|镇街道|社区|区划)(?:名称)?$|^所在地$/],
  ['host', /^依托(?:单位|载体|对象)?(?:名称)?$/],
  ['secretary', /^(?:党组织|党支部|支部|党委)?书记(?:姓名)?$/],
  ['deputy', /^(?:党组织|党支部|支部|党委)?副书记(?:姓名)?$/],
  ['elected', /^(?:本届|现届|最近一次)?(?:选举|换届|换届选举|当选|届期起始)(?:日期|时间)$/],
  ['remark', /^备注(?:说明)?$|^说明$/],
  [
    'name',
    /^(?:基层)?(?:党)?组织(?:全称|名称)$|^(?:党组织|党支部|支部|党委|基层党组织|两新党组织)(?:全称|名称)?$|^名称$/,
  ],
]

export interface MappedColumn {
  readonly index: number
  readonly title: string
  readonly field: RegisterField
}

/** `keys` are headings brought to one form (blanks, brackets and numbering taken off). Null: no register. */
export function mapColumns(
  titles: readonly { readonly index: number; readonly title: string; readonly key: string }[],
): MappedColumn[] | null {
  const mapped: MappedColumn[] = []
  for (const { index, title, key } of titles) {
    const field = PATTERNS.find(([, pattern]) => pattern.test(key))?.[0]
    if (field !== undefined && !mapped.some((one) => one.field === field)) mapped.push({ index, title, field })
  }
  // A ledger of units also has a column “党组织名称”; a register says more of the organisation than its name.
  const says = (field: RegisterField): boolean => mapped.some((one) => one.field === field)
  return says('name') && (says('superior') || says('kind') || says('code') || says('founded')) ? mapped : null
}

const ASIDE = /[(（【[][^)）】\]]*[)）】\]]/gu
const DECORATION = /[\s*＊※★☆:：;；,，.．。、/／|“”"'\-—_·]+/gu

/** `* 上级党组织（全称）` → `上级党组织`. */
export function headingKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(ASIDE, '')
    .replace(DECORATION, '')
    .replace(/^\d{1,2}(?=\D)/, '')
}
