import { z } from 'zod'
import { parseDay } from '../../../kernel/day.ts'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf } from '../../../kernel/shapes.ts'
import { evidenceShape } from '../evidence/contract.ts'
import { hostKindShape, organizationKindShape, trialShape } from '../contract.ts'

/**
 * Founding as one lifecycle. `approved` is the superior's reply: from that day on the organisation is on record (forming)
 * and covers its units; with `filed` it is active. The table of legal moves is rules/lifecycle.ts.
 */
export const foundingStepShape = z.enum([
  'draft',
  'applied',
  'reviewing',
  'approved',
  'elected',
  'filed',
  'declined',
  'withdrawn',
])
export type FoundingStep = z.infer<typeof foundingStepShape>

/** What may be done to a case; each is one dated deed. `revise` changes a draft and moves nothing. */
export const foundingDeedShape = z.enum([
  'draft',
  'revise',
  'apply',
  'review',
  'return',
  'approve',
  'decline',
  'elect',
  'file',
  'withdraw',
])
export type FoundingDeed = z.infer<typeof foundingDeedShape>

/** Forms that are founded by application and reply. Groups are formed within a branch, working committees are sent from above. */
export const foundingKindShape = organizationKindShape.extract([
  'committee',
  'general-branch',
  'branch',
  'joint-branch',
  'functional',
  'temporary',
  'floating',
])
export type FoundingKind = z.infer<typeof foundingKindShape>

export const foundingSourceShape = z.enum(['hand', 'blind-spot', 'plan'])
export type FoundingSource = z.infer<typeof foundingSourceShape>

/** Papers of the steps, made by the room `documents`. */
export const foundingPaperShape = z.enum(['application', 'reply', 'filing'])
export type FoundingPaper = z.infer<typeof foundingPaperShape>

/** Posts of the first committee; others are given later. */
export const firstPostShape = z.enum([
  'secretary',
  'deputy',
  'organization-member',
  'publicity-member',
  'discipline-member',
  'member',
])

const reasonShape = z.string().trim().min(2, '写明事由').max(400)
const overridesShape = z
  .record(z.string().max(60), z.string().trim().min(2, '写明理由').max(400))
  .default({})
  .describe('软性规则编号 → 理由')
/** A day of the calendar: what has the look of one may still be the 31st of February. */
const realDayShape = dayShape.refine((text) => parseDay(text) !== null, '没有这一天')
const paperNoShape = z.string().trim().max(60).default('').describe('文号，没有可不填')
const count = z.number().int().min(0).max(100_000)

// ---------------------------------------------------------------- what is to be founded

export const hostShape = z.object({ kind: hostKindShape, name: z.string().trim().min(1).max(120) })

/** What a draft says. Everything but the units and the kind is proposed by `founding.advise` and can be changed. */
export const planShape = z.object({
  name: z.string().trim().min(2).max(120),
  kind: foundingKindShape,
  units: z.array(z.string()).max(200),
  area: z.string().describe('所在区域'),
  superior: z.string().nullable().default(null).describe('拟隶属的党组织'),
  section: z
    .string()
    .regex(/^[A-T]$/)
    .nullable()
    .default(null),
  host: hostShape.nullable().default(null).describe('依托的园区、楼宇、商会、项目等'),
  until: realDayShape.nullable().default(null).describe('任务、工程项目到哪天为止'),
  secretaryReady: z.boolean().default(true).describe('有合适的书记人选'),
  remark: z.string().trim().max(1000).default(''),
})
export type FoundingPlan = z.infer<typeof planShape>

/** A unit of a case. The counts are the ledger's until the application states its own. */
export const foundingUnitShape = z.object({
  unit: z.string(),
  name: z.string(),
  townName: z.string().nullable(),
  address: z.string().nullable(),
  membersFull: z.number().int().nullable(),
  membersProbationary: z.number().int().nullable(),
  /** As the ledger has them now, where the application says otherwise. */
  ledgerFull: z.number().int().nullable(),
  /** What stands in its way: another case, an organisation of its own. */
  busy: z.string().nullable(),
})
export type FoundingUnit = z.infer<typeof foundingUnitShape>

