import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { problems } from '../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf } from '../../kernel/shapes.ts'
import { verbs } from '../../kernel/verbs.ts'

/** Forms of a Party organisation; the last is no organisation of its own but part of a branch. */
export const organizationKindShape = z.enum([
  'working-committee',
  'committee',
  'general-branch',
  'branch',
  'joint-branch',
  'functional',
  'temporary',
  'floating',
  'group',
])
export type OrganizationKind = z.infer<typeof organizationKindShape>

/** forming: replied to, not yet elected and filed · active · merged into another · revoked. The table of legal moves is rules/lifecycle.ts. */
export const organizationStateShape = z.enum(['forming', 'active', 'merged', 'revoked'])
export type OrganizationState = z.infer<typeof organizationStateShape>

/** Upon what an organisation of several units or of none leans. */
export const hostKindShape = z.enum([
  'unit',
  'park',
  'building',
  'market',
  'street',
  'chamber',
  'association',
  'community',
  'platform',
  'station',
  'gathering-place',
  'project',
])
export type HostKind = z.infer<typeof hostKindShape>

/** How a unit is covered by the organisation: on its own or together with others (each counts as one covered unit). */
export const coverFormShape = z.enum(['own', 'joint'])

const nameShape = z.string().trim().min(2).max(120)
const reasonShape = z.string().trim().min(2, '写明事由').max(400)

// ---------------------------------------------------------------- list, tree, page

export const organizationFilterShape = z.object({
  q: z.string().max(100).optional().describe('名称、拼音、首字母、组织代码'),
  area: z.string().optional().describe('区域编号，含下级'),
  kind: z.string().optional().describe('组织类别，逗号分隔'),
  state: z.string().optional().describe('状态，逗号分隔；不写为在册的（forming、active）'),
  under: z.string().optional().describe('上级党组织编号，含逐级下属'),
  unit: z.string().optional().describe('覆盖这家单位的'),
  due: z.string().optional().describe('有这类待办的，见 deadlines'),
  host: z.string().optional().describe('依托的类型，逗号分隔'),
  asOf: dayShape.optional().describe('那一天的名称、类别、隶属'),
})
export type OrganizationFilter = z.infer<typeof organizationFilterShape>

export const organizationRowShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: organizationKindShape,
  state: organizationStateShape,
  superior: z.string().nullable(),
  superiorName: z.string().nullable(),
  area: z.string().nullable(),
  areaName: z.string().nullable(),
  founded: dayShape.nullable(),
  units: z.number().int().describe('现在覆盖的单位数'),
  membersFull: z.number().int(),
  membersProbationary: z.number().int(),
  secretary: z.string().nullable().describe('没有说明用途时遮盖'),
  termDue: dayShape.nullable().describe('本届届满日'),
  /** Open deadlines, of which overdue. */
  due: z.number().int(),
  overdue: z.number().int(),
})
export type OrganizationRow = z.infer<typeof organizationRowShape>

export const treeNodeShape = organizationRowShape.extend({
  children: z.number().int().describe('直接下级数；展开时再取'),
  below: z.number().int().describe('逐级下属党组织数'),
})

export type TreeNode = z.infer<typeof treeNodeShape>

export const coveredUnitShape = z.object({
  unit: z.string(),
  name: z.string().describe('不在本人范围内的只给名称，不能点开'),
  reached: z.boolean(),
  form: coverFormShape,
  from: dayShape,
  to: dayShape.nullable(),
  membersFull: z.number().int().nullable(),
  life: z.string(),
})

export const eventKindShape = z.enum([
  'registered',
  'founded',
  'filed',
  'renamed',
  'retyped',
  'moved',
  'area-changed',
  'unit-attached',
  'unit-detached',
  'split',
  'merged',
  'revoked',
  'elected',
  'term-shifted',
  'post-changed',
  'corrected',
])
export type OrganizationEventKind = z.infer<typeof eventKindShape>

export const organizationEventShape = z.object({
  id: z.string(),
  day: dayShape.describe('生效日'),
  kind: eventKindShape,
  words: z.string().describe('一句话：发生了什么'),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})

