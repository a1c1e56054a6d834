import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf } from '../../../kernel/shapes.ts'
import { organizationKindShape } from '../contract.ts'
import { demandKinds, lifeKinds } from './rules/life-kinds.ts'

export const lifeKindShape = z.enum(lifeKinds)
export const demandKindShape = z.enum(demandKinds)

const reasonShape = z.string().trim().min(2, '写明事由').max(400)
const countShape = z.number().int().min(0).max(100_000)
const monthShape = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成 2026-11 的样子')
const yearShape = z.coerce.number().int().min(1990).max(2200)

/** Who held it, with how many of how many: numbers of the meeting, never who came. */
const holderShape = z.object({
  organization: z.string(),
  due: countShape.nullable().default(null).describe('应到'),
  present: countShape.nullable().default(null).describe('实到'),
})

const fieldsShape = z.object({
  day: dayShape,
  kinds: z.array(lifeKindShape).min(1, '选一种').max(4).describe('一次可以是几样，如主题党日带党课'),
  title: z.string().trim().max(120).default(''),
  note: z.string().trim().max(4000).default('').describe('议题和决定；不写谁来谁没来'),
  bySecretary: z.boolean().default(false).describe('书记讲的党课'),
  holders: z.array(holderShape).min(1).max(50).describe('几个党组织一起开的都列上'),
})

export const newMeetingShape = fieldsShape.extend({
  source: z.enum(['hand', 'file', 'calendar']).default('hand'),
  key: z.string().max(200).nullable().default(null).describe('日历里的编号：同一条不记两次'),
})

export const meetingShape = z.object({
  id: z.string(),
  day: dayShape,
  kinds: z.array(lifeKindShape),
  title: z.string(),
  note: z.string(),
  bySecretary: z.boolean(),
  source: z.enum(['hand', 'file', 'calendar']),
  holders: z.array(
    z.object({
      organization: z.string(),
      name: z.string(),
      due: z.number().int().nullable(),
      present: z.number().int().nullable(),
    }),
  ),
  withdrawn: z.boolean(),
  version: z.number().int(),
  by: z.string(),
  at: z.string(),
})
export type Meeting = z.infer<typeof meetingShape>

export const lifeFilterShape = z.object({
  organization: z.string().optional(),
  area: z.string().optional(),
  under: z.string().optional().describe('党组织编号，含逐级下属'),
  q: z.string().max(100).optional().describe('党组织的名称、拼音、首字母、代码'),
  kind: lifeKindShape.optional(),
  from: dayShape.optional(),
  to: dayShape.optional(),
  withdrawn: z.stringbool().default(false).describe('也要撤回的'),
})

/** What was read from a file; a person confirms it. */
export const draftShape = z.object({
  day: dayShape.nullable(),
  kinds: z.array(lifeKindShape),
  title: z.string(),
  due: z.number().int().nullable(),
  present: z.number().int().nullable(),
  bySecretary: z.boolean(),
  key: z.string().nullable(),
})

export const demandShape = z.object({
  kind: demandKindShape,
  words: z.string(),
  months: z.number().int(),
  times: z.number().int(),
  article: articleShape,
})

export const standingShape = z.object({
  kind: demandKindShape,
  period: z.string(),
  from: dayShape,
  to: dayShape,
  needed: z.number().int(),
  held: z.number().int(),
  state: z.enum(['held', 'missing', 'open']),
})

export const planItemShape = z.object({
  month: z.number().int().min(1).max(12),
  kind: lifeKindShape,
  topic: z.string().trim().max(120).default(''),
})

/** One organisation's year: what was held, what is missing, the plan, the numbers of those due and present. */
export const lifeYearShape = z.object({
  organization: z.object({ id: z.string(), name: z.string(), kind: organizationKindShape }),
  year: z.number().int(),
  sentence: z.string(),
  since: dayShape.describe('自这天起才算该开没开'),
  demands: z.array(demandShape),
  standings: z.array(standingShape),
  meetings: z.array(meetingShape).describe('按日期先后'),
  attendance: z.array(
    z.object({
      kind: lifeKindShape,
      n: z.number().int(),
      counted: z.number().int().describe('其中写了人数的次数'),
      due: z.number().int(),
      present: z.number().int(),
    }),
  ),
  plan: z.object({ saved: z.boolean(), items: z.array(planItemShape), version: z.number().int() }),
  changeable: z.boolean(),
})
export type LifeYear = z.infer<typeof lifeYearShape>

const scopeFilter = { area: z.string().optional(), under: z.string().optional() }

export const lifeSummaryShape = z.object({
  month: monthShape,
  over: z.boolean().describe('这个月已经过完'),
  organizations: z.number().int().describe('该过组织生活的党组织'),
  complete: z.number().int().describe('该月到期的都开了'),
  lacking: z.number().int(),
  meetings: z.number().int().describe('当月记了几次'),
  demands: z.array(demandShape.extend({ asked: z.number().int(), lacking: z.number().int() })),
  /** Really holding organisation life: nominal and effective side by side, each with its rows. */
  effective: z.object({
    organizations: z.number().int(),
    effective: z.number().int(),
    fresh: z.number().int().describe('入册不久，还不好说'),
    units: z.number().int(),
    unitsEffective: z.number().int(),
    unitsFresh: z.number().int(),
    times: z.number().int(),
    months: z.number().int(),
    article: articleShape,
  }),
  weak: z
    .object({ n: z.number().int(), words: z.string(), article: articleShape })
    .nullable()
    .describe('本区定的“没有组织生活”，没有启用为空'),
  towns: z.array(
    z.object({
      area: z.string().nullable(),
      own: z.boolean().describe('不在哪个镇街，就在这一级'),
      name: z.string(),
      organizations: z.number().int(),
      lacking: z.number().int(),
      holding: z.number().int().describe('在册的党支部，有效覆盖的分母'),
      effective: z.number().int(),
      units: z.number().int(),
      unitsEffective: z.number().int(),
    }),
  ),
})
export type LifeSummary = z.infer<typeof lifeSummaryShape>

