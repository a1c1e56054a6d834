import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { verbs } from '../../kernel/verbs.ts'
import { problems } from '../../kernel/problem.ts'
import { articleShape, dayShape, jobStarted, pageInput, pageOf, releaseInput } from '../../kernel/shapes.ts'

/** Lowest address level that all members of a group share, from near to far. */
export const commonShape = z.enum(['building', 'road', 'community', 'town', 'county', 'city'])
export type Common = z.infer<typeof commonShape>

/** What carries a joint branch: 楼宇共建, 园区共建, 行业统建, 区域联建. */
export const hostShape = z.enum(['building', 'park', 'industry', 'area'])
export type Host = z.infer<typeof hostShape>

/** How much each consideration counts; 0 leaves it out. With all but `address` at 0 the plan is exact and proven at once. */
export const planWeightsShape = z.object({
  address: z.number().min(0).max(100).default(1).describe('地址远近：每家按共同所在的一级计价，乘以此数'),
  distance: z.number().min(0).max(1000).default(0).describe('直线距离：每平方公里的代价；台账有经纬度的才起作用'),
  industry: z.number().min(0).max(100).default(0).describe('行业相近'),
  links: z.number().min(0).max(1000).default(0).describe('上下游、协作关系：每一对减多少'),
  stability: z.number().min(0).max(1000).default(0).describe('少变动：原来同组的每一对减多少'),
  secretary: z.number().min(0).max(1000).default(0).describe('每多设一个支部的代价（要多一名书记）'),
})
export type PlanWeights = z.infer<typeof planWeightsShape>

const hostPrice = z.number().min(0).max(1000).default(0)

export const planParamsShape = z.object({
  area: z.string().optional().describe('只排这个区域；不填为全部'),
  day: dayShape.optional().describe('按哪一天的区划和任期排；不填为今天'),
  within: z.enum(['town', 'county', 'city']).default('town').describe('联合支部不出哪一级；默认不出镇街'),
  maxUnits: z.number().int().min(2).max(10).default(5).describe('最多几家（硬规则）'),
  usualUnits: z.number().int().min(2).max(10).default(5).describe('一般不超过几家（软规则）'),
  extraUnitPrice: z.number().min(0).max(1000).default(20).describe('超出一般家数的，每多一家加多少'),
  capacity: z.number().int().min(1).max(50).default(5).describe('每名指导员联系几家'),
  countReported: z.boolean().default(false).describe('台账无正式党员数的，暂按年报人数（含预备）'),
  sameParent: z.boolean().default(false).describe('上级单位不同的不编在一组（硬规则）'),
  maxKilometres: z.number().positive().max(200).nullable().default(null).describe('组内任意两家不超过几公里（硬规则）'),
  weights: planWeightsShape.prefault({}),
  hosts: z
    .object({ building: hostPrice, park: hostPrice, industry: hostPrice, area: hostPrice })
    .prefault({})
    .describe('各种组建方式每家的加价，越小越优先；都为 0 不分先后'),
  industrySteps: z
    .array(z.number().min(0).max(100))
    .length(5)
    .default([6, 4, 2, 1, 0])
    .describe('行业距离：不同门类、同门类、同大类、同中类、同小类'),
  compareWith: z.string().optional().describe('与哪个方案比变动；不填为本情景的上一个方案，没有则为最近一个'),
  effort: z.enum(['quick', 'usual', 'thorough']).default('usual'),
})
export type PlanParams = z.infer<typeof planParamsShape>

export const proposalKindShape = z.enum(['own', 'joint', 'instructor', 'uncovered'])
/** `locked` keeps a group together in every later plan without approving it yet. */
export const decisionShape = z.enum(['open', 'accepted', 'rejected', 'changed', 'locked'])

export const memberShape = z.object({
  unit: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  weight: z.number().int().describe('正式党员'),
  address: z.string().nullable(),
  industryName: z.string().nullable(),
  price: z.number().nullable().describe('这一家在下界里的价；各家之和不超过组的代价'),
})

