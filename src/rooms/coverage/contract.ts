import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { rulebookVerbs } from '../rulebook/contract.ts'
import { verbs } from '../../kernel/verbs.ts'
import { problems } from '../../kernel/problem.ts'
import { articleShape, dayShape, jobStarted, pageInput, pageOf } from '../../kernel/shapes.ts'
import { presetShape } from '../rulebook/contract.ts'
import { coverageShape, dueShape } from '../units/contract.ts'

/** Named denominators of the coverage figures. */
export const denominatorShape = z.enum(['operating', 'registered', 'due', 'with-member', 'rest'])
export type Denominator = z.infer<typeof denominatorShape>
export const measureShape = z.enum(['organization', 'own', 'work'])
export type Measure = z.infer<typeof measureShape>

/** A count and the filter that lists exactly its rows (query of GET /api/units). */
export const countShape = z.object({ name: z.string(), n: z.number().int(), filter: z.record(z.string(), z.string()) })

/** One rate, with everything needed to defend it. */
export const figureShape = z.object({
  id: z.string().describe('如 organization/operating'),
  measure: measureShape,
  denominator: denominatorShape,
  name: z.string().describe('组织覆盖率（实体运营）'),
  formula: z.string().describe('（单独组建 + 联合组建覆盖）÷ 实体运营'),
  top: countShape,
  parts: z.array(countShape).describe('分子由哪几块相加'),
  bottom: countShape,
  rate: z.number().nullable().describe('0–1；分母为 0 时空'),
  headline: z.boolean(),
  target: z.number().nullable(),
  article: articleShape,
  asOf: dayShape,
})
export type Figure = z.infer<typeof figureShape>

export const byShape = z.enum(['county', 'town', 'kind', 'industry', 'size'])
export type By = z.infer<typeof byShape>

/** Counts of units by coverage state and by action due; the states add up to `registered`. */
export const tallyShape = z.object({
  registered: z.number().int(),
  operating: z.number().int(),
  own: z.number().int(),
  joint: z.number().int(),
  work: z.number().int(),
  none: z.number().int(),
  excluded: z.number().int(),
  /** Operating units with at least three full members, and those of them without an organisation. */
  due: z.number().int(),
  dueOpen: z.number().int(),
  withMember: z.number().int(),
  found: z.number().int(),
  join: z.number().int(),
  admit: z.number().int(),
  instructor: z.number().int(),
})
export type Tally = z.infer<typeof tallyShape>

export const tableRowShape = z.object({
  key: z.string(),
  name: z.string(),
  filter: z.record(z.string(), z.string()),
  area: z.string().nullable().describe('可再往下看的区域'),
  tally: tallyShape,
  rate: z.number().nullable(),
  change: z.number().nullable().describe('较对比定版，百分点 ÷ 100'),
})

const slice = {
  area: z.string().optional().describe('区域编号；不填为全部'),
}

export const snapshotShape = z.object({
  id: z.string(),
  name: z.string(),
  asOf: dayShape,
  takenAt: z.string(),
  units: z.number().int(),
  treeVersion: z.string(),
  rulesVersion: z.string(),
  checksum: z.string(),
  tally: tallyShape,
  figures: z.array(figureShape),
})

/** A unit as it was when the snapshot was taken. */
export const snapshotUnitShape = z.object({
  unit: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  town: z.string().nullable().describe('当时的镇街名称'),
  coverage: coverageShape,
  due: dueShape,
  reason: z.string(),
})

export const changeRowShape = z.object({
  unit: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  town: z.string().nullable(),
  kind: z.enum(['entered', 'left', 'changed']),
  from: coverageShape.nullable(),
  to: coverageShape.nullable(),
  why: z.string(),
})