export const lifeRowShape = z.object({
  organization: z.string(),
  name: z.string(),
  kind: organizationKindShape,
  areaName: z.string().nullable(),
  units: z.number().int(),
  last: dayShape.nullable().describe('最近一次'),
  recent: z.number().int().describe('近几个月记了几次'),
  effect: z.enum(['effective', 'not', 'new']),
  lacking: z.array(demandKindShape).describe('该月到期还没有记的'),
  weak: z.array(z.string()).describe('软弱涣散的情形'),
})
export type LifeRow = z.infer<typeof lifeRowShape>

export const lifeEndpoints = endpoints({
  'life.record': {
    method: 'POST',
    path: '/api/life',
    summary: '记组织生活',
    verb: 'organizations.life',
    input: z.object({
      meetings: z.array(newMeetingShape).min(1).max(200),
      again: z.boolean().default(false).describe('同一天同一样已经记过，确是另一次'),
    }),
    output: z.object({
      ids: z.array(z.string()),
      skipped: z.number().int().describe('日历里以前记过的'),
      notes: z.array(z.string()),
    }),
  },
  'life.list': {
    method: 'GET',
    path: '/api/life',
    summary: '记了的组织生活',
    verb: 'organizations.read',
    input: lifeFilterShape.extend({ ...pageInput }),
    output: pageOf(meetingShape),
  },
  'life.summary': {
    method: 'GET',
    path: '/api/life/summary',
    summary: '一个月的组织生活：开了几次，谁还没有开，有效覆盖',
    verb: 'organizations.read',
    input: z.object({ ...scopeFilter, month: monthShape.optional() }),
    output: lifeSummaryShape,
  },
  'life.organizations': {
    method: 'GET',
    path: '/api/life/organizations',
    summary: '各党组织的组织生活',
    verb: 'organizations.read',
    input: z.object({
      ...scopeFilter,
      month: monthShape.optional(),
      lacking: z
        .union([demandKindShape, z.literal('any')])
        .optional()
        .describe('该月到期还没有记这一样的'),
      effect: z.enum(['effective', 'not', 'new']).optional(),
      weak: z.stringbool().optional().describe('只要软弱涣散的'),
      own: z.stringbool().optional().describe('只要就在这个区域、不在它下级镇街的'),
      q: z.string().max(100).optional(),
      ...pageInput,
    }),
    output: pageOf(lifeRowShape),
  },
  'life.get': {
    method: 'GET',
    path: '/api/life/:meeting',
    summary: '一次组织生活，含改过的各版',
    verb: 'organizations.read',
    input: z.object({ meeting: z.string() }),
    output: meetingShape.extend({
      versions: z.array(z.object({ words: z.string(), reason: z.string(), by: z.string(), at: z.string() })),
      changeable: z.boolean(),
    }),
  },
  'life.correct': {
    method: 'POST',
    path: '/api/life/:meeting/correct',
    summary: '更正',
    verb: 'organizations.life',
    input: fieldsShape.extend({ meeting: z.string(), version: z.number().int(), reason: reasonShape }),
    output: meetingShape,
  },
  'life.withdraw': {
    method: 'POST',
    path: '/api/life/:meeting/withdraw',
    summary: '撤回记错的，或恢复',
    verb: 'organizations.life',
    input: z.object({
      meeting: z.string(),
      version: z.number().int(),
      reason: reasonShape,
      back: z.boolean().default(false).describe('恢复'),
    }),
    output: meetingShape,
  },
  'life.year': {
    method: 'GET',
    path: '/api/organizations/:id/life',
    summary: '一个党组织一年的组织生活',
    verb: 'organizations.read',
    input: z.object({ id: z.string(), year: yearShape.optional() }),
    output: lifeYearShape,
  },
  'life.savePlan': {
    method: 'PUT',
    path: '/api/organizations/:id/life-plan',
    summary: '定年度计划',
    verb: 'organizations.life',
    input: z.object({
      id: z.string(),
      year: yearShape,
      version: z.number().int(),
      items: z.array(planItemShape).max(120),
    }),
    output: lifeYearShape,
  },
  'life.readFile': {
    method: 'POST',
    path: '/api/life/read',
    summary: '读会议记录（.docx、.txt）或日历（.ics），由人核对后再记',
    verb: 'organizations.life',
    upload: true,
    input: z.object({}),
    output: z.object({
      name: z.string(),
      source: z.enum(['file', 'calendar']),
      drafts: z.array(draftShape),
      notes: z.array(z.string()),
    }),
  },
})

export const lifeProblem = problems('life', {
  'not-found': { status: 404, words: '没有这条记录，或不在你负责的范围内。' },
  'changed-meanwhile': { status: 409, words: '别人刚改过这条记录，请看过最新的内容再改。' },
  refused: { status: 409, words: '不能这样记：{why}' },
  already: { status: 409, words: '“{name}”{day} 已经记过{kinds}。确是另一次，勾上“另一次”再记。' },
  'shared-beyond': { status: 403, words: '这次是和别处党组织一起开的，由管得到全部几个党组织的同事更正。' },
  'file-unreadable': { status: 400, words: '“{name}”读不了：{why}' },
})
