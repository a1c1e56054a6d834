import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { verbs } from '../../kernel/verbs.ts'
import { problems } from '../../kernel/problem.ts'
import { dayShape, jobStarted, pageInput, pageOf, releaseInput } from '../../kernel/shapes.ts'

/** What files and hands state; which of them wins for a fact is the precedence table. */
export const statedSourceShape = z.enum(['registry', 'annual-report', 'ledger', 'edit'])
export type StatedSource = z.infer<typeof statedSourceShape>

/** Registers of this product that keep some facts of a unit themselves: these hold before any file and any hand. */
export const registerShape = z.enum(['organizations', 'members'])
export type Register = z.infer<typeof registerShape>

/** Where a record came from. */
export const sourceShape = z.enum([...statedSourceShape.options, ...registerShape.options])
export type Source = z.infer<typeof sourceShape>

export const kindShape = z.enum([
  'enterprise',
  'sole-trader',
  'cooperative',
  'social-organization',
  'private-non-enterprise',
  'foundation',
  'law-firm',
  'agency',
  'other',
])
export type Kind = z.infer<typeof kindShape>

export const lifeShape = z.enum(['operating', 'dormant', 'empty', 'moved', 'closed'])
export type Life = z.infer<typeof lifeShape>

/** Coverage state and the action due: decided by the coverage room, shown wherever units are listed. */
export const coverageShape = z.enum(['own', 'joint', 'work', 'none', 'excluded'])
export type Coverage = z.infer<typeof coverageShape>
export const dueShape = z.enum(['found', 'join', 'admit', 'instructor', 'nothing'])
export type Due = z.infer<typeof dueShape>

/** Every fact the ledger keeps of a unit, with its office name. Counts are persons; capital and revenue 万元. */
export const facts = {
  name: '单位名称',
  code: '统一社会信用代码',
  address: '地址',
  founded: '成立日期',
  registeredType: '企业类型',
  capital: '注册资本（万元）',
  currency: '币种',
  scope: '经营范围',
  status: '登记状态',
  industry: '行业',
  employees: '职工人数',
  revenue: '营业收入（万元）',
  membersFull: '正式党员',
  membersProbationary: '预备党员',
  membersReported: '年报党员（含预备）',
  hasOrganization: '是否建立党组织',
  orgForm: '组建方式',
  orgName: '党组织名称',
  orgFounded: '党组织成立时间',
  instructor: '党建指导员',
  liaison: '联络员',
  union: '工会',
  youthLeague: '共青团',
  reasonNone: '未建原因',
  remark: '备注',
  region: '所属区域',
  grid: '网格',
  park: '园区',
  point: '经纬度',
  parent: '上级单位',
  life: '经营状态',
  placed: '手工定位',
} as const
export type FactName = keyof typeof facts
export const factNames = Object.keys(facts) as FactName[]
export const factNameShape = z.enum(factNames as [FactName, ...FactName[]])
/** What each register keeps. */
export const keptFacts = {
  organizations: ['hasOrganization', 'orgForm', 'orgName', 'orgFounded'],
  members: ['membersFull', 'membersProbationary'],
} as const satisfies Readonly<Record<Register, readonly FactName[]>>
export const factValueShape = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type FactValue = z.infer<typeof factValueShape>

export const sizeShape = z.enum(['unknown', 'micro', 'small', 'medium', 'large'])
export type Size = z.infer<typeof sizeShape>

// ---------------------------------------------------------------- list, find, unit page

