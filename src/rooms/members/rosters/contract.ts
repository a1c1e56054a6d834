import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { dayShape, jobStarted, pageInput, pageOf, releaseInput } from '../../../kernel/shapes.ts'
import { memberStatusShape } from '../contract.ts'

/** `office`: a register that the office keeps; `national`: what the national system gives out, in the columns of its form. */
export const rosterKindShape = z.enum(['office', 'national'])
export type RosterKind = z.infer<typeof rosterKindShape>

export const rosterStateShape = z.enum(['reading', 'mapping', 'comparing', 'ready', 'writing', 'written', 'failed'])

/**
 * Where a row, or a member on file, ended up. Each stands in exactly one: the same · only in the file · only on file ·
 * in both and different · to be told apart by a person · wrong.
 */
export const rosterTabShape = z.enum(['added', 'changed', 'asked', 'absent', 'wrong', 'same'])
export type RosterTab = z.infer<typeof rosterTabShape>

/** What differs, and so who must act where. */
export const differenceShape = z.enum([
  'only-there',
  'only-here',
  'organization',
  'status',
  'dates',
  'person',
  'details',
])
export type Difference = z.infer<typeof differenceShape>

const candidateShape = z.object({
  member: z.string(),
  name: z.string(),
  organizationName: z.string().nullable(),
  unitName: z.string().nullable(),
  status: memberStatusShape,
  born: dayShape.nullable(),
  joined: dayShape.nullable(),
  why: z.string(),
})

export const rosterRowShape = z.object({
  key: z.string(),
  sheet: z.string(),
  row: z.number().int().nullable().describe('表格里的行号；只在册的没有'),
  name: z.string(),
  member: z.string().nullable(),
  organizationName: z.string().nullable(),
  unitName: z.string().nullable(),
  status: memberStatusShape.nullable(),
  differences: z.array(differenceShape),
  changes: z.array(z.object({ label: z.string(), here: z.string().nullable(), there: z.string().nullable() })),
  /** Why it differs, in one sentence; who acts; what they do. */
  why: z.string(),
  who: z.string(),
  remedy: z.string(),
  notes: z.array(z.object({ column: z.string().nullable(), why: z.string(), remedy: z.string() })),
  candidates: z.array(candidateShape),
  answer: z.string().nullable().describe('党员编号；other 为另一人'),
})
export type RosterRow = z.infer<typeof rosterRowShape>

export const rosterShape = z.object({
  id: z.string(),
  state: rosterStateShape,
  job: z.string().nullable(),
  createdAt: z.string(),
  problem: z.string().nullable(),
  asOf: dayShape.describe('名册截至哪一天'),
  kind: rosterKindShape,
  covers: z.enum(['whole', 'named']).describe('全区的名册，还是只有表里出现的党组织'),
  sheets: z.array(
    z.object({
      id: z.string(),
      file: z.string(),
      name: z.string(),
      use: z.boolean(),
      rows: z.number().int(),
      headerRow: z.number().int().nullable(),
      columns: z.array(
        z.object({
          index: z.number().int(),
          letter: z.string(),
          title: z.string(),
          field: z.string().nullable(),
          taken: z.boolean(),
          why: z.string(),
        }),
      ),
      skipped: z.number().int().describe('标题、合计、说明等不是人的行'),
    }),
  ),
  counts: z.object({
    rows: z.number().int(),
    same: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    asked: z.number().int(),
    answered: z.number().int(),
    wrong: z.number().int(),
    absent: z.number().int(),
    onFile: z.number().int().describe('名册范围内在册的'),
  }),
  differences: z.record(z.string(), z.number().int()),
  /** Rows and members that ended up nowhere or twice; always counted, never assumed. */
  unexplained: z.number().int(),
  filled: z.number().int().describe('不用填、从台账和组织树得来的项数'),
  sentence: z.string(),
  seconds: z.number().nullable(),
  batch: z.string().nullable(),
  purposeNeeded: z.boolean(),
})
export type Roster = z.infer<typeof rosterShape>

