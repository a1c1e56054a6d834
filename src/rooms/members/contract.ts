import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { problems } from '../../kernel/problem.ts'
import { dayShape, pageInput, pageOf, releaseInput } from '../../kernel/shapes.ts'
import { verbs } from '../../kernel/verbs.ts'

/** Of a member on file. Applicants, activists and development targets are no members: they stand in `development`. */
export const memberStatusShape = z.enum(['full', 'probationary', 'suspended', 'ended'])
export type MemberStatus = z.infer<typeof memberStatusShape>

/** Where the relation (组织关系) sits. Whoever works in a unit of the district may have it elsewhere. */
export const relationPlaceShape = z.enum(['unit', 'residence', 'supervising', 'talent-centre', 'elsewhere'])
export type RelationPlace = z.infer<typeof relationPlaceShape>

/** For quotas and reports as counts, never to judge a person. */
export const postKindShape = z.enum(['front-line', 'technical', 'management', 'other'])
export type PostKind = z.infer<typeof postKindShape>

export const endReasonShape = z.enum([
  'moved-out',
  'removed',
  'withdrew',
  'expelled',
  'deceased',
  'not-confirmed',
  'mistake',
])
export type EndReason = z.infer<typeof endReasonShape>

const nameShape = z.string().trim().min(1).max(60)
const reasonShape = z.string().trim().min(2, '写明事由').max(400)

// ---------------------------------------------------------------- list and page

export const memberFilterShape = z.object({
  q: z.string().max(100).optional().describe('姓名（整个或前两个字）、党组织或单位名称；身份证号、手机号要整个'),
  organization: z.string().optional().describe('党组织编号'),
  under: z.string().optional().describe('党组织编号，含逐级下属'),
  unit: z.string().optional().describe('工作单位'),
  area: z.string().optional(),
  status: z.string().optional().describe('逗号分隔；不写为 full、probationary、suspended'),
  place: z.string().optional().describe('组织关系在哪里，逗号分隔'),
  ids: z.string().max(4000).optional().describe('逗号分隔的编号'),
  flag: z.enum(['floating', 'lost', 'works-elsewhere', 'no-organization', 'dual']).optional(),
  joined: z.enum(['this-year', 'last-year']).optional(),
})
export type MemberFilter = z.infer<typeof memberFilterShape>

/** Personal fields are masked unless a purpose was stated. */
export const memberRowShape = z.object({
  id: z.string(),
  name: z.string(),
  status: memberStatusShape,
  place: relationPlaceShape,
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  joined: dayShape.nullable().describe('入党日期'),
  fullOn: dayShape.nullable().describe('转正日期'),
  postKind: postKindShape.nullable(),
  floating: z.boolean(),
  lostSince: dayShape.nullable(),
  since: dayShape.describe('在现党组织自'),
})
export type MemberRow = z.infer<typeof memberRowShape>

export const memberPageShape = memberRowShape.extend({
  phone: z.string().nullable(),
  identity: z.string().nullable(),
  gender: z.enum(['male', 'female']).nullable(),
  born: dayShape.nullable(),
  ethnicity: z.string().nullable(),
  education: z.string().nullable(),
  job: z.string().nullable(),
  group: z.string().nullable().describe('新就业群体类别'),
  ended: dayShape.nullable(),
  endReason: endReasonShape.nullable(),
  version: z.number().int(),
  hasAccount: z.boolean().describe('本人有账号，看得到自己的记录'),
  /** Organisations they take part in beside the one that holds the relation. */
  partIn: z.array(
    z.object({
      organization: z.string(),
      name: z.string(),
      kind: z.enum(['dual', 'floating']),
      from: dayShape,
      to: dayShape.nullable(),
    }),
  ),
  history: z.array(
    z.object({ from: dayShape, to: dayShape.nullable(), organizationName: z.string(), words: z.string() }),
  ),
  events: z.array(z.object({ id: z.string(), day: dayShape, words: z.string(), reason: z.string(), by: z.string() })),
})
export type MemberPage = z.infer<typeof memberPageShape>

/** What is kept of a member; nothing else is asked for. Identity number and phone are never required. */
export const memberFieldsShape = z.object({
  name: nameShape,
  status: z.enum(['full', 'probationary', 'suspended']),
  place: relationPlaceShape.default('unit'),
  organization: z.string().nullable(),
  unit: z.string().nullable().default(null),
  joined: dayShape.nullable().default(null),
  fullOn: dayShape.nullable().default(null),
  gender: z.enum(['male', 'female']).nullable().default(null),
  born: dayShape.nullable().default(null),
  ethnicity: z.string().trim().max(20).nullable().default(null),
  education: z.string().trim().max(40).nullable().default(null),
  job: z.string().trim().max(80).nullable().default(null),
  postKind: postKindShape.nullable().default(null),
  group: z.string().trim().max(40).nullable().default(null),
  phone: z.string().trim().max(40).nullable().default(null),
  identity: z.string().trim().max(40).nullable().default(null),
})
export type MemberFields = z.infer<typeof memberFieldsShape>

