/** Sheets as offices send them, typed as small arrays: where the heading and the data are, what each column means, where it comes from. */
import { expect, test } from 'vitest'
import { recogniseSheet } from './recognise.ts'
import { fieldsOf, inventedUnits, pick, sheetOf } from './testing.ts'
import type { LayoutCell, LayoutSheet, SkipReason, SourceKind } from './types.ts'

interface Expected {
  /** By column, `-` where none is recognised. */
  readonly fields: string
  readonly source: SourceKind
  readonly headerRows: readonly number[]
  readonly data: readonly [first: number, last: number]
  readonly rows?: number
  readonly skipped?: readonly (readonly [row: number, reason: SkipReason])[]
  readonly place?: string
  readonly asOf?: string
  readonly warnings?: readonly string[]
}

const units = inventedUnits(24)
const yesNo = (i: number) => (i % 3 === 0 ? '是' : '否')

/** The shapes of three files of one city. */
const registry = units.map((u) => [
  u.name,
  u.code,
  u.founded,
  '有限责任公司(自然人投资或控股)',
  '100万人民币',
  u.scope,
  '某省',
  '滨城',
  u.address,
])
const annual = units.map((u, i) => [u.code, u.name, i + 3, i % 4, i % 5, yesNo(i), '否', '2026-03-09'])
const ledger = units.map((u, i) => [
  i + 1,
  u.name,
  i % 2 ? u.code : null,
  i % 3 ? u.address : null,
  i % 4 ? i + 2 : `约${i + 10}`,
  i % 4,
  null,
  yesNo(i),
  i % 3 ? null : '联合组建',
  i % 3 ? null : `滨城第${i}联合党支部`,
  i % 3 ? null : '2013年',
  i % 3 ? u.person : null,
  i % 3 ? '无党员' : null,
  null,
])