export const changeNoteShape = z.object({
  from: snapshotShape.omit({ figures: true }).nullable(),
  to: snapshotShape.omit({ figures: true }),
  sentences: z.array(z.string()),
  /** For each state: before + entered − left + changed in − changed out = after. */
  sums: z.array(
    z.object({
      state: coverageShape,
      before: z.number().int(),
      entered: z.number().int(),
      left: z.number().int(),
      changedIn: z.number().int(),
      changedOut: z.number().int(),
      after: z.number().int(),
    }),
  ),
  reconciled: z.boolean(),
  reasons: z.array(z.object({ why: z.string(), n: z.number().int() })),
})

/** What one may be allowed to do here. */
export const coverageVerbs = verbs({
  'coverage.read': { words: '看覆盖' },
  'coverage.freeze': { words: '定版快照', whole: '快照是全区的' },
  'coverage.recount': { words: '重新清点', whole: '清点全区计数' },
})

export const coverageEndpoints = endpoints({
  'coverage.summary': {
    method: 'GET',
    path: '/api/coverage',
    summary: '覆盖情况：各口径的数，和接下来做什么',
    verb: 'coverage.read',
    input: z.object(slice),
    output: z.object({
      area: z.object({ id: z.string(), name: z.string() }).nullable(),
      sentence: z.string(),
      tally: tallyShape,
      figures: z.array(figureShape),
      preset: presetShape.pick({ id: true, name: true, source: true, version: true, headline: true }),
      excluded: z.array(z.object({ reason: z.string(), n: z.number().int() })),
      unavailable: z.array(z.object({ name: z.string(), why: z.string() })),
      previous: snapshotShape.pick({ id: true, name: true, asOf: true, tally: true }).nullable(),
      asOf: dayShape,
    }),
  },
  'coverage.table': {
    method: 'GET',
    path: '/api/coverage/table',
    summary: '覆盖表：按镇街、类别、行业、规模',
    verb: 'coverage.read',
    input: z.object({
      ...slice,
      by: byShape.default('town'),
      measure: measureShape.default('organization'),
      denominator: denominatorShape.optional(),
    }),
    output: z.object({ by: byShape, rows: z.array(tableRowShape), total: tableRowShape, figure: figureShape }),
  },
  'coverage.explain': {
    method: 'GET',
    path: '/api/coverage/explain',
    summary: '这个数怎么来的',
    verb: 'coverage.read',
    input: z.object({
      ...slice,
      measure: measureShape.default('organization'),
      denominator: denominatorShape.optional(),
      kind: z.string().optional(),
      section: z.string().optional(),
      size: z.string().optional(),
    }),
    output: z.object({
      figure: figureShape,
      others: z.array(figureShape).describe('同一件事，换别的口径'),
      excluded: z.array(z.object({ reason: z.string(), n: z.number().int() })),
      chosen: z.string().describe('谁在什么时候选的分母'),
      snapshot: z.object({ id: z.string(), name: z.string(), rate: z.number().nullable() }).nullable(),
      rows: z.number().int(),
    }),
  },
  'coverage.articles': {
    method: 'GET',
    path: '/api/coverage/actions',
    summary: '未覆盖单位该做什么，依据哪一条',
    verb: 'coverage.read',
    input: z.object(slice),
    output: z.object({
      rows: z.array(
        z.object({
          due: dueShape,
          name: z.string(),
          advice: z.string(),
          n: z.number().int(),
          filter: z.record(z.string(), z.string()),
          article: articleShape,
        }),
      ),
    }),
  },
  'coverage.dryRunPreset': {
    method: 'POST',
    path: '/api/presets/:id/dry-run',
    summary: '换口径之前先看影响',
    verb: 'rulebook.change',
    whole: rulebookVerbs['rulebook.change'].whole,
    input: z.object({ id: z.string() }),
    output: z.object({
      sentence: z.string().describe('这套口径会多出 412 家应建单位'),
      dueBefore: z.number().int(),
      dueAfter: z.number().int(),
      entered: z.number().int(),
      left: z.number().int(),
      sample: z.array(z.object({ unit: z.string(), name: z.string(), why: z.string() })),
      targets: z.array(z.object({ words: z.string(), rate: z.number().nullable(), met: z.boolean().nullable() })),
    }),
  },
  'coverage.activatePreset': {
    method: 'POST',
    path: '/api/presets/:id/activate',
    summary: '启用口径',
    verb: 'rulebook.change',
    whole: rulebookVerbs['rulebook.change'].whole,
    input: z.object({ id: z.string(), reason: z.string().trim().min(1).max(300) }),
    output: jobStarted,
  },
  'coverage.recount': {
    method: 'POST',
    path: '/api/coverage/recount',
    summary: '从头重数一遍，核对计数',
    verb: 'coverage.recount',
    whole: coverageVerbs['coverage.recount'].whole,
    input: z.object({}),
    output: z.object({ equal: z.boolean(), cells: z.number().int(), differing: z.number().int() }),
  },
  'coverage.listSnapshots': {
    method: 'GET',
    path: '/api/snapshots',
    summary: '定版快照',
    verb: 'coverage.read',
    input: z.object({}),
    output: z.object({ rows: z.array(snapshotShape) }),
  },
  'coverage.takeSnapshot': {
    method: 'POST',
    path: '/api/snapshots',
    summary: '定版',
    verb: 'coverage.freeze',
    whole: coverageVerbs['coverage.freeze'].whole,
    input: z.object({ name: z.string().trim().min(1).max(60), asOf: dayShape.optional() }),
    output: snapshotShape,
  },
  'coverage.getSnapshot': {
    method: 'GET',
    path: '/api/snapshots/:id',
    summary: '一个定版',
    verb: 'coverage.read',
    input: z.object({ id: z.string() }),
    output: snapshotShape,
  },
  'coverage.snapshotRows': {
    method: 'GET',
    path: '/api/snapshots/:id/units',
    summary: '定版里的单位；筛选项与定版数字的 filter 相同',
    verb: 'coverage.read',
    input: z.object({
      id: z.string(),
      area: z.string().optional().describe('定版时的区域编号，含下级'),
      kind: z.string().optional(),
      section: z.string().optional(),
      size: z.string().optional(),
      coverage: z.string().optional(),
      due: z.string().optional(),
      members: z.enum(['any', 'none']).optional(),
      must: z.enum(['yes']).optional(),
      ...pageInput,
    }),
    output: pageOf(snapshotUnitShape),
  },
  'coverage.changeNote': {
    method: 'GET',
    path: '/api/snapshots/:id/changes',
    summary: '变更说明；to 不填为现在',
    verb: 'coverage.read',
    input: z.object({ id: z.string().describe('前一个定版'), to: z.string().optional() }),
    output: changeNoteShape,
  },
  'coverage.changeRows': {
    method: 'GET',
    path: '/api/snapshots/:id/changes/rows',
    summary: '变更说明里的单位',
    verb: 'coverage.read',
    input: z.object({
      id: z.string(),
      to: z.string().optional(),
      kind: z.enum(['entered', 'left', 'changed']).optional(),
      state: coverageShape.optional(),
      ...pageInput,
    }),
    output: pageOf(changeRowShape),
  },
})

export const coverageProblem = problems('coverage', {
  'snapshot-not-found': { status: 404, words: '没有这个定版。' },
  'snapshot-name-taken': { status: 409, words: '已有叫“{name}”的定版，请换个名称。' },
  'snapshot-day-future': { status: 400, words: '定版日期不能晚于今天（{today}）。' },
  'no-such-figure': { status: 400, words: '没有这样的比率：“没有党组织”只作工作覆盖的分母。' },
  'area-ambiguous': { status: 409, words: '叫“{name}”的区域不止一个：{names}。请写全名。' },
  'unknown-table': { status: 400, words: '没有按“{by}”分的表，可以按：{known}。' },
  'nothing-to-count': { status: 409, words: '台账还是空的，先导入文件再定版。' },
})