export const organizationPageShape = organizationRowShape.extend({
  code: z.string().nullable(),
  section: z.string().nullable().describe('行业党委管的行业门类'),
  sectionName: z.string().nullable(),
  host: z.object({ kind: hostKindShape, name: z.string() }).nullable(),
  ended: dayShape.nullable(),
  remark: z.string().nullable(),
  version: z.number().int().describe('改的时候交回，别人先改了就不覆盖'),
  changeable: z.boolean().describe('在本人办理的范围内；只因覆盖的单位而看得到的不能改'),
  /** From the top down to the superior. */
  above: z.array(z.object({ id: z.string(), name: z.string(), reached: z.boolean() })),
  covers: z.array(coveredUnitShape),
  events: z.array(organizationEventShape).describe('新的在前'),
  evidence: z.array(
    z.object({ id: z.string(), name: z.string(), size: z.number().int(), about: z.string(), at: z.string() }),
  ),
  /** The sentence the page opens with. */
  sentence: z.string(),
})
export type OrganizationPage = z.infer<typeof organizationPageShape>

// ---------------------------------------------------------------- changes

/** One deed upon an organisation, in force from `day`. Each is one event; history stays. */
export const organizationChangeShape = z.discriminatedUnion('change', [
  z.object({ change: z.literal('rename'), name: nameShape }),
  z.object({ change: z.literal('retype'), kind: organizationKindShape, name: nameShape.optional() }),
  z.object({ change: z.literal('move'), superior: z.string().nullable() }),
  z.object({ change: z.literal('place'), area: z.string() }),
  z.object({
    change: z.literal('details'),
    code: z.string().trim().max(40).nullable().optional(),
    host: z
      .object({ kind: hostKindShape, name: z.string().trim().max(120) })
      .nullable()
      .optional(),
    section: z
      .string()
      .regex(/^[A-T]$/)
      .nullable()
      .optional(),
    remark: z.string().trim().max(1000).nullable().optional(),
    founded: dayShape.nullable().optional(),
  }),
  z.object({ change: z.literal('attach'), units: z.array(z.string()).min(1).max(200) }),
  z.object({ change: z.literal('detach'), units: z.array(z.string()).min(1).max(200) }),
  /** Elected and filed: the end of forming. */
  z.object({ change: z.literal('file') }),
  /** New organisations made of this one; what is not named stays. */
  z.object({
    change: z.literal('split'),
    parts: z
      .array(z.object({ name: nameShape, kind: organizationKindShape, units: z.array(z.string()).max(200) }))
      .min(1)
      .max(20),
  }),
  /** This one goes up in another: units, members and organisations below move there. */
  z.object({ change: z.literal('merge'), into: z.string() }),
  z.object({ change: z.literal('revoke'), membersTo: z.string().optional().describe('党员转到哪个党组织') }),
])
export type OrganizationChange = z.infer<typeof organizationChangeShape>

/** What a change would do, said before it is done: the same judgement decides both. */
export const trialShape = z.object({
  refused: z.array(z.object({ code: z.string(), why: z.string(), article: articleShape.nullable() })),
  /** Soft rules it breaks: allowed with a reason. */
  soft: z.array(z.object({ rule: z.string(), why: z.string(), article: articleShape.nullable() })),
  follows: z.array(z.string()).describe('随之发生什么，一条一句'),
})
export type Trial = z.infer<typeof trialShape>

export const newOrganizationShape = z.object({
  name: nameShape,
  kind: organizationKindShape,
  superior: z.string().nullable(),
  area: z.string(),
  section: z
    .string()
    .regex(/^[A-T]$/)
    .nullable()
    .default(null),
  code: z.string().trim().max(40).nullable().default(null),
  host: z
    .object({ kind: hostKindShape, name: z.string().trim().max(120) })
    .nullable()
    .default(null),
  founded: dayShape.nullable().default(null),
  units: z.array(z.string()).max(200).default([]),
  remark: z.string().trim().max(1000).nullable().default(null),
  reason: reasonShape.default('补录已有党组织'),
})

/** What one may be allowed to do here. */
export const organizationsVerbs = verbs({
  'organizations.read': { words: '看党组织' },
  'organizations.change': { words: '补录、调整、撤销党组织' },
  'organizations.found': { words: '办组建：起草、申请、选举、备案' },
  'organizations.reply': { words: '审查和批复组建申请' },
  'organizations.posts': { words: '登记班子、任期和换届' },
  'organizations.life': { words: '记组织生活' },
  'organizations.import': { words: '导入党组织名册', whole: '名册要和全区的组织树对上' },
  'organizations.export': { words: '导出党组织名册' },
})

