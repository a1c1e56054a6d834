import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf } from '../../../kernel/shapes.ts'
import { postKindShape } from '../contract.ts'

/** Developing members (发展党员): a case leads from the application to the filed papers of a full member. */
export const stepKeyShape = z.enum([
  'apply',
  'talk',
  'activist',
  'activist-filed',
  'contacts',
  'nurture',
  'target',
  'target-filed',
  'introducers',
  'review',
  'class',
  'committee-review',
  'pre-review',
  'form',
  'meeting',
  'committee-talk',
  'approval',
  'approval-filed',
  'assigned',
  'oath',
  'probation',
  'apply-full',
  'full-meeting',
  'full-approval',
  'archive',
])
export type StepKey = z.infer<typeof stepKeyShape>

/** The papers that are made for the steps; which belongs to which step stands in rules/papers.ts. */
export const developmentPaperShape = z.enum([
  'talk-record',
  'activist-resolution',
  'activist-report',
  'nurture-record',
  'opinions',
  'target-notice',
  'target-resolution',
  'target-report',
  'review-letter',
  'review-report',
  'class-record',
  'committee-resolution',
  'pre-review-request',
  'pre-review-reply',
  'admission-notice',
  'meeting-resolution',
  'committee-talk-record',
  'approval-request',
  'approval-reply',
  'approval-report',
  'assignment',
  'probation-record',
  'full-notice',
  'full-resolution',
  'full-request',
  'full-reply',
  'course',
])
export type DevelopmentPaper = z.infer<typeof developmentPaperShape>

export const stageShape = z.enum(['applicant', 'activist', 'target', 'probationary', 'full'])
export type DevelopmentStage = z.infer<typeof stageShape>

export const caseStateShape = z.enum(['open', 'done', 'ended'])
export type CaseState = z.infer<typeof caseStateShape>

export const endOfCaseShape = z.enum([
  'completed',
  'withdrew',
  'not-passed',
  'not-confirmed',
  'moved-away',
  'deceased',
  'mistake',
  'elsewhere',
])
export type EndOfCase = z.infer<typeof endOfCaseShape>

const reasonShape = z.string().trim().min(2, '写明事由').max(400)
const nameShape = z.string().trim().min(1).max(60)
const count = z.number().int().min(0).max(100_000)
/** A day of the calendar within living memory and the next generation: beyond it nothing here is ever dated. */
const realDay = dayShape.refine(
  (text) => text >= '1900-01-01' && text < '2200-01-01' && text === isoOf(text),
  '没有这一天',
)

function isoOf(text: string): string {
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10)
}

/** What a step says beyond its day; each step reads its own of these. */
export const stepDetailsShape = z.object({
  persons: z.array(nameShape).max(4).optional().describe('培养联系人或入党介绍人'),
  publicFrom: realDay.optional().describe('公示从哪天起'),
  classDays: z.number().min(0).max(60).optional().describe('培训天数'),
  classHours: z.number().min(0).max(500).optional().describe('培训学时'),
  leaving: z.boolean().optional().describe('近期将离开工作、学习单位'),
  due: count.optional().describe('应到有表决权的正式党员'),
  present: count.optional().describe('实到'),
  yes: count.optional().describe('赞成票'),
  approver: z.string().max(60).optional().describe('审批的党委（区内的党组织编号）'),
  outcome: z.enum(['passed', 'extended', 'refused']).optional().describe('转正讨论结果'),
  extendMonths: z.number().int().min(1).max(24).optional().describe('延长预备期几个月'),
})
export type StepDetails = z.infer<typeof stepDetailsShape>

// ---------------------------------------------------------------- what is kept

/** What is kept of somebody on the way; name and birthday are needed for the application, the rest for counts and papers. */
export const personFieldsShape = z.object({
  name: nameShape,
  born: realDay.describe('出生日期'),
  gender: z.enum(['male', 'female']).nullable().default(null),
  ethnicity: z.string().trim().max(20).nullable().default(null),
  education: z.string().trim().max(40).nullable().default(null),
  job: z.string().trim().max(80).nullable().default(null),
  postKind: postKindShape.nullable().default(null),
  group: z.string().trim().max(40).nullable().default(null).describe('新就业群体类别'),
  backbone: z.boolean().default(false).describe('生产经营、技术或管理骨干'),
  unit: z.string().nullable().default(null).describe('工作单位'),
})
export type PersonFields = z.infer<typeof personFieldsShape>