const adviceLineShape = z.object({
  kind: foundingKindShape,
  name: z.string().describe('党支部 / 联合党支部……'),
  why: z.string(),
  article: articleShape.nullable(),
})

export const adviceShape = z.object({
  sentence: z.string(),
  units: z.array(foundingUnitShape),
  membersFull: z.number().int().nullable().describe('正式党员合计；有一家不清楚就是 null'),
  members: z.number().int().nullable().describe('党员合计，含预备'),
  advised: adviceLineShape.nullable(),
  alternatives: z.array(adviceLineShape.extend({ needsReason: z.boolean() })),
  refused: z.array(adviceLineShape),
  committee: z.object({ needed: z.boolean(), why: z.string(), article: articleShape.nullable() }),
  /** How the chosen form stands to the rules, as `founding.draft` judges it. */
  trial: trialShape,
  suggested: z.object({
    name: z.string(),
    area: z.string().nullable(),
    areaName: z.string().nullable(),
    superior: z.object({ id: z.string(), name: z.string() }).nullable(),
  }),
})
export type Advice = z.infer<typeof adviceShape>

// ---------------------------------------------------------------- cases

export const clockShape = z.object({
  what: z.enum(['reply', 'election', 'filing']),
  words: z.string().describe('批复 / 选举 / 备案'),
  from: dayShape,
  due: dayShape,
  days: z.number().int().describe('还有几天；过期为负'),
  state: z.enum(['running', 'soon', 'overdue']),
  article: articleShape.nullable(),
})
export type FoundingClock = z.infer<typeof clockShape>

export const foundingRowShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: foundingKindShape,
  step: foundingStepShape,
  stepSince: dayShape,
  source: foundingSourceShape,
  planNo: z.number().int().nullable(),
  area: z.string().nullable(),
  areaName: z.string().nullable(),
  units: z.number().int(),
  unitNames: z.array(z.string()).describe('前三家'),
  membersFull: z.number().int().nullable(),
  organization: z.string().nullable().describe('批复后登记的党组织'),
  clock: clockShape.nullable(),
})
export type FoundingRow = z.infer<typeof foundingRowShape>

export const foundingDeedRowShape = z.object({
  id: z.string(),
  deed: foundingDeedShape,
  day: dayShape,
  words: z.string(),
  lines: z.array(z.object({ name: z.string(), value: z.string() })),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})

export const foundingCaseShape = foundingRowShape.extend({
  version: z.number().int().describe('办的时候交回，别人先办了就不覆盖'),
  sentence: z.string(),
  plan: planShape,
  superiorName: z.string().nullable(),
  planId: z.string().nullable(),
  proposal: z.string().nullable(),
  members: z.array(foundingUnitShape),
  /** Whether the reader reaches all of it and may take its steps, as far as their role goes. */
  changeable: z.boolean(),
  /** Units of the case that the reader does not reach. */
  hidden: z.number().int(),
  overrides: z.record(z.string(), z.string()),
  advice: adviceShape.omit({ units: true, suggested: true }).nullable().describe('没有办结的案件才有'),
  deeds: z.array(foundingDeedRowShape).describe('先办的在前'),
  evidence: z.array(evidenceShape).describe('新的在前'),
  papers: z.array(foundingPaperShape).describe('到这一步用得上的公文'),
})
export type FoundingCase = z.infer<typeof foundingCaseShape>

export const foundingFilterShape = z.object({
  q: z.string().max(100).optional().describe('党组织名称、单位名称'),
  area: z.string().optional().describe('区域编号，含下级'),
  kind: z.string().optional(),
  step: z.string().optional().describe('逗号分隔；不写为没有办结的'),
  clock: z.enum(['overdue', 'soon']).optional(),
  source: foundingSourceShape.optional(),
  plan: z.string().optional().describe('从这个方案来的'),
})
export type FoundingFilter = z.infer<typeof foundingFilterShape>

