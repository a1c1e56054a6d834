import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf } from '../../../kernel/shapes.ts'
import { ruleShape } from '../../rulebook/contract.ts'
import { organizationKindShape, organizationStateShape } from '../contract.ts'
import { postHow, postKinds } from './rules/post-kinds.ts'
import { WEAK_RULES } from './rules/weak.ts'

export const postKindShape = z.enum(postKinds)
export const postHowShape = z.enum(postHow)

const reasonShape = z.string().trim().min(2, '写明事由').max(400)
const nameShape = z.string().trim().min(1).max(60)
const phoneShape = z.string().trim().min(3).max(40)
const overridesShape = z
  .record(z.string().max(60), z.string().trim().min(2, '写明理由').max(400))
  .default({})
  .describe('软性规则编号 → 理由')
const countShape = z.number().int().min(0).max(100_000)

/** Who holds which post since when. Name and phone are masked unless a purpose was stated. */
export const postShape = z.object({
  id: z.string(),
  post: postKindShape,
  how: postHowShape,
  name: z.string(),
  phone: z.string().nullable(),
  member: z.string().nullable().describe('在册党员编号；没有关联的为空'),
  from: dayShape,
  to: dayShape.nullable(),
  votes: z.number().int().nullable().describe('当选得票'),
  reason: z.string(),
  version: z.number().int(),
})
export type Post = z.infer<typeof postShape>

/** One ballot of an election as it stays on record: figures only; whoever was not elected is not named. */
export const ballotShape = z.object({
  of: z.enum(['committee', 'officers']),
  due: countShape,
  present: countShape,
  seats: z.number().int().min(1).max(50),
  issued: countShape,
  returned: countShape,
  valid: countShape,
  invalid: countShape,
  votes: z.array(countShape).min(1).max(100).describe('每名候选人的得票'),
  standing: z.number().int().min(1).max(100).nullable().default(null).describe('其中列为候选人的名数；空为全部'),
  basis: z.enum(['present', 'due']).nullable().default(null).describe('当选线的底数；空为规则里的'),
})
export type Ballot = z.infer<typeof ballotShape>

export const shiftShape = z.object({
  from: dayShape,
  to: dayShape,
  approvedBy: z.string(),
  approvedOn: dayShape,
  paper: z.string(),
  reason: z.string(),
  by: z.string(),
})

export const termShape = z.object({
  id: z.string(),
  no: z.number().int(),
  begins: dayShape,
  due: dayShape.nullable().describe('届满日，含批准的提前或延期；没有届期的组织为空'),
  firstDue: dayShape.nullable(),
  ended: dayShape.nullable(),
  how: z.enum(['elected', 'appointed', 'recorded']),
  ballots: z.array(ballotShape.extend({ elected: z.number().int(), line: z.number().int() })),
  shifts: z.array(shiftShape),
  version: z.number().int(),
  /** The last deed: what it began and ended is put back when it is withdrawn. */
  last: z.boolean(),
})
export type Term = z.infer<typeof termShape>

export const weakShape = z.object({ rule: z.string(), words: z.string(), since: dayShape, article: articleShape })

/** The committee of one organisation: who, since when, until when, what is wanting. */
export const postsPageShape = z.object({
  sentence: z.string(),
  years: z.number().int().nullable().describe('每届几年；没有届期的为空'),
  nextNo: z.number().int(),
  term: termShape.nullable(),
  terms: z.array(termShape).describe('新的在前'),
  posts: z.array(postShape).describe('现任，按职务先后'),
  past: z.array(postShape).describe('离任的，新的在前'),
  vacantSince: dayShape.nullable().describe('书记空缺自；没有空缺的为空'),
  weak: z.array(weakShape),
  article: articleShape,
  changeable: z.boolean(),
})
export type PostsPage = z.infer<typeof postsPageShape>

export const termFilterShape = z.object({
  area: z.string().optional(),
  under: z.string().optional().describe('党组织编号，含逐级下属'),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .describe('届满的月份'),
  state: z
    .enum(['overdue', 'notice', 'later', 'none', 'vacant', 'weak'])
    .optional()
    .describe('过期 / 提醒期内 / 还早 / 没有登记 / 书记空缺 / 有软弱涣散情形'),
  weak: z.enum(WEAK_RULES).optional().describe('有这一条软弱涣散情形的'),
  q: z.string().max(100).optional(),
})
export type TermFilter = z.infer<typeof termFilterShape>

export const termRowShape = z.object({
  organization: z.string(),
  name: z.string(),
  kind: organizationKindShape,
  state: organizationStateShape,
  areaName: z.string().nullable(),
  superiorName: z.string().nullable(),
  no: z.number().int().nullable(),
  begins: dayShape.nullable(),
  due: dayShape.nullable(),
  shifted: z.boolean(),
  notice: dayShape.nullable().describe('该提醒的日子'),
  timing: z.enum(['overdue', 'notice', 'later', 'none']),
  secretary: z.string().nullable(),
  vacantSince: dayShape.nullable(),
  weak: z.array(z.string()).describe('有哪几条软弱涣散情形'),
})
export type TermRow = z.infer<typeof termRowShape>

/** A candidate: named only where elected to a post, so that nobody else's name is kept. */
const candidateShape = z.object({
  votes: countShape,
  name: nameShape.nullable().default(null),
  phone: phoneShape.nullable().default(null),
  member: z.string().max(40).nullable().default(null),
  post: postKindShape.nullable().default(null).describe('当选后任什么职务；在下一轮再定的为空'),
})