export const developmentFilterShape = z.object({
  q: z.string().max(100).optional().describe('姓名（整个或前两个字）'),
  stage: z.string().optional().describe('逗号分隔'),
  state: caseStateShape.optional().describe('不写为办理中'),
  organization: z.string().optional(),
  under: z.string().optional().describe('党组织编号，含逐级下属'),
  area: z.string().optional(),
  postKind: postKindShape.optional(),
  clock: z.enum(['overdue', 'soon']).optional(),
})
export type DevelopmentFilter = z.infer<typeof developmentFilterShape>

/** Names are masked unless a purpose was stated. */
export const caseRowShape = z.object({
  id: z.string(),
  name: z.string(),
  stage: stageShape,
  state: caseStateShape,
  stageSince: dayShape.nullable(),
  last: stepKeyShape.nullable().describe('最近办的一步'),
  next: stepKeyShape.nullable().describe('接着办哪一步'),
  due: dayShape.nullable().describe('最近的期限'),
  dueStep: stepKeyShape.nullable(),
  days: z.number().int().nullable().describe('还有几天；过期为负'),
  organization: z.string(),
  organizationName: z.string(),
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  postKind: postKindShape.nullable(),
})
export type CaseRow = z.infer<typeof caseRowShape>

export const caseStepShape = z.object({
  key: stepKeyShape,
  name: z.string(),
  order: z.number().int(),
  stage: z.number().int().describe('1–5'),
  standing: z.enum(['done', 'may', 'early', 'later']),
  day: dayShape.nullable().describe('办的日期；接手前办的、日期不详的没有'),
  from: dayShape.nullable().describe('最早'),
  by: dayShape.nullable().describe('最迟'),
  late: z.boolean(),
  why: z.string().nullable(),
  again: z.boolean().describe('按期重复办'),
  article: articleShape,
})

export const caseDeedShape = z.object({
  id: z.string(),
  deed: z.string(),
  step: stepKeyShape.nullable(),
  day: dayShape,
  words: z.string(),
  lines: z.array(z.object({ name: z.string(), value: z.string() })),
  papers: z.string(),
  note: z.string(),
  reason: z.string(),
  late: z.string().nullable(),
  by: z.string(),
  at: z.string(),
})

export const casePageShape = caseRowShape.extend({
  version: z.number().int(),
  sentence: z.string(),
  chain: z.string(),
  path: z.string(),
  born: dayShape,
  gender: z.enum(['male', 'female']).nullable(),
  ethnicity: z.string().nullable(),
  education: z.string().nullable(),
  job: z.string().nullable(),
  group: z.string().nullable(),
  backbone: z.boolean(),
  member: z.string().nullable().describe('党员名册里的编号'),
  hasAccount: z.boolean().describe('对应了本人的账号'),
  contacts: z.array(z.string()),
  introducers: z.array(z.string()),
  extended: z.number().int().describe('预备期延长了几个月'),
  special: z.boolean().describe('审批因特殊情况延长'),
  end: endOfCaseShape.nullable(),
  endedOn: dayShape.nullable(),
  takeBack: stepKeyShape.nullable().describe('可以收回的最近一步'),
  steps: z.array(caseStepShape),
  deeds: z.array(caseDeedShape),
})
export type CasePage = z.infer<typeof casePageShape>

// ---------------------------------------------------------------- numbers

const posts = ['front-line', 'technical', 'management'] as const
export const quotaKindShape = z.enum(['all', ...posts])
export type QuotaKind = z.infer<typeof quotaKindShape>

const quotaCellShape = z.object({
  planned: z.number().int().nullable(),
  used: z.number().int().describe('当年批准的预备党员'),
  coming: z.number().int().describe('在办的发展对象'),
  open: z.number().int().nullable().describe('还可以用几个；用超为负'),
})

export const quotaRowShape = z.object({
  area: z.string(),
  areaName: z.string(),
  level: z.string(),
  version: z.number().int().describe('没有下达过为 0'),
  cells: z.record(quotaKindShape, quotaCellShape),
  remark: z.string(),
})
export type QuotaRow = z.infer<typeof quotaRowShape>

export const dualDirectionShape = z.enum(['to-member', 'to-backbone'])
export const dualRowShape = z.object({
  id: z.string(),
  direction: dualDirectionShape,
  day: dayShape,
  organization: z.string(),
  organizationName: z.string(),
  role: z.string().describe('什么骨干'),
  reason: z.string(),
})