/** One rule held against a group. Soft rules have a price instead of a refusal. */
export const ruleCheckShape = z.object({
  rule: z.string().describe('不出本镇街 / 正式党员不少于 3 名 / 一般不超过 5 家……'),
  ok: z.boolean(),
  hard: z.boolean(),
  says: z.string().describe('本组的实际情况'),
  price: z.number().nullable().describe('软规则不合时的代价'),
})
export type RuleCheck = z.infer<typeof ruleCheckShape>

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
  host: hostShape.nullable().describe('联合组建的方式'),
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
  checks: z.array(ruleCheckShape).describe('逐条规则核对'),
  kilometres: z.number().nullable().describe('组内最远两家的直线距离；没有经纬度为 null'),
  industrySpread: z.string().describe('同一大类 / 同一门类 / 分属 3 个门类'),
  keptPartners: z.array(z.string()).describe('与对照方案相同的同组单位（名称）'),
  changedPartners: z.array(z.string()).describe('对照方案里不同组、这次同组的'),
  regret: z.number().nullable().describe('组的代价减各家之价：0 为无可改进，本镇街已证明最优的都是 0'),
  alternatives: z.array(z.object({ words: z.string(), delta: z.number().nullable() })),
  against: z.array(z.string()).describe('需要注意'),
  blockedBy: z.string().nullable().describe('未覆盖：哪条规则拦住'),
  nearest: z.array(memberShape.extend({ common: commonShape })).describe('未覆盖：最近的可联单位'),
})

export const planShape = z.object({
  id: z.string(),
  no: z.number().int(),
  name: z.string().describe('情景名；没有情景的为空'),
  scenario: z.string().nullable(),
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
  gapState: z.enum(['proven', 'refining', 'settled']).describe('已证明最优 / 仍在收紧 / 已停'),
  gapMethod: z.string().describe('下界怎么来的'),
  provenTowns: z.number().int().describe('几个镇街已证明最优'),
  byHost: z.array(z.object({ host: hostShape, groups: z.number().int(), units: z.number().int() })),
  changedUnits: z.number().int().nullable().describe('与对照方案比，同组单位有变的家数'),
  comparedNo: z.number().int().nullable().describe('对照方案的号'),
  curve: z
    .array(z.object({ bonus: z.number(), changed: z.number().int(), cost: z.number(), chosen: z.boolean() }))
    .nullable()
    .describe('变动与代价的取舍；还没算为 null'),
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
      cost: z.number(),
      gap: z.number().nullable(),
      method: z.string(),
      seconds: z.number().nullable().describe('求下界用时'),
    }),
  ),
  uncoveredBy: z.array(z.object({ reason: z.string(), n: z.number().int() })),
  decided: z.number().int(),
  stale: z.boolean().describe('台账在此之后有变'),
})
export type Plan = z.infer<typeof planShape>

export const scenarioShape = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string(),
  params: planParamsShape,
  changedAt: z.string(),
  plans: z.number().int().describe('排过几次'),
  latest: planShape.omit({ towns: true, uncoveredBy: true, curve: true }).nullable(),
})
export type Scenario = z.infer<typeof scenarioShape>

/** Plans side by side; the first is the yardstick. */
export const comparisonShape = z.object({
  sentence: z.string(),
  plans: z.array(
    planShape.omit({ towns: true, curve: true }).extend({
      costByFirst: z.number().describe('按第一个方案的价目重算的代价：同一把尺'),
      changedFromFirst: z.number().int().describe('同组单位与第一个方案不同的家数'),
      coveredOnlyHere: z.number().int().describe('第一个方案没覆盖、这个覆盖的'),
      coveredOnlyFirst: z.number().int().describe('第一个方案覆盖、这个没覆盖的'),
    }),
  ),
  units: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      townName: z.string(),
      puts: z.array(z.string()).describe('各方案把它放在哪'),
    }),
  ),
  unitsTotal: z.number().int().describe('放法不同的单位共几家；units 最多列 200 家'),
})
export type Comparison = z.infer<typeof comparisonShape>

/** Nested blocks of the address tree; a block's figures include everything below it. */
export const planMapShape = z.object({
  blocks: z.array(
    z.object({
      id: z.string(),
      parent: z.string().nullable(),
      level: z.enum(['county', 'town', 'place', 'building']),
      name: z.string(),
      town: z.string().nullable().describe('镇街编号，与 towns 的相同；点开即筛选'),
      units: z.number().int().describe('有正式党员的单位'),
      covered: z.number().int(),
      uncovered: z.number().int(),
      groups: z.number().int(),
      founders: z.number().int(),
      cost: z.number(),
    }),
  ),
  groups: z
    .array(
      z.object({
        no: z.number().int(),
        id: z.string(),
        block: z.string().describe('所在的块'),
        kind: proposalKindShape,
        decision: decisionShape,
        units: z.array(z.object({ unit: z.string(), name: z.string(), weight: z.number().int() })),
      }),
    )
    .describe('选了镇街才有：每组画成一小块'),
  points: z
    .array(
      z.object({
        unit: z.string(),
        name: z.string(),
        x: z.number().describe('公里，向东'),
        y: z.number().describe('公里，向北'),
        no: z.number().int(),
        id: z.string(),
        kind: proposalKindShape,
      }),
    )
    .describe('有经纬度的单位；没有为空'),
  withoutPoint: z.number().int(),
})
export type PlanMap = z.infer<typeof planMapShape>