/** The filter is the URL: the same names in the address bar, the API and the command line. Lists are comma separated. */
export const filterShape = z.object({
  q: z.string().max(100).optional().describe('名称、拼音、首字母、代码、地址'),
  area: z.string().optional().describe('区域编号，含下级'),
  kind: z.string().optional().describe('单位类别，逗号分隔'),
  section: z.string().optional().describe('行业门类 A–T，逗号分隔'),
  size: z.string().optional(),
  life: z.string().optional(),
  source: z.string().optional().describe('有这些来源记录的'),
  coverage: z.string().optional(),
  due: z.string().optional(),
  members: z.enum(['full3', 'full12', 'any', 'none']).optional().describe('党员人数段'),
  must: z.enum(['yes']).optional().describe('按现行口径应建组织的'),
  located: z
    .enum(['yes', 'town', 'county', 'no'])
    .optional()
    .describe('yes 到区县 · town 到镇街 · county 只到区县 · no 未定位'),
  batch: z.string().optional().describe('某一批写入涉及的'),
  review: z.enum(['open']).optional().describe('有待核对事项的'),
  ids: z.string().max(4000).optional(),
})
export type UnitFilter = z.infer<typeof filterShape>
export const sortShape = z.enum(['name', 'area', 'employees', 'membersFull', 'founded', 'changed'])

export const unitRowShape = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  kind: kindShape,
  section: z.string().nullable(),
  industryName: z.string().nullable(),
  area: z.string().nullable().describe('最下一级区域'),
  county: z.string().nullable(),
  town: z.string().nullable(),
  address: z.string().nullable(),
  employees: z.number().int().nullable(),
  size: sizeShape,
  membersFull: z.number().int().nullable(),
  membersProbationary: z.number().int().nullable(),
  membersReported: z.number().int().nullable(),
  life: lifeShape,
  coverage: coverageShape,
  due: dueShape,
  reason: z.string().describe('为什么是这个状态，一句话'),
  orgName: z.string().nullable(),
  instructor: z.string().nullable(),
  sources: z.array(sourceShape),
})
export type UnitRow = z.infer<typeof unitRowShape>

export const factVersionShape = z.object({
  value: factValueShape,
  text: z.string().describe('原样文字'),
  source: sourceShape,
  asOf: dayShape,
  batch: z.string(),
  where: z.string().describe('文件、表、行'),
  current: z.boolean(),
  note: z.string().nullable(),
})

export const unitPageShape = unitRowShape.extend({
  /** What decides who reaches it: the screen says of each button whether it is the person's to press. */
  reached: z.object({
    id: z.string(),
    path: z.string(),
    section: z.string().nullable(),
    building: z.string().nullable(),
    park: z.string().nullable(),
    grid: z.string().nullable(),
  }),
  place: z.object({
    trail: z.array(z.object({ id: z.string(), name: z.string() })),
    confidence: z.number(),
    words: z.array(z.string()),
    problem: z.string().nullable(),
    building: z.object({ id: z.string(), name: z.string() }).nullable(),
    byHand: z.boolean(),
    point: z.object({ lng: z.number(), lat: z.number() }).nullable().describe('度；坐标系与来源文件相同，不换算'),
  }),
  parentName: z.string().nullable().describe('上级单位'),
  codeNotes: z.array(z.string()),
  industryNote: z.string().nullable().describe('行业怎么判断的'),
  facts: z.array(
    z.object({
      fact: factNameShape,
      label: z.string(),
      value: factValueShape,
      why: z.string(),
      versions: z.array(factVersionShape),
    }),
  ),
  timeline: z.array(z.object({ at: z.string(), words: z.string(), batch: z.string().nullable() })),
  exclusion: z
    .object({
      id: z.string(),
      reason: z.string(),
      evidence: z.string(),
      approver: z.string(),
      from: dayShape,
      expires: dayShape,
    })
    .nullable(),
  neighbours: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      near: z.string(),
      coverage: coverageShape,
      membersFull: z.number().nullable(),
    }),
  ),
  merges: z.array(z.object({ id: z.string(), from: z.string(), at: z.string() })),
})
export type UnitPage = z.infer<typeof unitPageShape>

export const exclusionReasons = {
  closed: '注销、吊销',
  zombie: '僵尸企业（连续两年未年报）',
  empty: '空挂、查无下落',
  moved: '迁出本区',
  duplicate: '重复登记',
  other: '其他',
} as const

// ---------------------------------------------------------------- import

