/**
 * How a sheet is laid out: where its heading and its data are, and which column holds which fact. The sheet comes in
 * the form the spreadsheet reader gives (structurally the same types, so a sheet read there can be handed in as it is).
 *
 * Rows are sheet rows as the person sees them (from 1), columns are indexes (from 0).
 */

export type LayoutCell =
  | string
  | number
  | boolean
  | null
  | { readonly kind: 'date'; readonly serial: number; readonly text: string; readonly precision: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly precisionLost: boolean }
  | { readonly kind: 'error'; readonly error: string }

export interface LayoutMerge {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface LayoutSheet {
  readonly name: string
  /** Rows that hold at least one value. */
  readonly rows: readonly (readonly LayoutCell[])[]
  /** `rowNumbers[i]` is the sheet row of `rows[i]`; increasing. */
  readonly rowNumbers: readonly number[]
  readonly merges: readonly LayoutMerge[]
}

/** What a column can mean. The table of words for each is in fields.ts. */
export type FieldKey =
  | 'serial' // 序号
  | 'name' // 单位名称
  | 'code' // 统一社会信用代码
  | 'oldRegNo' // 注册号 (15 digits, before 2015)
  | 'orgCode' // 组织机构代码 (9 characters, before 2015)
  | 'address' // 住所, 单位地址
  | 'founded' // 成立日期
  | 'registeredType' // 企业类型
  | 'capital' // 注册资本
  | 'scope' // 经营范围
  | 'province'
  | 'city'
  | 'county' // 区县, 地区
  | 'town' // 镇街
  | 'community' // 社区, 村
  | 'grid'
  | 'building'
  | 'park'
  | 'lng' // 经度
  | 'lat' // 纬度
  | 'point' // 经纬度, both in one cell
  | 'parent' // 上级单位, 总公司
  | 'industry' // 行业, code or name
  | 'status' // 登记状态, 经营状态
  | 'employees' // 职工人数, 从业人数
  | 'femaleEmployees'
  | 'membersFull' // 正式党员
  | 'membersProbationary' // 预备党员
  | 'membersReported' // 党员人数 (含预备)
  | 'hasOrganization' // 是否建立党组织
  | 'orgForm' // 组建方式
  | 'orgName' // 党组织名称
  | 'orgFounded' // 党组织成立时间
  | 'orgSuperior' // 上级党组织
  | 'secretary' // 党组织书记
  | 'instructor' // 党建指导员
  | 'liaison' // 联络员
  | 'union' // 工会
  | 'youthLeague' // 共青团
  | 'womensFederation' // 妇联
  | 'reasonNone' // 未建原因
  | 'remark' // 备注
  | 'reportDate' // 填报日期
  | 'revenue' // 营业收入
  | 'unitId' // 聚新单位编号, only in Juxin's own exports
  | 'reason' // 退回原因, only in Juxin's own returned rows
  | 'legalRepIsMember' // 法定代表人是否党员: recognised, never taken
  | 'person' // 法定代表人 and other names of persons: recognised, not taken
  | 'contact' // 联系人, 联系电话, 邮箱: recognised, not taken

export type SourceKind = 'registry' | 'annual-report' | 'ledger' | 'juxin-export' | 'unknown'

export interface LayoutColumn {
  readonly index: number
  /** Heading from the group down, e.g. `['党员人数', '正式']`; empty where the column has none. */
  readonly header: readonly string[]
  /** The same as one text: `党员人数/正式`. */
  readonly title: string
  /** null: not recognised (also listed in `unmapped`). */
  readonly field: FieldKey | null
  /** False for a field that is recognised but not taken (see `notTaken`), and for `serial`. */
  readonly taken: boolean
  /** Why a recognised column is not taken: a full Chinese sentence; null when taken or not recognised. */
  readonly notTaken: string | null
  /** 0…1 */
  readonly confidence: number
  /** Chinese phrases: the words and the contents that decided. */
  readonly why: readonly string[]
  /** The next best meanings, best first, for the mapping screen. */
  readonly others: readonly { readonly field: FieldKey; readonly confidence: number }[]
  /** Up to five different values as text; none for columns that are not taken. */
  readonly samples: readonly string[]
  /** Share of the data rows where the column has a value, 0…1. */
  readonly filled: number
}

export type SkipReason =
  | 'title' // above the heading
  | 'header'
  | 'column-numbers' // a row of 1 2 3 4 … or 甲 乙 under the heading
  | 'repeated-header' // printed pages
  | 'total' // 合计, 总计, 小计
  | 'section' // a line that names a group of the rows below it: 一、中山区
  | 'note' // 填报人, 审核, 说明, after or between the data
  | 'checksum' // the closing line of an export
  | 'empty' // nothing but a running number or error values
  | 'other-table' // a second table with another heading, and all below it

export interface SkippedRow {
  readonly row: number
  readonly reason: SkipReason
  /** The row's text, shortened. */
  readonly text: string
}

export type LayoutWarningCode =
  | 'two-headers' // another row could be the heading as well
  | 'no-header' // columns recognised by content only
  | 'two-columns-one-field' // two columns claim the same field; the better one was taken
  | 'header-and-content-disagree'
  | 'code-precision-lost'
  | 'merged-data' // merged cells among the data; their value is repeated downwards
  | 'no-key' // neither a name nor a code column
  | 'several-tables' // a second heading with other columns further down
  | 'swapped-coordinates' // 经度 holds latitudes and 纬度 longitudes
  | 'ambiguous-members' // 党员人数 without saying whether probationary members are in it

export interface LayoutWarning {
  readonly code: LayoutWarningCode
  readonly words: string
  readonly row: number | null
  readonly column: number | null
}

export interface SheetLayout {
  readonly sheet: string
  readonly source: SourceKind
  readonly sourceConfidence: number
  readonly sourceWhy: readonly string[]
  /** Every column that has a heading or a value, by index. */
  readonly columns: readonly LayoutColumn[]
  /** Indexes of the columns that were not recognised. */
  readonly unmapped: readonly number[]
  /** Sheet rows; empty when the sheet has no heading. */
  readonly headerRows: readonly number[]
  /** null when there is no data at all. */
  readonly firstDataRow: number | null
  readonly lastDataRow: number | null
  readonly dataRowCount: number
  readonly skipped: readonly SkippedRow[]
  /** The runner-up for the heading, when it came close. */
  readonly otherHeader: { readonly rows: readonly number[]; readonly words: string } | null
  /** A place that holds for the whole sheet (its name, its title line), e.g. one sheet per town. */
  readonly place: { readonly text: string; readonly from: 'sheet-name' | 'title' } | null
  /** The day or year the title names (`截至2025年12月31日`, `2024年度`), as text; null when none. */
  readonly asOf: string | null
  readonly warnings: readonly LayoutWarning[]
  /** Of the normalised headings in their order: the same for every file of this form. */
  readonly fingerprint: string
}

/** One row of data with merged values repeated into it. */
export interface DataRow {
  readonly row: number
  readonly cells: readonly LayoutCell[]
  /** Indexes of the cells whose value was repeated from a merged cell above. */
  readonly repeated: readonly number[]
  /** The section line the row stands under, or null. */
  readonly section: string | null
}

/** What a person confirmed before for a form with this fingerprint: field by column title. */
export type ConfirmedMapping = Readonly<Record<string, FieldKey | null>>