export const changeTrialShape = z.object({
  ok: z.boolean(),
  why: z.string().nullable().describe('不成立的原因'),
  checks: z.array(ruleCheckShape),
  costBefore: z.number().describe('牵涉到的各组原来的代价'),
  costAfter: z.number(),
  delta: z.number(),
  others: z.array(z.string()).describe('牵涉到的其他各条会怎样'),
})
export type ChangeTrial = z.infer<typeof changeTrialShape>

/** Two units that may not sit together, or that work together and had better. */
export const pairShape = z.object({
  id: z.string(),
  kind: z.enum(['apart', 'link']),
  a: z.object({ unit: z.string(), name: z.string() }),
  b: z.object({ unit: z.string(), name: z.string() }),
  reason: z.string(),
  createdAt: z.string(),
})
export type Pair = z.infer<typeof pairShape>

export const instructorShape = z.object({
  key: z.string().describe('代替姓名指明是谁，姓名遮盖时用它'),
  name: z.string(),
  units: z.number().int().describe('现联系的家数'),
  capacity: z.number().int().nullable().describe('单独规定的家数；null 按方案的'),
  until: dayShape.nullable().describe('任期到'),
  leaving: z.boolean().describe('要离任：所联系的单位要交接'),
  townNames: z.array(z.string()),
  conflicts: z.array(z.object({ unit: z.string(), name: z.string() })).describe('有薪酬、业务往来，不能联系的单位'),
  note: z.string(),
})
export type InstructorRow = z.infer<typeof instructorShape>

export const handoverShape = z.object({
  name: z.string(),
  sentence: z.string(),
  rows: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      address: z.string().nullable(),
      townName: z.string(),
      successor: z.string().nullable().describe('null：没有人还有余量'),
      near: z.string().describe('同一楼宇 / 同一道路……'),
      second: z.string().nullable(),
      why: z.string(),
    }),
  ),
})
export type Handover = z.infer<typeof handoverShape>

/** Demonstration belts: places where units concentrate, chosen so that together they reach the most. */
export const beltsShape = z.object({
  sentence: z.string(),
  belts: z.array(
    z.object({
      no: z.number().int(),
      area: z.string().describe('块的编号'),
      level: z.enum(['building', 'park', 'road', 'community', 'town', 'circle']),
      name: z.string(),
      townName: z.string(),
      units: z.number().int(),
      newlyReached: z.number().int().describe('前面几条没有算过的'),
      withMembers: z.number().int().describe('其中有党员的'),
      members: z.number().int().describe('正式党员'),
      covered: z.number().int().describe('其中已有组织覆盖的'),
      why: z.string(),
      sample: z.array(z.object({ unit: z.string(), name: z.string() })),
    }),
  ),
  reached: z.number().int(),
  bound: z.number().describe('任何选法至多能覆盖几家'),
  gap: z.number(),
  candidates: z.number().int(),
  rejected: z.array(z.object({ name: z.string(), words: z.string() })).describe('差一点选上的'),
})
export type Belts = z.infer<typeof beltsShape>

const beltsInput = z.object({
  count: z.coerce.number().int().min(1).max(50).default(5),
  levels: z.string().default('building,park,road').describe('building,park,road,community,circle，逗号分开'),
  of: z.enum(['all', 'members', 'uncovered']).default('members').describe('数哪些单位：全部 / 有党员的 / 未覆盖的'),
  radius: z.coerce.number().min(0.1).max(20).default(0.5).describe('circle 的半径，公里'),
  area: z.string().optional(),
})

/** What one may be allowed to do here. */
export const plannerVerbs = verbs({
  'planner.read': { words: '看方案' },
  'planner.make': { words: '做方案' },
  'planner.decide': { words: '采纳、退回、调整建议' },
  'planner.settings': { words: '设置方案和不可同组', whole: '方案全区共用' },
  'planner.instructors': { words: '安排指导员', whole: '指导员在全区范围内安排' },
  'planner.export': { words: '导出方案' },
})