export const columnShape = z.object({
  index: z.number().int(),
  header: z.string(),
  field: z.string().nullable().describe('认作哪一项；空为不用'),
  label: z.string(),
  confidence: z.number(),
  why: z.string(),
  taken: z.boolean(),
  notTakenBecause: z.string().nullable(),
  samples: z.array(z.string()),
})

export const importSheetShape = z.object({
  id: z.string().describe('文件序号-表序号'),
  file: z.string(),
  sheet: z.string(),
  format: z.string().describe('文件格式与编码，如 csv · GB18030'),
  source: statedSourceShape.nullable(),
  sourceWhy: z.string(),
  confidence: z.number(),
  asOf: dayShape,
  headerRows: z.array(z.number().int()),
  rows: z.number().int(),
  skipped: z.array(z.object({ rows: z.string(), why: z.string() })),
  columns: z.array(columnShape),
  remembered: z.boolean().describe('表头以前确认过'),
  warnings: z.array(z.string()),
  use: z.boolean(),
})

export const importTab = z.enum(['new', 'changed', 'same', 'suspicious', 'doubtful', 'wrong'])
export type ImportTab = z.infer<typeof importTab>

export const importShape = z.object({
  id: z.string(),
  state: z.enum(['reading', 'mapping', 'comparing', 'ready', 'writing', 'written', 'failed', 'discarded']),
  createdAt: z.string(),
  job: z.string().nullable(),
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      bytes: z.number(),
      problem: z
        .object({ code: z.string(), words: z.string(), where: z.string().nullable(), remedy: z.string().nullable() })
        .nullable(),
    }),
  ),
  sheets: z.array(importSheetShape),
  root: z.object({ code: z.string(), name: z.string(), share: z.number(), why: z.string() }).nullable(),
  counts: z.object({
    new: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    suspicious: z.number().int(),
    doubtful: z.number().int(),
    wrong: z.number().int(),
    joined: z.number().int(),
    cellsTaken: z.number().int().describe('从文件里取来、不用再问的格子'),
  }),
  sentence: z.string(),
  batches: z.array(z.string()),
  seconds: z.number().nullable(),
})
export type ImportView = z.infer<typeof importShape>

export const importRowShape = z.object({
  key: z.string(),
  file: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  name: z.string(),
  code: z.string().nullable(),
  unit: z.string().nullable(),
  changes: z.array(z.object({ label: z.string(), from: z.string(), to: z.string() })),
  notes: z.array(z.object({ column: z.string().nullable(), why: z.string(), remedy: z.string().nullable() })),
  candidates: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      code: z.string().nullable(),
      address: z.string().nullable(),
      score: z.number(),
      why: z.string(),
    }),
  ),
})

// ---------------------------------------------------------------- review queue

export const recordCardShape = z.object({
  name: z.string(),
  code: z.string().nullable(),
  address: z.string().nullable(),
  employees: z.string().nullable(),
  more: z.array(z.object({ label: z.string(), value: z.string() })),
})
export const reviewShape = z.object({
  id: z.string(),
  where: z.string().describe('旧台账 第 418 行'),
  record: recordCardShape,
  reason: z.string(),
  candidates: z.array(
    z.object({
      unit: z.string(),
      card: recordCardShape,
      score: z.number(),
      evidence: z.array(z.object({ field: z.string(), words: z.string(), bits: z.number() })),
    }),
  ),
  state: z.enum(['open', 'same', 'different']),
  decidedAt: z.string().nullable(),
  decidedUnit: z.string().nullable(),
})
export type Review = z.infer<typeof reviewShape>

export const batchShape = z.object({
  id: z.string(),
  file: z.string(),
  sheet: z.string(),
  source: sourceShape,
  asOf: dayShape,
  writtenAt: z.string(),
  undoneAt: z.string().nullable(),
  rows: z.number().int(),
  counts: z.record(z.string(), z.number()),
})

export const viewShape = z.object({
  id: z.string(),
  name: z.string().trim().min(1).max(40),
  query: z.string().max(2000),
})