const cases: readonly (readonly [name: string, sheet: LayoutSheet, expected: Expected])[] = [
  [
    'registry export with the heading in the first row',
    sheetOf(
      [
        ['企业名称', '统一社会信用代码', '成立日期', '企业类型', '注册资本', '经营范围', '省份', '地区', '住所'],
        ...registry,
      ],
      { name: 'market' },
    ),
    {
      fields: 'name code founded registeredType capital scope province city address',
      source: 'registry',
      headerRows: [1],
      data: [2, 25],
      warnings: [],
    },
  ],
  [
    'annual report keyed by code',
    sheetOf([
      [
        '统一社会信用代码',
        '单位名称',
        '年末从业人数',
        '其中:女职工',
        '党员人数(含预备)',
        '是否建立党组织',
        '法定代表人是否党员',
        '填报日期',
      ],
      ...annual,
    ]),
    {
      fields: 'code name employees femaleEmployees membersReported hasOrganization legalRepIsMember reportDate',
      source: 'annual-report',
      headerRows: [1],
      data: [2, 25],
      warnings: [],
    },
  ],
  [
    'hand-kept ledger: two title rows, a merged heading of two rows, a total row',
    sheetOf(
      [
        ['滨城市“两新”组织党建工作台账'],
        ['填报单位(盖章):            填报人:          联系电话:            单位:人、个'],
        [
          '序号',
          '单位名称',
          '统一社会信用代码',
          '单位地址',
          '职工人数',
          '党员人数',
          null,
          '党组织情况',
          null,
          null,
          null,
          '党建指导员',
          '未建原因',
          '备注',
        ],
        [null, null, null, null, null, '正式', '预备', '是否建立', '组建方式', '党组织名称', '成立时间'],
        ...ledger,
        ['合计', 24, null, null, null],
      ],
      {
        name: '台账',
        merges: [
          'A1:N1',
          'A2:N2',
          'A3:A4',
          'B3:B4',
          'C3:C4',
          'D3:D4',
          'E3:E4',
          'F3:G3',
          'H3:K3',
          'L3:L4',
          'M3:M4',
          'N3:N4',
        ],
      },
    ),
    {
      fields:
        'serial name code address employees membersFull membersProbationary hasOrganization orgForm orgName orgFounded instructor reasonNone remark',
      source: 'ledger',
      headerRows: [3, 4],
      data: [5, 28],
      skipped: [
        [1, 'title'],
        [2, 'title'],
        [3, 'header'],
        [4, 'header'],
        [29, 'total'],
      ],
      place: '滨城市',
      warnings: [],
    },
  ],
  [
    'the same ledger unmerged, as a csv has it',
    sheetOf([
      ['滨城市两新组织台账'],
      [
        '序号',
        '单位名称',
        '统一社会信用代码',
        '单位地址',
        '职工人数',
        '党员人数',
        null,
        '党组织情况',
        null,
        null,
        null,
        '党建指导员',
        '未建原因',
        '备注',
      ],
      [
        null,
        null,
        null,
        null,
        null,
        '正式',
        '预备',
        '是否建立',
        '组建方式',
        '党组织名称',
        '成立时间',
        null,
        null,
        null,
      ],
      ...ledger,
    ]),
    {
      fields:
        'serial name code address employees membersFull membersProbationary hasOrganization orgForm orgName orgFounded instructor reasonNone remark',
      source: 'ledger',
      headerRows: [2, 3],
      data: [4, 27],
    },
  ],
  [
    'headings merged downwards, groups only laid over their columns',
    sheetOf(
      [
        ['单位名称', '职工人数', '党员人数', null, '党组织', null, '备注'],
        [null, null, '正式', '预备', '名称', '成立时间', null],
        ...units.map((u, i) => [u.name, i + 3, i % 4, 0, `${u.name}党支部`, '2011年3月']),
      ],
      { merges: ['A1:A2', 'B1:B2', 'G1:G2'] },
    ),
    {
      fields: 'name employees membersFull membersProbationary orgName orgFounded remark',
      source: 'ledger',
      headerRows: [1, 2],
      data: [3, 26],
      warnings: [],
    },
  ],
  [
    'registry in another order, with other words and an index column',
    sheetOf([
      [
        '序号',
        '注册号/统一社会信用代码',
        '市场主体名称',
        '市场主体类型',
        '成立时间',
        '登记状态',
        '注册资金（万元）',
        '所属行业',
        '经营场所',
        '业务范围',
        '法定代表人',
        '联系电话',
      ],
      ...units.map((u, i) => [
        i + 1,
        u.code,
        u.name,
        pick(['个体工商户', '有限责任公司'], i),
        u.founded,
        '存续（在营、开业、在册）',
        50 + i,
        '批发业',
        u.address,
        u.scope,
        u.person,
        u.phone,
      ]),
    ]),
    {
      fields: 'serial code name registeredType founded status capital industry address scope person contact',
      source: 'registry',
      headerRows: [1],
      data: [2, 25],
    },
  ],
  [
    'annual report with the words of another province',
    sheetOf([
      [
        '企业名称',
        '社会信用代码',
        '中共党员（包括预备党员）人数',
        '从业人员数',
        '其中：女性从业人员',
        '党组织建制',
        '是否成立党组织',
        '法定代表人政治面貌',
        '营业总收入',
        '年报时间',
      ],
      ...units.map((u, i) => [
        u.name,
        u.code,
        i % 6,
        i + 8,
        i % 7,
        i % 3 ? null : '党支部',
        yesNo(i),
        '群众',
        120.5 + i,
        '2025/6/1',
      ]),
    ]),
    {
      fields:
        'name code membersReported employees femaleEmployees orgForm hasOrganization legalRepIsMember revenue reportDate',
      source: 'annual-report',
      headerRows: [1],
      data: [2, 25],
    },
  ],
  [
    'one sheet per town, the sheet named after it',
    sheetOf(
      [
        ['单位名称', '地址', '员工数', '正式党员', '预备党员', '联络员'],
        ...units.map((u, i) => [u.name, u.address, i + 4, i % 4, i % 2, u.person]),
      ],
      { name: '2.望海街道（24家）' },
    ),
    {
      fields: 'name address employees membersFull membersProbationary liaison',
      source: 'ledger',
      headerRows: [1],
      data: [2, 25],
      place: '望海街道',
    },
  ],
  [
    'heading in the sixth row, place and day in the titles',
    sheetOf([
      ['附件2'],
      ['东海区望海街道非公有制企业党建情况统计表'],
      ['（截至2025年12月31日）'],
      [],
      ['填报单位：东海区望海街道党工委', null, null, '填报人：某某'],
      [
        '企业名称',
        '职工总数',
        '党员总数',
        '已建党组织名称',
        '组建形式',
        '书记姓名',
        '书记电话',
        '上级党组织',
        '组建时间',
      ],
      ...units.map((u, i) => [
        u.name,
        i + 10,
        i % 5,
        `中共滨城${u.name}支部委员会`,
        '单独组建',
        u.person,
        u.phone,
        '望海街道党工委',
        '2015.6',
      ]),
    ]),
    {
      fields: 'name employees membersReported orgName orgForm secretary contact orgSuperior orgFounded',
      source: 'ledger',
      headerRows: [6],
      data: [7, 30],
      place: '东海区望海街道',
      asOf: '2025年12月31日',
    },
  ],
  [
    'numbers of the columns under the heading, units of measure and stars in it',
    sheetOf([
      [
        '* 单位名称（全称）',
        '*统一社会信用代码(18位)',
        '职工人数（人）',
        '党员人数\n（人）',
        '其中：预备党员（人）',
        '年营业收入（万元）',
      ],
      ['甲', '乙', '1', '2', '3', '4'],
      ...units.map((u, i) => [u.name, u.code, i + 5, i % 4, i % 2, 300 + i]),
    ]),
    {
      fields: 'name code employees membersReported membersProbationary revenue',
      source: 'annual-report',
      headerRows: [1],
      data: [3, 26],
      skipped: [
        [1, 'header'],
        [2, 'column-numbers'],
      ],
    },
  ],
  [
    'printed pages: heading and title repeated, subtotals, a signature at the end',
    sheetOf([
      ['某镇企业台账'],
      ['序号', '单位名称', '地址', '从业人数', '党员数'],
      ...units.slice(0, 5).map((u, i) => [i + 1, u.name, u.address, i + 6, i % 3]),
      ['小  计', null, null, 40, 5],
      ['某镇企业台账'],
      ['序号', '单位名称', '地址', '从业人数', '党员数'],
      ...units.slice(5, 10).map((u, i) => [i + 6, u.name, u.address, i + 6, i % 3]),
      ['小计', null, null, 40, 5],
      [null, '总    计', null, 80, 10],
      [],
      ['填报人：某某', null, '审核人：', null, '填报日期：2025年3月1日'],
      ['注：党员数含预备党员。'],
    ]),
    {
      fields: 'serial name address employees membersReported',
      source: 'ledger',
      headerRows: [2],
      data: [3, 15],
      rows: 10,
      skipped: [
        [1, 'title'],
        [2, 'header'],
        [8, 'total'],
        [9, 'title'],
        [10, 'repeated-header'],
        [16, 'total'],
        [17, 'total'],
        [19, 'note'],
        [20, 'note'],
      ],
    },
  ],
  [
    'lines that name groups',
    sheetOf(
      [
        ['序号', '单位名称', '单位地址', '职工人数', '党员人数/正式', '党员人数/预备'],
        ['一、望海街道'],
        ...units.slice(0, 4).map((u, i) => [i + 1, u.name, u.address, i + 6, i % 3, 0]),
        ['二、临港镇'],
        ...units.slice(4, 8).map((u, i) => [i + 1, u.name, u.address, i + 6, i % 3, 0]),
      ],
      { merges: ['A2:F2', 'A7:F7'] },
    ),
    {
      fields: 'serial name address employees membersFull membersProbationary',
      source: 'ledger',
      headerRows: [1],
      data: [3, 11],
      rows: 8,
      skipped: [
        [1, 'header'],
        [2, 'section'],
        [7, 'section'],
      ],
    },
  ],
  [
    'no heading at all',
    sheetOf(units.map((u, i) => [i + 1, u.name, u.code, u.address, '有限责任公司'])),
    {
      fields: 'serial name code address registeredType',
      source: 'registry',
      headerRows: [],
      data: [1, 24],
      warnings: ['no-header'],
    },
  ],
  [
    'a column without a heading among others',
    sheetOf([
      ['序号', '单位名称', null, '职工人数', '正式党员'],
      ...units.map((u, i) => [i + 1, u.name, u.code, i + 2, i % 3]),
    ]),
    {
      fields: 'serial name code employees membersFull',
      source: 'ledger',
      headerRows: [1],
      data: [2, 25],
    },
  ],
  [
    'headings in English codes above the Chinese ones',
    sheetOf([
      ['ENT_NAME', 'USCC', 'EST_DATE', 'REG_CAP', 'SCOPE'],
      ['企业名称', '统一社会信用代码', '成立日期', '注册资本', '经营范围'],
      ...units.map((u) => [u.name, u.code, u.founded, '10万元', u.scope]),
    ]),
    { fields: 'name code founded capital scope', source: 'registry', headerRows: [2], data: [3, 26] },
  ],
  [
    'a heading of three rows',
    sheetOf(
      [
        ['单位名称', '所在镇街', '职工人数', '党建情况', null, null, null],
        [null, null, null, '党员', null, '党组织', null],
        [null, null, null, '正式', '预备', '名称', '成立时间'],
        ...units.map((u, i) => [u.name, '望海街道', i + 3, i % 4, 0, `${u.name}党支部`, '2011年3月']),
      ],
      { merges: ['A1:A3', 'B1:B3', 'C1:C3', 'D1:G1', 'D2:E2', 'F2:G2'] },
    ),
    {
      fields: 'name town employees membersFull membersProbationary orgName orgFounded',
      source: 'ledger',
      headerRows: [1, 2, 3],
      data: [4, 27],
    },
  ],
  [
    'groups that say whose name, time and telephone it is',
    sheetOf(
      [
        ['单位名称', '地址', '党组织', null, null, '党建指导员', null, '群团组织', null, null],
        [null, null, '名称', '成立时间', '书记', '姓名', '联系电话', '工会', '共青团', '妇联'],
        ...units.map((u, i) => [
          u.name,
          u.address,
          `${u.name}党支部`,
          '2010年',
          u.person,
          u.person,
          u.phone,
          yesNo(i),
          '无',
          '无',
        ]),
      ],
      { merges: ['A1:A2', 'B1:B2', 'C1:E1', 'F1:G1', 'H1:J1'] },
    ),
    {
      fields: 'name address orgName orgFounded secretary instructor contact union youthLeague womensFederation',
      source: 'ledger',
      headerRows: [1, 2],
      data: [3, 26],
    },
  ],
  [
    '党组织 as a yes or no',
    sheetOf([
      ['企业名称', '党组织', '工会', '团组织', '职工', '党员'],
      ...units.map((u, i) => [u.name, yesNo(i), '有', '无', i + 9, i % 3]),
    ]),
    {
      fields: 'name hasOrganization union youthLeague employees membersReported',
      source: 'ledger',
      headerRows: [1],
      data: [2, 25],
      warnings: ['ambiguous-members'],
    },
  ],
  [
    '党组织 as a name',
    sheetOf([
      ['企业名称', '党组织', '职工', '正式党员'],
      ...units.map((u, i) => [u.name, i % 3 ? null : `${u.name}党支部`, i + 9, i % 3]),
    ]),
    { fields: 'name orgName employees membersFull', source: 'ledger', headerRows: [1], data: [2, 25] },
  ],
  [
    'areas from province to building',
    sheetOf([
      [
        '主体名称',
        '省份',
        '城市',
        '区县',
        '镇街',
        '社区（村）',
        '所属网格',
        '楼宇名称',
        '所属园区',
        '行业门类',
        '参保人数',
      ],
      ...units.map((u, i) => [
        u.name,
        '某省',
        '滨城市',
        '东海区',
        '望海街道',
        '观澜社区',
        `第${i % 5}网格`,
        '海天大厦',
        '临港产业园',
        '制造业',
        i + 1,
      ]),
    ]),
    {
      fields: 'name province city county town community grid building park industry employees',
      source: 'ledger',
      headerRows: [1],
      data: [2, 25],
    },
  ],
  [
    'social organisations with a registration number of fifteen digits',
    sheetOf([
      [
        '社会组织名称',
        '统一社会信用代码',
        '登记证号',
        '业务主管单位',
        '成立登记日期',
        '开办资金',
        '住所',
        '专职工作人员数',
        '正式党员数',
      ],
      ...units.map((u, i) => [
        `滨城${pick(['志愿者', '书画', '养老'], i)}${i}协会`,
        u.code,
        `2102000001${10_000 + i}`,
        '某局',
        u.founded,
        '3万元',
        u.address,
        i % 9,
        i % 3,
      ]),
    ]),
    {
      fields: 'name code oldRegNo parent founded capital address employees membersFull',
      source: 'registry',
      headerRows: [1],
      data: [2, 25],
    },
  ],
  [
    'two columns of addresses',
    sheetOf([
      ['企业名称', '统一社会信用代码', '住所', '实际经营地址', '经营范围'],
      ...units.map((u) => [u.name, u.code, u.address, u.address, u.scope]),
    ]),
    {
      fields: 'name code address - scope',
      source: 'registry',
      headerRows: [1],
      data: [2, 25],
      warnings: ['two-columns-one-field'],
    },
  ],
  [
    'a code column that holds codes of industries',
    sheetOf([
      ['企业名称', '代码', '统一社会信用代码', '行业代码', '职工人数'],
      ...units.map((u, i) => [u.name, `C${34 + i}`, u.code, 'C3411', i]),
    ]),
    { fields: 'name - code industry employees', source: 'annual-report', headerRows: [1], data: [2, 25] },
  ],
  [
    'an export of this product that comes back',
    sheetOf([
      ['单位台账'],
      [
        '聚新编号',
        '单位名称',
        '统一社会信用代码',
        '单位类别',
        '区县',
        '镇街',
        '地址',
        '成立日期',
        '职工人数',
        '正式党员',
        '预备党员',
        '备注',
        '年报党员（含预备）',
        '覆盖',
        '说明',
        '校对码',
      ],
      ...units.map((u, i) => [
        `01J0000000000000000000${1000 + i}`,
        u.name,
        u.code,
        '企业',
        '东海区',
        '望海街道',
        u.address,
        u.founded,
        i,
        1,
        0,
        null,
        1,
        '未覆盖',
        '党员不足3名',
        'ab12cd34',
      ]),
      ['校验：共 24 行，校验码 0123456789abcdef'],
    ]),
    {
      fields:
        'unitId name code registeredType county town address founded employees membersFull membersProbationary remark membersReported - - -',
      source: 'juxin-export',
      headerRows: [2],
      data: [3, 26],
      skipped: [
        [1, 'title'],
        [2, 'header'],
        [27, 'checksum'],
      ],
      warnings: [],
    },
  ],
  [
    'returned rows with their reasons',
    sheetOf([
      ['单位名称', '统一社会信用代码', '职工人数', '正式党员', '退回原因'],
      ...units.slice(0, 3).map((u) => [u.name, u.code, '若干', 2, '职工人数不是数字']),
    ]),
    { fields: 'name code employees membersFull reason', source: 'ledger', headerRows: [1], data: [2, 4] },
  ],
  [
    'a second table below the first',
    sheetOf([
      ['单位名称', '地址', '职工人数', '党员总数'],
      ...units.slice(0, 6).map((u, i) => [u.name, u.address, i, 1]),
      [],
      ['序号', '党组织名称', '书记', '成立时间'],
      [1, '某支部', '王某', '2011年'],
    ]),
    {
      fields: 'name address employees membersReported',
      source: 'ledger',
      headerRows: [1],
      data: [2, 7],
      skipped: [
        [1, 'header'],
        [9, 'other-table'],
        [10, 'other-table'],
      ],
      warnings: ['several-tables'],
    },
  ],
  [
    'a form with numbered but empty lines',
    sheetOf([
      ['序号', '单位名称', '地址', '职工人数'],
      ...units.slice(0, 3).map((u, i) => [i + 1, u.name, u.address, 5]),
      [4],
      [5],
      [6, null, null, { kind: 'error', error: '#N/A' }],
    ]),
    {
      fields: 'serial name address employees',
      source: 'ledger',
      headerRows: [1],
      data: [2, 4],
      skipped: [
        [1, 'header'],
        [5, 'empty'],
        [6, 'empty'],
        [7, 'empty'],
      ],
    },
  ],
  [
    'codes that have become numbers',
    sheetOf([
      ['单位名称', '统一社会信用代码', '住所', '经营范围'],
      ...units.map((u, i): LayoutCell[] => [
        u.name,
        i % 2 ? { kind: 'number', value: 9.1210202e17, text: '912102020000000000', precisionLost: true } : u.code,
        u.address,
        u.scope,
      ]),
    ]),
    {
      fields: 'name code address scope',
      source: 'registry',
      headerRows: [1],
      data: [2, 25],
      warnings: ['code-precision-lost'],
    },
  ],
  [
    'a heading that disagrees with its column',
    sheetOf([['单位名称', '职工人数', '地址'], ...units.map((u) => [u.name, u.address, u.address])]),
    {
      fields: 'name employees address',
      source: 'ledger',
      headerRows: [1],
      data: [2, 25],
      warnings: ['header-and-content-disagree'],
    },
  ],
  [
    'no column says which unit it is',
    sheetOf([['序号', '党员总数', '职工人数', '联络员'], ...units.map((u, i) => [i + 1, i % 3, i + 5, u.person])]),
    {
      fields: 'serial membersReported employees liaison',
      source: 'unknown',
      headerRows: [1],
      data: [2, 25],
      warnings: ['no-key'],
    },
  ],
  [
    'names only',
    sheetOf([['单位名称'], ...units.map((u) => [u.name])]),
    { fields: 'name', source: 'unknown', headerRows: [1], data: [2, 25] },
  ],
  [
    'coordinates in two columns under a common heading, and the superior',
    sheetOf([
      ['单位名称', '统一社会信用代码', '上级单位', '坐标', null, '职工人数', '正式党员', '组建方式'],
      [null, null, null, '经度', '纬度', null, null, null],
      ...units.map((u, i) => [
        u.name,
        u.code,
        i % 4 ? null : '滨城样例集团有限公司',
        i % 5 ? 121.5 + i / 1237 : null,
        i % 5 ? 38.9 + i / 1319 : null,
        i + 2,
        i % 3,
        i % 3 ? '联合组建' : null,
      ]),
    ]),
    {
      fields: 'name code parent lng lat employees membersFull orgForm',
      source: 'ledger',
      headerRows: [1, 2],
      data: [3, 26],
      warnings: [],
    },
  ],
  [
    'longitudes under 纬度 and latitudes under 经度',
    sheetOf([
      ['单位名称', '正式党员', '组建方式', '经度', '纬度'],
      ...units.map((u, i) => [u.name, i % 3, '单独组建', 38.9 + i / 1319, 121.5 + i / 1237]),
    ]),
    {
      fields: 'name membersFull orgForm lng lat',
      source: 'ledger',
      headerRows: [1],
      data: [2, 25],
      warnings: ['swapped-coordinates'],
    },
  ],
  [
    'a point in one cell, and headings of superiors that offices use for branches and social organisations',
    sheetOf([
      ['企业名称', '隶属企业名称', '上级党组织', '经纬度(高德)', '行业主管部门', '正式党员'],
      ...units.map((u, i) => [
        u.name,
        '滨城样例总公司',
        `中共滨城样例${i % 3}委员会`,
        `${(121.5 + i / 1237).toFixed(6)},${(38.9 + i / 1319).toFixed(6)}`,
        '某局',
        i % 3,
      ]),
    ]),
    {
      fields: 'name parent orgSuperior point - membersFull',
      source: 'ledger',
      headerRows: [1],
      data: [2, 25],
      warnings: [],
    },
  ],
  [
    'points without a heading are told by their many decimals, other numbers of that size are not',
    sheetOf(units.map((u, i) => [u.name, u.code, 121.5 + i / 1237, 38.9 + i / 1319, 80 + ((i * 7) % 31), 20 + i / 2])),
    { fields: 'name code lng lat - -', source: 'unknown', headerRows: [], data: [1, 24], warnings: ['no-header'] },
  ],
  [
    'X and Y of something else, and the name of the datum, are no coordinates',
    sheetOf([
      ['企业名称', 'X', 'Y', '坐标系', '正式党员'],
      ...units.map((u, i) => [u.name, `甲${i}`, `乙${i}`, 'CGCS2000', i % 3]),
    ]),
    { fields: 'name - - - membersFull', source: 'ledger', headerRows: [1], data: [2, 25] },
  ],
  [
    'nothing but a heading',
    sheetOf([['企业名称', '统一社会信用代码', '住所']]),
    { fields: 'name code address', source: 'unknown', headerRows: [1], data: [0, 0], rows: 0 },
  ],
]

test.each(cases)('%s', (_, sheet, expected) => {
  const layout = recogniseSheet(sheet)
  const seen: Required<Expected> = {
    fields: fieldsOf(layout).join(' '),
    source: layout.source,
    headerRows: layout.headerRows,
    data: [layout.firstDataRow ?? 0, layout.lastDataRow ?? 0],
    rows: layout.dataRowCount,
    skipped: layout.skipped.map(({ row, reason }) => [row, reason] as const),
    place: layout.place?.text ?? '',
    asOf: layout.asOf ?? '',
    warnings: layout.warnings.map(({ code }) => code),
  }
  const wanted = { rows: expected.data[1] - expected.data[0] + 1, ...expected }
  expect(Object.fromEntries(Object.entries(seen).filter(([key]) => key in wanted))).toEqual(wanted)
})