// ---------------------------------------------------------------- dues

export const duesKindShape = z.enum(['wage', 'yearly-wage', 'self-employed', 'pension', 'farmer', 'least'])
export type DuesKind = z.infer<typeof duesKindShape>
const bracketsShape = z.array(z.object({ upToYuan: z.number().nullable(), perMille: z.number() }))
export const duesBracketsShape = z.object({
  wage: bracketsShape,
  pension: bracketsShape,
  averageMonths: z.number(),
  farmerLeastFen: z.number(),
  farmerMostFen: z.number(),
  leastFen: z.number(),
})
export type DuesBrackets = z.infer<typeof duesBracketsShape>

const acting = { id: z.string(), version: z.number().int().describe('打开时的版本') }

export const developmentEndpoints = endpoints({
  'development.board': {
    method: 'GET',
    path: '/api/development/board',
    summary: '发展党员：分阶段，各有几人、几人到期',
    verb: 'members.read',
    input: developmentFilterShape.omit({ stage: true, state: true }),
    output: z.object({
      sentence: z.string(),
      day: dayShape,
      columns: z.array(
        z.object({
          stage: stageShape,
          total: z.number().int(),
          overdue: z.number().int(),
          soon: z.number().int(),
          rows: z.array(caseRowShape),
        }),
      ),
    }),
  },
  'development.list': {
    method: 'GET',
    path: '/api/development',
    summary: '发展党员名单',
    verb: 'members.read',
    input: developmentFilterShape.extend(pageInput),
    output: pageOf(caseRowShape),
  },
  'development.calendar': {
    method: 'GET',
    path: '/api/development/calendar',
    summary: '哪个月有谁到期',
    verb: 'members.read',
    input: z.object({
      area: z.string().optional(),
      under: z.string().optional(),
      months: z.coerce.number().int().min(1).max(24).default(6),
    }),
    output: z.object({
      sentence: z.string(),
      day: dayShape,
      months: z.array(
        z.object({
          month: z.string(),
          total: z.number().int(),
          rows: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              organizationName: z.string(),
              step: stepKeyShape,
              stepName: z.string(),
              due: dayShape,
              days: z.number().int(),
              article: articleShape.nullable(),
            }),
          ),
        }),
      ),
    }),
  },
  'development.quotas': {
    method: 'GET',
    path: '/api/development/quotas',
    summary: '发展党员名额：下达、已用、还有',
    verb: 'members.read',
    input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    output: z.object({ sentence: z.string(), year: z.number().int(), rows: z.array(quotaRowShape) }),
  },
  'development.setQuota': {
    method: 'PUT',
    path: '/api/development/quotas',
    summary: '下达、调整名额',
    verb: 'members.develop',
    input: z.object({
      year: z.number().int().min(2000).max(2100),
      area: z.string(),
      version: z.number().int(),
      planned: z.partialRecord(quotaKindShape, count.nullable()),
      remark: z.string().trim().max(400).default(''),
      reason: reasonShape,
    }),
    output: z.object({ version: z.number().int() }),
  },
  'development.dual': {
    method: 'GET',
    path: '/api/development/dual',
    summary: '双培养：把骨干培养成党员、把党员培养成骨干，各有几人次',
    verb: 'members.read',
    input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional(), area: z.string().optional() }),
    output: z.object({
      sentence: z.string(),
      year: z.number().int(),
      quarters: z.array(z.object({ quarter: z.string(), toMember: z.number().int(), toBackbone: z.number().int() })),
      rows: z.array(dualRowShape),
    }),
  },
  'development.noteBackbone': {
    method: 'POST',
    path: '/api/development/dual',
    summary: '登记一名党员培养成为骨干',
    verb: 'members.develop',
    input: z.object({ member: z.string(), day: realDay, role: z.string().trim().min(2).max(80), reason: reasonShape }),
    output: z.object({ id: z.string() }),
  },
  'development.dues': {
    method: 'GET',
    path: '/api/development/dues',
    summary: '党费的档次和依据；算多少在页面上算，收入不离开页面',
    verb: 'self',
    input: z.object({}),
    output: z.object({
      day: dayShape,
      brackets: duesBracketsShape,
      articles: z.record(duesKindShape, articleShape),
      notes: z.array(articleShape),
    }),
  },
  'development.get': {
    method: 'GET',
    path: '/api/development/:id',
    summary: '一个人的发展过程：二十五步',
    verb: 'members.read',
    input: z.object({ id: z.string() }),
    output: casePageShape,
  },
  'development.open': {
    method: 'POST',
    path: '/api/development',
    summary: '登记入党申请人，或接手已经在办的',
    verb: 'members.develop',
    input: personFieldsShape.extend({
      organization: z.string(),
      stage: stageShape.exclude(['full']).default('applicant').describe('接手时到了哪个阶段'),
      days: z.partialRecord(stepKeyShape, realDay).describe('已办各步的日期；申请人填递交申请书的日期'),
      member: z.string().optional().describe('接手预备党员时，党员名册里的编号'),
      other: z.boolean().default(false).describe('同名的是另一个人'),
      papers: z.string().trim().max(120).default('').describe('材料放在哪里'),
      note: z.string().trim().max(400).default(''),
    }),
    output: z.object({ id: z.string() }),
  },
  'development.take': {
    method: 'POST',
    path: '/api/development/:id/steps',
    summary: '办一步',
    verb: 'members.develop',
    input: z.object({
      ...acting,
      step: stepKeyShape.exclude(['apply']),
      day: realDay,
      details: stepDetailsShape.default({}),
      papers: z.string().trim().max(120).default('').describe('材料放在哪里'),
      note: z.string().trim().max(400).default(''),
      overrides: z.record(z.string().max(60), z.string().trim().min(2, '写明理由').max(400)).default({}),
    }),
    output: casePageShape,
  },
  'development.takeBack': {
    method: 'POST',
    path: '/api/development/:id/take-back',
    summary: '收回登记错的最近一步',
    verb: 'members.develop',
    input: z.object({ ...acting, step: stepKeyShape, reason: reasonShape }),
    output: casePageShape,
  },
  'development.prolong': {
    method: 'POST',
    path: '/api/development/:id/prolong',
    summary: '因特殊情况延长审批',
    verb: 'members.develop',
    input: z.object({ ...acting, day: realDay, reason: reasonShape }),
    output: casePageShape,
  },
  'development.move': {
    method: 'POST',
    path: '/api/development/:id/move',
    summary: '工作变动，材料转交区内另一个党组织',
    verb: 'members.develop',
    input: z.object({ ...acting, day: realDay, to: z.string(), unit: z.string().nullable(), reason: reasonShape }),
    output: casePageShape,
  },
  'development.correct': {
    method: 'POST',
    path: '/api/development/:id/correct',
    summary: '更正个人情况',
    verb: 'members.develop',
    input: z.object({ ...acting, reason: reasonShape, fields: personFieldsShape.partial() }),
    output: casePageShape,
  },
  'development.tieAccount': {
    method: 'POST',
    path: '/api/development/:id/account',
    summary: '对应到本人的账号，本人就能看到存了什么；不写用户名为解除',
    verb: 'members.develop',
    input: z.object({
      ...acting,
      username: z.string().trim().min(1).max(60).nullable(),
      reason: reasonShape,
    }),
    output: casePageShape,
  },
  'development.end': {
    method: 'POST',
    path: '/api/development/:id/end',
    summary: '没有通过、本人撤回、调离等，办结',
    verb: 'members.develop',
    input: z.object({
      ...acting,
      day: realDay,
      end: endOfCaseShape.extract(['withdrew', 'not-passed', 'moved-away', 'deceased', 'mistake']),
      reason: reasonShape,
    }),
    output: casePageShape,
  },
})

export const developmentProblem = problems('development', {
  'not-found': { status: 404, words: '没有这一件发展党员，或不在你负责的范围内。' },
  'outside-scope': { status: 403, words: '“{organization}”不在你负责的范围内，由管那个党组织的同事办理。' },
  'changed-meanwhile': { status: 409, words: '别人刚办过这一件，请看过最新的内容再办。' },
  refused: { status: 409, words: '不能办：{why}。依据：{article}。' },
  'cannot-do': { status: 409, words: '不能这样办：{why}。' },
  'needs-reason': { status: 409, words: '{why}（{article}）。确要办，写明理由。' },
  'same-name': { status: 409, words: '“{where}”有同名的人正在办理，核对后不是同一人再登记。' },
})

/** What an endpoint is asked, as the handlers get it, and what it answers. */
export type Asked<N extends keyof typeof developmentEndpoints> = z.output<(typeof developmentEndpoints)[N]['input']>
export type Answered<N extends keyof typeof developmentEndpoints> = z.output<(typeof developmentEndpoints)[N]['output']>