export const precedenceShape = z.object({
  fact: factNameShape,
  label: z.string(),
  order: z.array(statedSourceShape),
  newestFirst: z.boolean().describe('true 时先比日期，再比来源'),
  keptBy: registerShape.nullable().describe('本系统的名册里有的，不论先后都以名册为准'),
})

const idInput = z.object({ id: z.string() })
const done = z.object({ ok: z.literal(true), sentence: z.string() })

/** What one may be allowed to do here. */
export const unitsVerbs = verbs({
  'units.read': { words: '看台账' },
  'units.export': { words: '导出台账' },
  'units.edit': { words: '更正单位信息' },
  'units.exclude': { words: '办理不计入' },
  'units.review': { words: '核对、归并' },
  'units.import': { words: '导入和撤回', whole: '比对要看全区台账' },
  'units.settings': { words: '设置来源优先和常用列表', whole: '全区共用一套' },
})

export const unitsEndpoints = endpoints({
  // import
  'units.startImport': {
    method: 'POST',
    path: '/api/imports',
    summary: '放入文件（multipart，可多个），开始读取',
    upload: true,
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: z.object({}),
    output: z.object({ id: z.string(), job: z.string() }),
  },
  'units.listImports': {
    method: 'GET',
    path: '/api/imports',
    summary: '还没写完的导入',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: z.object({}),
    output: z.object({ rows: z.array(importShape) }),
  },
  'units.getImport': {
    method: 'GET',
    path: '/api/imports/:id',
    summary: '一次导入',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput,
    output: importShape,
  },
  'units.mapImport': {
    method: 'PUT',
    path: '/api/imports/:id/sheets/:sheet',
    summary: '确认或改认表头，再次比对',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: z.object({
      id: z.string(),
      sheet: z.string(),
      use: z.boolean().optional(),
      source: statedSourceShape.optional(),
      asOf: dayShape.optional(),
      columns: z.array(z.object({ index: z.number().int(), field: z.string().nullable() })).optional(),
    }),
    output: importShape,
  },
  'units.compareImport': {
    method: 'POST',
    path: '/api/imports/:id/compare',
    summary: '表头确认后，与台账比对（不写入）',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput,
    output: jobStarted,
  },
  'units.importRows': {
    method: 'GET',
    path: '/api/imports/:id/rows',
    summary: '比对结果',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput.extend({ tab: importTab, sheet: z.string().optional(), ...pageInput }),
    output: pageOf(importRowShape),
  },
  'units.wrongRows': {
    method: 'GET',
    path: '/api/imports/:id/wrong',
    summary: '有误的行，原样加原因一列，改好再放进来',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput,
    output: z.never(),
    file: true,
  },
  'units.commitImport': {
    method: 'POST',
    path: '/api/imports/:id/commit',
    summary: '确认写入',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput,
    output: jobStarted,
  },
  'units.discardImport': {
    method: 'DELETE',
    path: '/api/imports/:id',
    summary: '不写了',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput,
    output: done,
  },
  'units.listBatches': {
    method: 'GET',
    path: '/api/batches',
    summary: '写入过的批次',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: z.object({ ...pageInput }),
    output: pageOf(batchShape),
  },
  'units.previewUndo': {
    method: 'GET',
    path: '/api/batches/:id/undo',
    summary: '撤回前看影响',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput,
    output: z.object({
      ok: z.boolean(),
      why: z.array(z.string()),
      sentence: z.string(),
      unitsRemoved: z.number().int(),
      unitsChanged: z.number().int(),
    }),
  },
  'units.undoBatch': {
    method: 'POST',
    path: '/api/batches/:id/undo',
    summary: '撤回一批',
    verb: 'units.import',
    whole: unitsVerbs['units.import'].whole,
    input: idInput,
    output: jobStarted,
  },
  // ledger
  'units.list': {
    method: 'GET',
    path: '/api/units',
    summary: '台账',
    verb: 'units.read',
    input: filterShape.extend({ sort: sortShape.default('name'), desc: z.stringbool().default(false), ...pageInput }),
    output: pageOf(unitRowShape),
  },
  'units.count': {
    method: 'GET',
    path: '/api/units/count',
    summary: '符合条件的家数，按类别、规模、来源分',
    verb: 'units.read',
    input: filterShape,
    output: z.object({
      total: z.number().int(),
      facets: z.record(z.string(), z.array(z.object({ key: z.string(), name: z.string(), n: z.number().int() }))),
    }),
  },
  'units.get': {
    method: 'GET',
    path: '/api/units/:id',
    summary: '一家单位',
    verb: 'units.read',
    input: idInput,
    output: unitPageShape,
  },
  'units.export': {
    method: 'GET',
    path: '/api/units/export',
    summary: '导出当前列表，改好可再放进来',
    verb: 'units.export',
    input: filterShape.extend({
      sort: sortShape.default('name'),
      desc: z.stringbool().default(false),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      ...releaseInput,
    }),
    output: z.never(),
    file: true,
  },
  'units.setLife': {
    method: 'PUT',
    path: '/api/units/:id/life',
    summary: '改经营状态',
    verb: 'units.edit',
    input: idInput.extend({ life: lifeShape, day: dayShape, evidence: z.string().trim().min(1).max(300) }),
    output: done,
  },
  'units.exclude': {
    method: 'POST',
    path: '/api/units/:id/exclusion',
    summary: '不计入分母（要有依据、批准人和期限）',
    verb: 'units.exclude',
    input: idInput.extend({
      reason: z.enum(Object.keys(exclusionReasons) as [keyof typeof exclusionReasons]),
      evidence: z.string().trim().min(2).max(300),
      approver: z.string().trim().min(2).max(40),
      expires: dayShape,
    }),
    output: done,
  },
  'units.endExclusion': {
    method: 'DELETE',
    path: '/api/units/:id/exclusion',
    summary: '恢复计入',
    verb: 'units.exclude',
    input: idInput,
    output: done,
  },
  'units.place': {
    method: 'PUT',
    path: '/api/units/:id/place',
    summary: '手工定位到区域',
    verb: 'units.edit',
    input: idInput.extend({ area: z.string() }),
    output: done,
  },
  'units.setDetails': {
    method: 'PUT',
    path: '/api/units/:id/details',
    summary: '更正经纬度、上级单位',
    verb: 'units.edit',
    input: idInput.extend({
      point: z.string().trim().max(60).optional().describe('经度,纬度；空为去掉'),
      parent: z.string().trim().max(100).optional().describe('空为去掉'),
      evidence: z.string().trim().min(1).max(300),
    }),
    output: done,
  },
  'units.unlocated': {
    method: 'GET',
    path: '/api/units/unlocated',
    summary: '没定位到镇街的单位，和原因',
    verb: 'units.read',
    input: z.object({ need: z.enum(['county', 'town']).default('county'), ...pageInput }),
    output: pageOf(
      z.object({
        id: z.string(),
        name: z.string(),
        address: z.string().nullable(),
        why: z.string(),
        area: z.string().nullable(),
        areaName: z.string().nullable(),
        confidence: z.number(),
      }),
    ),
  },
  'units.merge': {
    method: 'POST',
    path: '/api/units/:id/merge',
    summary: '两家归并为一家（可撤回）',
    verb: 'units.review',
    input: idInput.extend({ other: z.string(), reason: z.string().trim().min(1).max(300) }),
    output: done,
  },
  'units.unmerge': {
    method: 'POST',
    path: '/api/merges/:id/undo',
    summary: '撤回归并',
    verb: 'units.review',
    input: idInput,
    output: done,
  },
  // review
  'units.listReviews': {
    method: 'GET',
    path: '/api/reviews',
    summary: '待核对',
    verb: 'units.review',
    input: z.object({ state: z.enum(['open', 'decided']).default('open'), ...pageInput }),
    output: pageOf(reviewShape),
  },
  'units.decideReview': {
    method: 'POST',
    path: '/api/reviews/:id',
    summary: '是同一家 / 不是',
    verb: 'units.review',
    input: idInput.extend({ same: z.boolean(), unit: z.string().optional().describe('same 时选哪一家') }),
    output: done,
  },
  'units.reopenReview': {
    method: 'DELETE',
    path: '/api/reviews/:id',
    summary: '撤回核对结论',
    verb: 'units.review',
    input: idInput,
    output: done,
  },
  // views and precedence
  'units.listViews': {
    method: 'GET',
    path: '/api/views',
    summary: '常用列表',
    verb: 'units.read',
    input: z.object({}),
    output: z.object({ rows: z.array(viewShape) }),
  },
  'units.saveView': {
    method: 'POST',
    path: '/api/views',
    summary: '存为常用列表',
    verb: 'units.settings',
    whole: unitsVerbs['units.settings'].whole,
    input: viewShape.omit({ id: true }),
    output: viewShape,
  },
  'units.dropView': {
    method: 'DELETE',
    path: '/api/views/:id',
    summary: '删去常用列表',
    verb: 'units.settings',
    whole: unitsVerbs['units.settings'].whole,
    input: idInput,
    output: done,
  },
  'units.precedence': {
    method: 'GET',
    path: '/api/precedence',
    summary: '以谁为准',
    verb: 'units.read',
    input: z.object({}),
    output: z.object({ rows: z.array(precedenceShape) }),
  },
  'units.setPrecedence': {
    method: 'PUT',
    path: '/api/precedence/:fact',
    summary: '改以谁为准',
    verb: 'units.settings',
    whole: unitsVerbs['units.settings'].whole,
    input: z.object({ fact: factNameShape, order: z.array(statedSourceShape).min(1), newestFirst: z.boolean() }),
    output: jobStarted,
  },
})

