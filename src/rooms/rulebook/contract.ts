import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { verbs } from '../../kernel/verbs.ts'
import { problems } from '../../kernel/problem.ts'
import { articleShape, dayShape } from '../../kernel/shapes.ts'

/** A rule with its source. Numbers that a rule fixes stand in `params`, so that a later version is data. */
export const ruleShape = articleShape.extend({
  id: z.string(),
  topic: z.enum(['formation', 'coverage', 'instructor', 'organization-life', 'post', 'membership', 'sync', 'clock']),
  validFrom: dayShape,
  validTo: dayShape.nullable(),
  params: z.record(z.string(), z.number()),
  local: z.boolean().describe('地方做法，由本区启用才生效'),
})
export type Rule = z.infer<typeof ruleShape>

/** A rule as the office has it: a local one counts only where it was switched on, with the numbers set for it. */
export const ruleRowShape = ruleShape.extend({
  active: z.boolean().describe('本区是否按它办；地方做法启用后才是'),
  adjustable: z.boolean().describe('可以由本区启用、停用、改参数：地方做法和没有查到出处的'),
  decided: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
})
export type RuleRow = z.infer<typeof ruleRowShape>

/** When a unit counts as due to have an organisation: all conditions of one line hold (and); any line is enough (or). */
export const conditionShape = z.object({
  field: z.enum(['membersFull', 'membersAny', 'employees', 'revenue']),
  atLeast: z.number().min(0),
  below: z.number().min(0).nullable().default(null),
})
export const presetShape = z.object({
  id: z.string(),
  name: z.string().trim().min(1).max(60),
  source: z.string().max(300),
  certainty: z.enum(['H', 'M', 'L', '?']),
  active: z.boolean(),
  builtIn: z.boolean(),
  version: z.number().int(),
  due: z.array(z.array(conditionShape).min(1)).min(1).describe('任一行全部满足即“应建”'),
  targets: z.array(
    z.object({
      figure: z.enum(['organization', 'own', 'work']),
      denominator: z.string(),
      rate: z.number().min(0).max(1),
      words: z.string(),
      kinds: z.array(z.string()).default([]).describe('只对这些类别的单位；空为全部'),
    }),
  ),
  headline: z.string().describe('对外使用的分母'),
  countReported: z.boolean().describe('台账没有正式党员数时，暂按年报人数（含预备）计算；默认不这样算，先核实'),
  instructorCapacity: z.number().int().min(1).max(50),
  jointMaxUnits: z.number().int().min(2).max(20),
  sizeClasses: z.array(z.object({ key: z.string(), name: z.string(), atLeast: z.number().int().nullable() })),
})
export type Preset = z.infer<typeof presetShape>

/** What one may be allowed to do here. */
export const rulebookVerbs = verbs({
  'rulebook.read': { words: '看规则' },
  'rulebook.change': { words: '改规则口径', whole: '口径全区统一' },
})

export const rulebookEndpoints = endpoints({
  'rulebook.rules': {
    method: 'GET',
    path: '/api/rules',
    summary: '规则和出处',
    verb: 'rulebook.read',
    input: z.object({ asOf: dayShape.optional() }),
    output: z.object({ rows: z.array(ruleRowShape), version: z.string() }),
  },
  'rulebook.setRule': {
    method: 'PUT',
    path: '/api/rules/:id',
    summary: '启用、停用地方做法，改本区的参数',
    verb: 'rulebook.change',
    whole: rulebookVerbs['rulebook.change'].whole,
    input: z.object({
      id: z.string(),
      active: z.boolean(),
      params: z.record(z.string(), z.number().min(0).max(100_000)).default({}),
      reason: z.string().trim().min(2, '写明依据').max(400),
    }),
    output: ruleRowShape,
  },
  'rulebook.presets': {
    method: 'GET',
    path: '/api/presets',
    summary: '各地口径',
    verb: 'rulebook.read',
    input: z.object({}),
    output: z.object({ rows: z.array(presetShape) }),
  },
  'rulebook.savePreset': {
    method: 'PUT',
    path: '/api/presets/:id',
    summary: '改口径（另存为本区口径）',
    verb: 'rulebook.change',
    whole: rulebookVerbs['rulebook.change'].whole,
    input: z.object({
      id: z.string(),
      preset: presetShape.omit({ id: true, builtIn: true, version: true, active: true }),
    }),
    output: presetShape,
  },
})

export const rulebookProblem = problems('rulebook', {
  'rule-not-found': { status: 404, words: '没有这条规则。' },
  'rule-fixed': { status: 409, words: '“{article}”是全国的规定，不能由本区改。' },
  'rule-params': { status: 400, words: '参数不对：{why}' },
  'preset-not-found': { status: 404, words: '没有这个口径。' },
  'preset-built-in': { status: 409, words: '自带的口径不能改，请另存一份再改。' },
  'preset-active': { status: 409, words: '正在使用的口径不能直接改，请另存一份，试算后再启用。' },
  'preset-invalid': { status: 400, words: '口径有误：{why}' },
})

export const rulebookEvents = { presetActivated: 'rulebook.preset-activated', ruleSet: 'rulebook.rule-set' } as const