export const organizationsEndpoints = endpoints({
  'organizations.list': {
    method: 'GET',
    path: '/api/organizations',
    summary: '党组织名册',
    verb: 'organizations.read',
    input: organizationFilterShape.extend({
      ...pageInput,
      sort: z.enum(['name', 'chain', 'founded', 'termDue', 'members', 'changed']).default('chain'),
      desc: z.stringbool().default(false),
    }),
    output: pageOf(organizationRowShape),
  },
  'organizations.count': {
    method: 'GET',
    path: '/api/organizations/count',
    summary: '几个党组织，分类别、状态、镇街',
    verb: 'organizations.read',
    input: organizationFilterShape,
    output: z.object({
      total: z.number().int(),
      units: z.number().int(),
      membersFull: z.number().int(),
      membersProbationary: z.number().int(),
      kinds: z.record(z.string(), z.number().int()),
      states: z.record(z.string(), z.number().int()),
      areas: z.array(z.object({ id: z.string(), name: z.string(), n: z.number().int() })),
    }),
  },
  'organizations.tree': {
    method: 'GET',
    path: '/api/organizations/tree',
    summary: '组织树的一层',
    verb: 'organizations.read',
    input: z.object({ parent: z.string().optional(), asOf: dayShape.optional(), ...pageInput }),
    output: pageOf(treeNodeShape),
  },
  'organizations.export': {
    method: 'GET',
    path: '/api/organizations/export',
    summary: '党组织名册（不含个人信息）',
    verb: 'organizations.export',
    input: organizationFilterShape.extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    output: z.never(),
    file: true,
  },
  'organizations.get': {
    method: 'GET',
    path: '/api/organizations/:id',
    summary: '一个党组织',
    verb: 'organizations.read',
    input: z.object({ id: z.string(), asOf: dayShape.optional() }),
    output: organizationPageShape,
  },
  'organizations.register': {
    method: 'POST',
    path: '/api/organizations',
    summary: '补录已经成立的党组织',
    verb: 'organizations.change',
    input: newOrganizationShape.extend({
      overrides: z.record(z.string(), z.string().trim().min(2).max(400)).default({}).describe('软性规则编号 → 理由'),
    }),
    output: z.object({ id: z.string() }),
  },
  'organizations.try': {
    method: 'POST',
    path: '/api/organizations/:id/try',
    summary: '调整之前先看会怎样',
    verb: 'organizations.change',
    input: z.object({ id: z.string(), day: dayShape, what: organizationChangeShape }),
    output: trialShape,
  },
  'organizations.change': {
    method: 'POST',
    path: '/api/organizations/:id/change',
    summary: '调整、拆分、合并、撤销',
    verb: 'organizations.change',
    input: z.object({
      id: z.string(),
      day: dayShape,
      reason: reasonShape,
      version: z.number().int(),
      overrides: z.record(z.string(), z.string().trim().min(2).max(400)).default({}).describe('软性规则编号 → 理由'),
      what: organizationChangeShape,
    }),
    output: organizationPageShape,
  },
})

export const organizationsProblem = problems('organizations', {
  'not-found': { status: 404, words: '没有这个党组织，或不在你负责的范围内。' },
  'changed-meanwhile': { status: 409, words: '别人刚改过“{name}”，请看过最新的内容再改。' },
  refused: { status: 409, words: '不能这样办：{why}' },
  'needs-reason': { status: 409, words: '这样办不合“一般”要求，写明理由后可以办：{why}' },
  'bad-day': { status: 400, words: '日期不对：{why}' },
  'outside-scope': { status: 403, words: '“{name}”由它所在区域或上级党组织的同事办理，你只能查看。' },
})

/** Announced in the transaction of the deed; payload `OrganizationsChanged` (server/public.ts). */
export const organizationsEvents = {
  changed: 'organizations.changed',
  /** Asked before units, members or organisations are let go: later rooms push objections. */
  revoking: 'organizations.revoking',
} as const