export const unitsProblem = problems('units', {
  'no-file': { status: 400, words: '没有收到文件。请把文件拖进来，或点“选择文件”。' },
  'import-not-found': { status: 404, words: '没有这次导入，可能已经写入或放弃。请重新放入文件。' },
  'import-not-ready': { status: 409, words: '还不能写入：{why}' },
  'sheet-not-found': { status: 404, words: '这次导入里没有这张表。' },
  'batch-not-found': { status: 404, words: '没有这一批。' },
  'batch-undone': { status: 409, words: '这一批已经撤回过了。' },
  'undo-refused': { status: 409, words: '这一批不能撤回：{why}' },
  'unit-not-found': { status: 404, words: '没有这家单位，可能已归并或撤回。' },
  'outside-scope': {
    status: 403,
    words: '这样改，单位就不在你负责的范围内了，没有改动。请由{who}办理。',
  },
  'review-unseen': {
    status: 403,
    words: '这一条还有别处的候选单位你看不到，不能判定“都不是”。请由管全区的同事核对。',
  },
  'review-not-found': { status: 404, words: '没有这条待核对，可能已经处理。' },
  'review-needs-unit': { status: 400, words: '请选定是哪一家。' },
  'merge-self': { status: 400, words: '不能和自己归并。' },
  'merge-not-found': { status: 404, words: '没有这次归并，可能已撤回。' },
  'area-not-found': { status: 404, words: '没有这个区域，可能已经调整。请重新选择。' },
  'point-unreadable': { status: 400, words: '经纬度没有读懂：{why}。请{remedy}。' },
  'no-details': { status: 400, words: '没有要更正的内容。' },
  'already-excluded': { status: 409, words: '这家单位已经不计入，到期日 {expires}。' },
  'kept-by-register': {
    status: 409,
    words: '这家单位的{facts}以{register}为准，不在台账里改。请{remedy}。',
  },
  'stands-in-register': {
    status: 409,
    words: '“{name}”还在{register}里，不能从台账消失。请先{remedy}。',
  },
  'expiry-past': { status: 400, words: '期限已经过了，请填今天以后的日期。' },
})

export const unitsEvents = { changed: 'units.changed', removing: 'units.removing', merging: 'units.merging' } as const