export const plannerEndpoints = endpoints({
  'planner.list': {
    method: 'GET',
    path: '/api/plans',
    summary: '组建方案',
    verb: 'planner.read',
    input: z.object({}),
    output: z.object({ rows: z.array(planShape.omit({ towns: true, uncoveredBy: true })) }),
  },
  'planner.make': {
    method: 'POST',
    path: '/api/plans',
    summary: '排一个方案',
    verb: 'planner.make',
    input: planParamsShape.extend({ scenario: z.string().optional().describe('为哪个情景排；给了就用情景的参数') }),
    output: jobStarted,
  },
  'planner.get': {
    method: 'GET',
    path: '/api/plans/:id',
    summary: '一个方案；id 可写 latest',
    verb: 'planner.read',
    input: z.object({ id: z.string() }),
    output: planShape,
  },
  'planner.proposals': {
    method: 'GET',
    path: '/api/plans/:id/proposals',
    summary: '方案里的建议',
    verb: 'planner.read',
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
    verb: 'planner.read',
    input: z.object({ id: z.string() }),
    output: proposalShape,
  },
  'planner.decide': {
    method: 'POST',
    path: '/api/proposals/:id/decision',
    summary: '接受、不采纳、调整、撤回',
    verb: 'planner.decide',
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
    verb: 'planner.decide',
    input: z.object({ id: z.string(), town: z.string().optional(), kind: proposalKindShape.optional() }),
    output: z.object({ accepted: z.number().int() }),
  },
  'planner.found': {
    method: 'POST',
    path: '/api/plans/:id/founding',
    summary: '把采纳的单独、联合组建建议起草成组建案件；起草过的不重复',
    verb: 'organizations.found',
    input: z.object({
      id: z.string(),
      town: z.string().optional(),
      proposals: z.array(z.string()).max(500).optional().describe('只办这几条；不写为全部采纳的'),
    }),
    output: z.object({
      opened: z.array(z.object({ proposal: z.string(), founding: z.string() })),
      already: z.number().int().describe('早先已经起草过的'),
      skipped: z.array(z.object({ proposal: z.string(), title: z.string(), why: z.string() })),
    }),
  },
  'planner.scenarios': {
    method: 'GET',
    path: '/api/scenarios',
    summary: '情景：名称、规则、分量、范围、日期',
    verb: 'planner.read',
    input: z.object({}),
    output: z.object({ rows: z.array(scenarioShape) }),
  },
  'planner.saveScenario': {
    method: 'POST',
    path: '/api/scenarios',
    summary: '新建或修改一个情景',
    verb: 'planner.settings',
    whole: plannerVerbs['planner.settings'].whole,
    input: z.object({
      id: z.string().optional(),
      name: z.string().trim().min(1).max(40),
      note: z.string().trim().max(300).default(''),
      params: planParamsShape,
    }),
    output: scenarioShape,
  },
  'planner.dropScenario': {
    method: 'POST',
    path: '/api/scenarios/:id/drop',
    summary: '删去一个情景；排过的方案还在',
    verb: 'planner.settings',
    whole: plannerVerbs['planner.settings'].whole,
    input: z.object({ id: z.string() }),
    output: z.object({}),
  },
  'planner.compare': {
    method: 'GET',
    path: '/api/plans/compare',
    summary: '几个方案并排看',
    verb: 'planner.read',
    input: z.object({ ids: z.string().describe('两个以上方案的编号，逗号分开，第一个为准') }),
    output: comparisonShape,
  },
  'planner.map': {
    method: 'GET',
    path: '/api/plans/:id/map',
    summary: '方案示意图',
    verb: 'planner.read',
    input: z.object({ id: z.string(), town: z.string().optional() }),
    output: planMapShape,
  },
  'planner.refine': {
    method: 'POST',
    path: '/api/plans/:id/refine',
    summary: '在后台收紧与下界的差距',
    verb: 'planner.make',
    input: z.object({ id: z.string(), seconds: z.number().int().min(1).max(3600).default(180) }),
    output: jobStarted,
  },
  'planner.curve': {
    method: 'POST',
    path: '/api/plans/:id/curve',
    summary: '算变动与代价的取舍',
    verb: 'planner.make',
    input: z.object({ id: z.string() }),
    output: jobStarted,
  },
  'planner.tryChange': {
    method: 'POST',
    path: '/api/proposals/:id/try',
    summary: '试着调整成员：合不合规则，代价差多少；不写入',
    verb: 'planner.decide',
    input: z.object({ id: z.string(), members: z.array(z.string()).max(20) }),
    output: changeTrialShape,
  },
  'planner.pairs': {
    method: 'GET',
    path: '/api/plan-pairs',
    summary: '不宜同组和宜同组的单位',
    verb: 'planner.read',
    input: z.object({}),
    output: z.object({ rows: z.array(pairShape) }),
  },
  'planner.savePair': {
    method: 'POST',
    path: '/api/plan-pairs',
    summary: '记一对不宜同组或宜同组的单位',
    verb: 'planner.settings',
    whole: plannerVerbs['planner.settings'].whole,
    input: z.object({
      kind: z.enum(['apart', 'link']),
      a: z.string(),
      b: z.string(),
      reason: z.string().trim().min(1).max(300),
    }),
    output: pairShape,
  },
  'planner.dropPair': {
    method: 'POST',
    path: '/api/plan-pairs/:id/drop',
    summary: '撤去一对',
    verb: 'planner.settings',
    whole: plannerVerbs['planner.settings'].whole,
    input: z.object({ id: z.string() }),
    output: z.object({}),
  },
  'planner.instructors': {
    method: 'GET',
    path: '/api/instructors',
    summary: '指导员：联系几家、任期、不能联系的单位',
    verb: 'planner.read',
    input: z.object({}),
    output: z.object({ rows: z.array(instructorShape) }),
  },
  'planner.saveInstructor': {
    method: 'POST',
    path: '/api/instructors',
    summary: '改一名指导员的家数、任期、离任、回避',
    verb: 'planner.instructors',
    whole: plannerVerbs['planner.instructors'].whole,
    input: z.object({
      name: z.string().describe('key；说明用途后也可以是姓名'),
      capacity: z.number().int().min(0).max(50).nullable(),
      until: dayShape.nullable(),
      leaving: z.boolean(),
      conflicts: z.array(z.string()).max(200),
      note: z.string().trim().max(300).default(''),
    }),
    output: instructorShape,
  },
  'planner.handover': {
    method: 'GET',
    path: '/api/instructors/handover',
    summary: '指导员离任的交接名单',
    verb: 'planner.instructors',
    whole: plannerVerbs['planner.instructors'].whole,
    input: z.object({ name: z.string(), capacity: z.coerce.number().int().min(1).max(50).default(5) }),
    output: handoverShape,
  },
  'planner.handoverXlsx': {
    method: 'GET',
    path: '/api/instructors/handover/export',
    summary: '交接名单（表格）',
    verb: 'planner.instructors',
    whole: plannerVerbs['planner.instructors'].whole,
    input: z.object({ name: z.string(), capacity: z.coerce.number().int().min(1).max(50).default(5), ...releaseInput }),
    output: z.never(),
    file: true,
    keyed: ['name'],
  },
  'planner.belts': {
    method: 'GET',
    path: '/api/belts',
    summary: '示范带：党组织和单位集中的片区',
    verb: 'planner.read',
    input: beltsInput,
    output: beltsShape,
  },
  'planner.beltsXlsx': {
    method: 'GET',
    path: '/api/belts/export',
    summary: '示范带（表格）',
    verb: 'planner.export',
    input: beltsInput,
    output: z.never(),
    file: true,
  },
  'planner.exportXlsx': {
    method: 'GET',
    path: '/api/plans/:id/export',
    summary: '导出方案（表格）',
    verb: 'planner.export',
    input: z.object({
      id: z.string(),
      town: z.string().optional(),
      only: z.enum(['accepted', 'all']).default('all'),
      ...releaseInput,
    }),
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
  'scenario-not-found': { status: 404, words: '没有这个情景，可能已删去。' },
  'scenario-name-taken': { status: 409, words: '已有叫“{name}”的情景，换一个名称。' },
  'rules-conflict': { status: 409, words: '这几条规则合在一起，一个支部也组不成：{rules}。放宽其中一条再排。' },
  'lock-conflict': { status: 409, words: '锁定的一组与规则不合：{why}。先解锁，或放宽这条规则。' },
  'compare-two': { status: 400, words: '至少选两个方案才能比。' },
  'pair-same': { status: 400, words: '选的是同一家单位。' },
  'unit-not-found': { status: 404, words: '台账里没有这家单位。' },
  'pair-not-found': { status: 404, words: '没有这一对，可能已撤去。' },
  'instructor-not-found': { status: 404, words: '台账里没有叫“{name}”的指导员。' },
  'area-required': { status: 400, words: '你负责的不止一处，请先选给哪里排方案。' },
  'below-town': { status: 409, words: '方案按镇街排。你负责的范围小于镇街，请看所在镇街的方案。' },
  'outside-reach': { status: 403, words: '不在你负责的范围内，请由管这一处的人来办。' },
  'change-infeasible': { status: 409, words: '这样调整不成立：{why}' },
})
