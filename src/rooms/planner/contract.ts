import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { problems } from '../../kernel/problem.ts'
import { articleShape, dayShape, jobStarted, pageInput, pageOf } from '../../kernel/shapes.ts'

/** Lowest address level that all members of a group share, from near to far. */
export const commonShape = z.enum(['building', 'road', 'community', 'town', 'county', 'city'])
export type Common = z.infer<typeof commonShape>

export const planParamsShape = z.object({
  area: z.string().optional().describe('只排这个区域；不填为全部'),
  within: z.enum(['town', 'county', 'city']).default('town').describe('联合支部不出哪一级；默认不出镇街'),
  maxUnits: z.number().int().min(2).max(10).default(5),
  capacity: z.number().int().min(1).max(50).default(5).describe('每名指导员联系几家'),
  countReported: z.boolean().default(false).describe('台账无正式党员数的，暂按年报人数（含预备）'),
})
export type PlanParams = z.infer<typeof planParamsShape>

export const proposalKindShape = z.enum(['own', 'joint', 'instructor', 'uncovered'])
export const decisionShape = z.enum(['open', 'accepted', 'rejected', 'changed'])

export const memberShape = z.object({
  unit: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  weight: z.number().int().describe('正式党员'),
  address: z.string().nullable(),
  industryName: z.string().nullable(),
})

export const proposalRowShape = z.object({
  id: z.string(),
  plan: z.string(),
  no: z.number().int(),
  kind: proposalKindShape,
  title: z.string().describe('黄浦路 901 号 / 某某街道 / 单位名'),
  town: z.string().nullable(),
  townName: z.string(),
  units: z.number().int(),
  weight: z.number().int().describe('正式党员合计'),
  industries: z.string(),
  common: commonShape.nullable(),
  commonName: z.string(),
  cost: z.number(),
  cautions: z.number().int().describe('有几处需要注意'),
  instructor: z.string().nullable(),
  decision: decisionShape,
  reason: z.string().nullable(),
})
export type ProposalRow = z.infer<typeof proposalRowShape>

export const proposalShape = proposalRowShape.extend({
  members: z.array(memberShape),
  why: z.string(),
  article: articleShape,
  alternatives: z.array(z.object({ words: z.string(), delta: z.number().nullable() })),
  against: z.array(z.string()).describe('需要注意'),
  blockedBy: z.string().nullable().describe('未覆盖：哪条规则拦住'),
  nearest: z.array(memberShape.extend({ common: commonShape })).describe('未覆盖：最近的可联单位'),
})

export const planShape = z.object({
  id: z.string(),
  no: z.number().int(),
  madeAt: z.string(),
  asOf: dayShape,
  params: planParamsShape,
  sentence: z.string(),
  groups: z.number().int(),
  groupUnits: z.number().int(),
  founders: z.number().int(),
  uncovered: z.number().int(),
  withoutMembers: z.number().int().describe('没有党员，也没有工作覆盖'),
  assigned: z.number().int().describe('其中现有指导员还能联系的'),
  instructors: z.number().int(),
  instructorsNeeded: z.number().int().describe('其余单位还需新聘几名'),
  unverified: z.number().int().describe('只有年报人数或预备党员，未核实，不在方案内'),
  cost: z.number(),
  bound: z.number(),
  gap: z.number().describe('与理论下界的差距，0 为已证明最优'),
  peerCost: z.number().describe('按街道排序再切的常规做法的代价'),
  peerUncovered: z.number().int().describe('常规做法剩下几家'),
  carried: z.number().int().describe('沿用此前审定的条数'),
  milliseconds: z.number(),
  towns: z.array(
    z.object({
      town: z.string().describe('镇街编号；镇街未定的为 区县编号?'),
      name: z.string(),
      county: z.string(),
      groups: z.number().int(),
      units: z.number().int(),
      founders: z.number().int(),
      uncovered: z.number().int(),
      assigned: z.number().int().describe('编给指导员联系的，含新聘'),
      open: z.number().int().describe('还没审的条数'),
    }),
  ),
  uncoveredBy: z.array(z.object({ reason: z.string(), n: z.number().int() })),
  decided: z.number().int(),
  stale: z.boolean().describe('台账在此之后有变'),
})
export type Plan = z.infer<typeof planShape>

export const plannerEndpoints = endpoints({
  'planner.list': {
    method: 'GET',
    path: '/api/plans',
    summary: '组建方案',
    input: z.object({}),
    output: z.object({ rows: z.array(planShape.omit({ towns: true, uncoveredBy: true })) }),
  },
  'planner.make': {
    method: 'POST',
    path: '/api/plans',
    summary: '排一个方案',
    input: planParamsShape,
    output: jobStarted,
  },
  'planner.get': {
    method: 'GET',
    path: '/api/plans/:id',
    summary: '一个方案；id 可写 latest',
    input: z.object({ id: z.string() }),
    output: planShape,
  },
  'planner.proposals': {
    method: 'GET',
    path: '/api/plans/:id/proposals',
    summary: '方案里的建议',
    input: z.object({
      id: z.string(),
      town: z.string().optional(),
      kind: proposalKindShape.optional(),
      decision: decisionShape.optional(),
      cautions: z.enum(['yes']).optional().describe('只看有需要注意的'),
      q: z.string().max(60).optional(),
      ...pageInput,
    }),
    output: pageOf(proposalRowShape),
  },
  'planner.proposal': {
    method: 'GET',
    path: '/api/proposals/:id',
    summary: '一条建议，为什么',
    input: z.object({ id: z.string() }),
    output: proposalShape,
  },
  'planner.decide': {
    method: 'POST',
    path: '/api/proposals/:id/decision',
    summary: '接受、不采纳、调整、撤回',
    input: z.object({
      id: z.string(),
      decision: decisionShape,
      reason: z.string().trim().max(300).optional().describe('不采纳和调整时必填'),
      members: z.array(z.string()).max(20).optional().describe('调整后的成员'),
    }),
    output: proposalShape,
  },
  'planner.acceptAll': {
    method: 'POST',
    path: '/api/plans/:id/accept',
    summary: '接受一个镇街里还没审的建议',
    input: z.object({ id: z.string(), town: z.string().optional(), kind: proposalKindShape.optional() }),
    output: z.object({ accepted: z.number().int() }),
  },
  'planner.exportXlsx': {
    method: 'GET',
    path: '/api/plans/:id/export',
    summary: '导出方案（表格）',
    input: z.object({ id: z.string(), town: z.string().optional(), only: z.enum(['accepted', 'all']).default('all') }),
    output: z.never(),
    file: true,
  },
})

export const plannerProblem = problems('planner', {
  'plan-not-found': { status: 404, words: '还没有方案，先点“排方案”。' },
  'proposal-not-found': { status: 404, words: '没有这条建议，方案可能已重排。' },
  'bad-params': { status: 400, words: '参数不对：{where}' },
  'area-not-found': { status: 404, words: '没有叫“{name}”的区域。' },
  'no-paper': { status: 409, words: '这里不能出公文版式，请用表格导出。' },
  'reason-required': { status: 400, words: '请写明理由。' },
  'change-infeasible': { status: 409, words: '这样调整不成立：{why}' },
})