/** What one may be allowed to do here. */
export const membersVerbs = verbs({
  'members.read': { words: '看党员名册' },
  'members.edit': { words: '登记、更正党员信息' },
  'members.transfer': { words: '办组织关系转接、流动党员' },
  'members.develop': { words: '办发展党员' },
  'members.declare': { words: '受理自愿申报' },
  'members.import': { words: '导入、核对党员名册', whole: '名册要和全区的党组织对上' },
  'members.export': { words: '导出党员名册' },
})

export const membersEndpoints = endpoints({
  'members.list': {
    method: 'GET',
    path: '/api/members',
    summary: '党员名册',
    verb: 'members.read',
    input: memberFilterShape.extend({
      ...pageInput,
      sort: z.enum(['organization', 'joined', 'since', 'changed']).default('organization'),
      desc: z.stringbool().default(false),
    }),
    output: pageOf(memberRowShape),
  },
  'members.count': {
    method: 'GET',
    path: '/api/members/count',
    summary: '几名党员，分状态、关系所在、岗位',
    verb: 'members.read',
    input: memberFilterShape,
    output: z.object({
      total: z.number().int(),
      statuses: z.record(z.string(), z.number().int()),
      places: z.record(z.string(), z.number().int()),
      postKinds: z.record(z.string(), z.number().int()),
      floating: z.number().int(),
      lost: z.number().int(),
    }),
  },
  'members.get': {
    method: 'GET',
    path: '/api/members/:id',
    summary: '一名党员',
    verb: 'members.read',
    input: z.object({ id: z.string() }),
    output: memberPageShape,
  },
  'members.add': {
    method: 'POST',
    path: '/api/members',
    summary: '登记一名党员',
    verb: 'members.edit',
    input: memberFieldsShape.extend({
      day: dayShape,
      reason: reasonShape,
      /** The person on file with the same name was looked at and is somebody else. */
      other: z.boolean().default(false),
    }),
    output: z.object({ id: z.string() }),
  },
  'members.correct': {
    method: 'POST',
    path: '/api/members/:id/correct',
    summary: '更正',
    verb: 'members.edit',
    input: z.object({
      id: z.string(),
      version: z.number().int(),
      reason: reasonShape,
      fields: memberFieldsShape.omit({ organization: true, status: true }).partial(),
    }),
    output: memberPageShape,
  },
  'members.setStatus': {
    method: 'POST',
    path: '/api/members/:id/status',
    summary: '转正、停止党籍、恢复、出党等',
    verb: 'members.edit',
    input: z.object({
      id: z.string(),
      version: z.number().int(),
      day: dayShape,
      to: memberStatusShape,
      endReason: endReasonShape.optional(),
      reason: reasonShape,
    }),
    output: memberPageShape,
  },
  'members.moveWithin': {
    method: 'POST',
    path: '/api/members/:id/organization',
    summary: '在本区党组织之间调整（同一上级内，不用介绍信）',
    verb: 'members.edit',
    input: z.object({
      id: z.string(),
      version: z.number().int(),
      day: dayShape,
      to: z.string(),
      reason: reasonShape,
    }),
    output: memberPageShape,
  },
  'members.tieAccount': {
    method: 'POST',
    path: '/api/members/:id/account',
    summary: '对应到本人的账号；本人由此看到、请求更正自己的记录',
    verb: 'members.edit',
    input: z.object({
      id: z.string(),
      username: z.string().trim().min(1).max(60).nullable().describe('用户名；不写则解除'),
      reason: reasonShape,
    }),
    output: memberPageShape,
  },
  'members.recount': {
    method: 'GET',
    path: '/api/members/recount',
    summary: '党组织的党员数和重数一遍的结果是否相同',
    verb: 'members.import',
    whole: '要数全区的党员',
    input: z.object({}),
    output: z.object({
      organizations: z.number().int().describe('数了几个党组织'),
      wrong: z.array(
        z.object({
          organization: z.string(),
          kept: z.object({ full: z.number().int(), probationary: z.number().int() }),
          counted: z.object({ full: z.number().int(), probationary: z.number().int() }),
        }),
      ),
    }),
  },
  'members.export': {
    method: 'GET',
    path: '/api/members/export',
    summary: '党员名册（全国系统的列序，或本区名册的列序）',
    verb: 'members.export',
    input: memberFilterShape.extend({
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      layout: z.enum(['national', 'roster']).default('roster'),
      ...releaseInput,
    }),
    output: z.never(),
    file: true,
  },
})

export const membersProblem = problems('members', {
  'not-found': { status: 404, words: '没有这名党员，或不在你负责的范围内。' },
  'outside-scope': { status: 403, words: '这名党员的组织关系不在你负责的范围内，由管那个党组织的同事办理。' },
  'no-account': { status: 404, words: '没有这个用户名的账号，或者已经停用。' },
  'changed-meanwhile': { status: 409, words: '别人刚改过这条记录，请看过最新的内容再改。' },
  refused: { status: 409, words: '不能这样办：{why}' },
  'on-file': { status: 409, words: '同一身份证号的党员已经在册，在“{where}”。' },
  'same-name': { status: 409, words: '“{where}”有同名党员，核对后不是同一人再登记。' },
  'bad-number': { status: 400, words: '{what}不对：{why}' },
  'bad-day': { status: 400, words: '日期不对：{why}' },
})

export const membersEvents = { changed: 'members.changed' } as const