export const rosterBatchShape = z.object({
  id: z.string(),
  file: z.string(),
  kind: rosterKindShape,
  asOf: dayShape,
  by: z.string(),
  at: z.string(),
  added: z.number().int(),
  changed: z.number().int(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
})
export type RosterBatch = z.infer<typeof rosterBatchShape>

/** Which of the differences are written. What the file leaves empty never takes anything away, and nobody is taken off the register because a file lacks them. */
export const takeShape = z.enum(['added', 'organization', 'status', 'facts'])
export type Take = z.infer<typeof takeShape>

const WHOLE = '名册要和全区的党组织对上'
const id = z.object({ id: z.string() })

export const rostersEndpoints = endpoints({
  'rosters.start': {
    method: 'POST',
    path: '/api/rosters',
    summary: '放入党员名册或全国系统导出的表',
    verb: 'members.import',
    whole: WHOLE,
    input: z.object({}),
    output: id.extend({ job: z.string() }),
    upload: true,
  },
  'rosters.list': {
    method: 'GET',
    path: '/api/rosters',
    summary: '正在办的名册',
    verb: 'members.import',
    whole: WHOLE,
    input: z.object({}),
    output: z.object({ rows: z.array(rosterShape) }),
  },
  'rosters.get': {
    method: 'GET',
    path: '/api/rosters/:id',
    summary: '一份名册比对得怎样',
    verb: 'members.import',
    whole: WHOLE,
    input: id,
    output: rosterShape,
  },
  'rosters.map': {
    method: 'POST',
    path: '/api/rosters/:id/map',
    summary: '说明是什么名册、截至哪天、每列是什么',
    verb: 'members.import',
    whole: WHOLE,
    input: id.extend({
      kind: rosterKindShape.optional(),
      asOf: dayShape.optional(),
      covers: z.enum(['whole', 'named']).optional(),
      sheet: z.string().optional(),
      use: z.boolean().optional(),
      columns: z
        .array(z.object({ index: z.number().int(), field: z.string().nullable() }))
        .max(300)
        .optional(),
    }),
    output: rosterShape,
  },
  'rosters.compare': {
    method: 'POST',
    path: '/api/rosters/:id/compare',
    summary: '和在册党员比对',
    verb: 'members.import',
    whole: WHOLE,
    input: id,
    output: jobStarted,
  },
  'rosters.rows': {
    method: 'GET',
    path: '/api/rosters/:id/rows',
    summary: '比对的结果，一类一类看',
    verb: 'members.import',
    whole: WHOLE,
    input: id.extend({ tab: rosterTabShape, difference: differenceShape.optional(), ...pageInput }),
    output: pageOf(rosterRowShape),
  },
  'rosters.answer': {
    method: 'POST',
    path: '/api/rosters/:id/answer',
    summary: '同名的是不是同一人',
    verb: 'members.import',
    whole: WHOLE,
    input: id.extend({
      row: z.string(),
      person: z.string().nullable().describe('党员编号；other 为另一人；空为收回'),
    }),
    output: rosterShape,
  },
  'rosters.commit': {
    method: 'POST',
    path: '/api/rosters/:id/commit',
    summary: '写入选定的几类',
    verb: 'members.import',
    whole: WHOLE,
    input: id.extend({ take: z.array(takeShape).min(1).max(4) }),
    output: jobStarted,
  },
  'rosters.discard': {
    method: 'POST',
    path: '/api/rosters/:id/discard',
    summary: '放弃，什么都不写',
    verb: 'members.import',
    whole: WHOLE,
    input: id,
    output: z.object({ ok: z.literal(true), sentence: z.string() }),
  },
  'rosters.wrongRows': {
    method: 'GET',
    path: '/api/rosters/:id/wrong',
    summary: '有误的、没有辨认的行，连同原因',
    verb: 'members.import',
    whole: WHOLE,
    input: id,
    output: z.never(),
    file: true,
  },
  'rosters.differences': {
    method: 'GET',
    path: '/api/rosters/:id/differences',
    summary: '差异清单：差在哪里、谁办、怎么办',
    verb: 'members.import',
    whole: WHOLE,
    input: id.extend({ ...releaseInput }),
    output: z.never(),
    file: true,
  },
  'rosters.batches': {
    method: 'GET',
    path: '/api/roster-batches',
    summary: '写入过的名册',
    verb: 'members.import',
    whole: WHOLE,
    input: z.object({}),
    output: z.object({ rows: z.array(rosterBatchShape) }),
  },
  'rosters.undo': {
    method: 'POST',
    path: '/api/roster-batches/:id/undo',
    summary: '撤回一次写入',
    verb: 'members.import',
    whole: WHOLE,
    input: id.extend({ reason: z.string().trim().min(2, '写明事由').max(400) }),
    output: z.object({
      removed: z.number().int(),
      restored: z.number().int(),
      kept: z.number().int(),
      sentence: z.string(),
    }),
  },
})

export const rostersProblem = problems('rosters', {
  'not-found': { status: 404, words: '没有这份名册，或者已经放弃。' },
  'no-file': { status: 400, words: '没有收到文件。' },
  'not-ready': { status: 409, words: '还不能这样办：{why}' },
  'row-not-found': { status: 404, words: '没有这一行。' },
  'bad-answer': { status: 400, words: '只能从列出的人里选，或者说是另一人。' },
  'batch-not-found': { status: 404, words: '没有这次写入，或者已经撤回。' },
})