export const postsEndpoints = endpoints({
  'posts.get': {
    method: 'GET',
    path: '/api/organizations/:id/posts',
    summary: '一个党组织的班子和任期',
    verb: 'organizations.read',
    input: z.object({ id: z.string() }),
    output: postsPageShape,
  },
  'posts.appoint': {
    method: 'POST',
    path: '/api/organizations/:id/posts',
    summary: '登记任职：补选、任命、代理、选派',
    verb: 'organizations.posts',
    input: z.object({
      id: z.string(),
      post: postKindShape,
      how: postHowShape,
      name: nameShape,
      phone: phoneShape.nullable().default(null),
      member: z.string().max(40).nullable().default(null),
      day: dayShape,
      reason: reasonShape,
    }),
    output: postsPageShape,
  },
  'posts.end': {
    method: 'POST',
    path: '/api/posts/:post/end',
    summary: '登记离任',
    verb: 'organizations.posts',
    input: z.object({ post: z.string(), version: z.number().int(), day: dayShape, reason: reasonShape }),
    output: postsPageShape,
  },
  'posts.correct': {
    method: 'POST',
    path: '/api/posts/:post/correct',
    summary: '更正登记错的任职',
    verb: 'organizations.posts',
    input: z.object({
      post: z.string(),
      version: z.number().int(),
      name: nameShape.optional(),
      phone: phoneShape.nullable().optional(),
      member: z.string().max(40).nullable().optional(),
      how: postHowShape.optional(),
      from: dayShape.optional(),
      to: dayShape.nullable().optional(),
      withdraw: z.boolean().default(false).describe('没有这回事，撤回'),
      reason: reasonShape,
    }),
    output: postsPageShape,
  },
  'posts.recordTerm': {
    method: 'POST',
    path: '/api/organizations/:id/terms',
    summary: '补录一届：已经选过的',
    verb: 'organizations.posts',
    input: z.object({
      id: z.string(),
      no: z.number().int().min(1).max(200),
      begins: dayShape,
      ended: dayShape.nullable().default(null),
      reason: reasonShape.default('补录'),
    }),
    output: postsPageShape,
  },
  'posts.shiftTerm': {
    method: 'POST',
    path: '/api/terms/:term/shift',
    summary: '登记上级批准的提前或延期换届',
    verb: 'organizations.posts',
    input: z.object({
      term: z.string(),
      version: z.number().int(),
      to: dayShape,
      approvedBy: z.string().trim().min(2).max(120),
      approvedOn: dayShape,
      paper: z.string().trim().max(60).default(''),
      reason: reasonShape,
      overrides: overridesShape,
    }),
    output: postsPageShape,
  },
  'posts.withdrawTerm': {
    method: 'POST',
    path: '/api/terms/:term/withdraw',
    summary: '撤回登记错的一届：当选的撤下，上一届照旧',
    verb: 'organizations.posts',
    input: z.object({ term: z.string(), version: z.number().int(), reason: reasonShape }),
    output: postsPageShape,
  },
  'posts.electionRules': {
    method: 'GET',
    path: '/api/elections/rules',
    summary: '选举计算用的规则和出处',
    verb: 'organizations.read',
    input: z.object({ day: dayShape.optional() }),
    output: z.object({ rules: z.array(ruleShape) }),
  },
  'posts.recordElection': {
    method: 'POST',
    path: '/api/organizations/:id/elections',
    summary: '登记换届选举：结束上一届，开始新一届',
    verb: 'organizations.posts',
    input: z.object({
      id: z.string(),
      day: dayShape,
      no: z.number().int().min(1).max(200),
      ballots: z
        .array(ballotShape.omit({ votes: true }).extend({ candidates: z.array(candidateShape).min(1).max(100) }))
        .min(1)
        .max(4),
      approvedBy: z.string().trim().max(120).default('').describe('提前或延期的批准机关'),
      paper: z.string().trim().max(60).default('').describe('批准文号'),
      reason: reasonShape.default('届满换届'),
      overrides: overridesShape,
    }),
    output: postsPageShape,
  },
  'posts.terms': {
    method: 'GET',
    path: '/api/terms',
    summary: '班子和换届：各党组织的届期',
    verb: 'organizations.read',
    input: termFilterShape.extend({ ...pageInput }),
    output: pageOf(termRowShape),
  },
  'posts.termCounts': {
    method: 'GET',
    path: '/api/terms/count',
    summary: '几个该换届，几个过期，分月份',
    verb: 'organizations.read',
    input: termFilterShape.pick({ area: true, under: true }),
    output: z.object({
      total: z.number().int().describe('有届期的在册党组织'),
      overdue: z.number().int(),
      notice: z.number().int(),
      later: z.number().int(),
      none: z.number().int(),
      vacant: z.number().int(),
      weak: z.array(
        z.object({ rule: z.enum(WEAK_RULES), words: z.string(), n: z.number().int(), article: articleShape }),
      ),
      months: z.array(z.object({ month: z.string(), n: z.number().int() })),
      noticeMonths: z.number().int(),
      article: articleShape,
    }),
  },
})

export const postsProblem = problems('posts', {
  'not-found': { status: 404, words: '没有这条任职，或不在你负责的范围内。' },
  'term-not-found': { status: 404, words: '没有这一届，或不在你负责的范围内。' },
  'changed-meanwhile': { status: 409, words: '别人刚改过，请看过最新的内容再改。' },
  refused: { status: 409, words: '不能这样登记：{why}' },
  'needs-reason': { status: 409, words: '这样办不合“一般”要求，写明理由后可以办：{why}' },
  'needs-approval': { status: 409, words: '{why}，要有上级党组织的批准：写明批准机关，或先登记提前、延期。' },
  'election-invalid': { status: 409, words: '选举不能成立：{why}' },
})