const idInput = z.object({ id: z.string(), version: z.number().int(), day: realDayShape })

export const foundingEndpoints = endpoints({
  'founding.board': {
    method: 'GET',
    path: '/api/founding/board',
    summary: '组建办理：各步几件，每步先到期的在前',
    verb: 'organizations.read',
    input: foundingFilterShape.omit({ step: true }),
    output: z.object({
      sentence: z.string(),
      columns: z.array(
        z.object({
          step: foundingStepShape,
          total: z.number().int(),
          overdue: z.number().int(),
          rows: z.array(foundingRowShape),
        }),
      ),
      ended: z.object({ filed: z.number().int(), declined: z.number().int(), withdrawn: z.number().int() }),
      towns: z.array(z.object({ id: z.string(), name: z.string(), n: z.number().int() })),
    }),
  },
  'founding.list': {
    method: 'GET',
    path: '/api/founding',
    summary: '组建案件一览',
    verb: 'organizations.read',
    input: foundingFilterShape.extend(pageInput),
    output: pageOf(foundingRowShape),
  },
  'founding.advise': {
    method: 'POST',
    path: '/api/founding/advice',
    summary: '这些单位宜采用哪种形式，依据和其他办法',
    verb: 'organizations.found',
    input: planShape
      .pick({ units: true, host: true, until: true, secretaryReady: true, superior: true })
      .extend({ kind: foundingKindShape.optional(), id: z.string().optional().describe('修改的是哪一件') }),
    output: adviceShape,
  },
  'founding.get': {
    method: 'GET',
    path: '/api/founding/:id',
    summary: '一件组建',
    verb: 'organizations.read',
    input: z.object({ id: z.string() }),
    output: foundingCaseShape,
  },
  'founding.draft': {
    method: 'POST',
    path: '/api/founding',
    summary: '起草组建',
    verb: 'organizations.found',
    input: planShape.extend({
      source: foundingSourceShape.exclude(['plan']).default('hand'),
      overrides: overridesShape,
      /** A case that was declined or withdrawn, taken up again. */
      again: z.string().optional(),
    }),
    output: z.object({ id: z.string() }),
  },
  'founding.draftEach': {
    method: 'POST',
    path: '/api/founding/each',
    summary: '这些单位一家一件，起草单独组建',
    verb: 'organizations.found',
    input: z.object({ units: z.array(z.string()).min(1).max(200), source: foundingSourceShape.exclude(['plan']) }),
    output: z.object({
      opened: z.array(z.object({ id: z.string(), unit: z.string() })),
      skipped: z.array(z.object({ unit: z.string(), name: z.string(), why: z.string() })),
    }),
  },
  'founding.revise': {
    method: 'PUT',
    path: '/api/founding/:id',
    summary: '改草稿',
    verb: 'organizations.found',
    input: planShape.extend({ id: z.string(), version: z.number().int(), overrides: overridesShape }),
    output: foundingCaseShape,
  },
  'founding.apply': {
    method: 'POST',
    path: '/api/founding/:id/apply',
    summary: '提出申请',
    verb: 'organizations.found',
    input: idInput.extend({
      counts: z
        .array(z.object({ unit: z.string(), full: count, probationary: count }))
        .max(200)
        .describe('各单位的党员数，台账上有的已填好'),
      total: z
        .object({ full: count, probationary: count })
        .nullable()
        .default(null)
        .describe('不覆盖单位的，写党员总数'),
      paperNo: paperNoShape,
      overrides: overridesShape,
      reason: z.string().trim().max(400).default(''),
    }),
    output: foundingCaseShape,
  },
  'founding.review': {
    method: 'POST',
    path: '/api/founding/:id/review',
    summary: '受理审查',
    verb: 'organizations.reply',
    input: idInput.extend({ reason: z.string().trim().max(400).default('') }),
    output: foundingCaseShape,
  },
  'founding.return': {
    method: 'POST',
    path: '/api/founding/:id/return',
    summary: '退回补充',
    verb: 'organizations.reply',
    input: idInput.extend({ reason: reasonShape }),
    output: foundingCaseShape,
  },
  'founding.try': {
    method: 'POST',
    path: '/api/founding/:id/try',
    summary: '批复之前先看会怎样',
    verb: 'organizations.reply',
    input: z.object({ id: z.string(), day: realDayShape }),
    output: trialShape,
  },
  'founding.reply': {
    method: 'POST',
    path: '/api/founding/:id/reply',
    summary: '批复：同意或不同意',
    verb: 'organizations.reply',
    input: idInput.extend({
      approved: z.boolean(),
      meeting: realDayShape.nullable().default(null).describe('会议研究的日期'),
      paperNo: paperNoShape,
      overrides: overridesShape,
      reason: z.string().trim().max(400).default('').describe('不同意的写明理由'),
    }),
    output: foundingCaseShape,
  },
  'founding.elect': {
    method: 'POST',
    path: '/api/founding/:id/elect',
    summary: '登记选举或任命',
    verb: 'organizations.found',
    input: idInput.extend({
      how: z.enum(['elected', 'appointed']),
      due: count.default(0).describe('应到有选举权的党员'),
      present: count.default(0).describe('实到'),
      committee: z.boolean().describe('设委员会'),
      seats: z.number().int().min(0).max(50).default(0).describe('委员几名'),
      officers: z
        .array(z.object({ post: firstPostShape, name: z.string().trim().min(1).max(60) }))
        .max(50)
        .default([])
        .describe('产生的班子；姓名只记在任职里，也可以以后再登记'),
      overrides: overridesShape,
      reason: z.string().trim().max(400).default(''),
    }),
    output: foundingCaseShape,
  },
  'founding.file': {
    method: 'POST',
    path: '/api/founding/:id/file',
    summary: '登记备案，党组织转为正式运行',
    verb: 'organizations.found',
    input: idInput.extend({
      filedWith: z.string().trim().min(2, '写明报哪里备案').max(60),
      paperNo: paperNoShape,
      reason: z.string().trim().max(400).default(''),
    }),
    output: foundingCaseShape,
  },
  'founding.attach': {
    method: 'POST',
    path: '/api/founding/:id/evidence',
    summary: '附材料（表单：about 说明，file 文件）',
    verb: 'organizations.found',
    input: z.object({ id: z.string() }),
    output: z.object({ ids: z.array(z.string()) }),
    upload: true,
  },
  'founding.withdraw': {
    method: 'POST',
    path: '/api/founding/:id/withdraw',
    summary: '撤回这件组建',
    verb: 'organizations.found',
    input: idInput.extend({ reason: reasonShape }),
    output: foundingCaseShape,
  },
})

export const foundingProblem = problems('founding', {
  'not-found': { status: 404, words: '没有这件组建，或不在你负责的范围内。' },
  'changed-meanwhile': { status: 409, words: '别人刚办过这件，请看过最新的情况再办。' },
  'out-of-order': { status: 409, words: '现在还不能这样办：{why}' },
  'outside-scope': { status: 403, words: '这件不全在你负责的范围内，由{area}的同事办理，你只能查看。' },
  'unit-not-found': { status: 404, words: '有单位不在台账里，或不在你负责的范围内。' },
  'unit-busy': { status: 409, words: '“{unit}”已有组建在办：{where}。办结或撤回以后再起草。' },
  refused: { status: 409, words: '不能这样办：{why}' },
  'needs-reason': { status: 409, words: '这样办不合“一般”要求，写明理由后可以办：{why}' },
  'bad-day': { status: 400, words: '日期不对：{why}' },
  'counts-missing': { status: 400, words: '还没有写明党员数：{units}' },
  'bad-area': { status: 400, words: '所在区域没有选对，请选单位所在的镇街或上一级。' },
  'bad-superior': { status: 400, words: '拟隶属的党组织没有选对，可能已经撤销。' },
})
