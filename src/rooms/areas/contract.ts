import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { verbs } from '../../kernel/verbs.ts'
import { problems } from '../../kernel/problem.ts'
import { dayShape } from '../../kernel/shapes.ts'

/** Trees with validity dates: division (province … community), building, park, grid. */
export const treeShape = z.enum(['division', 'building', 'park', 'grid'])
export type Tree = z.infer<typeof treeShape>

export const levelShape = z.enum(['province', 'city', 'county', 'town', 'community', 'building', 'park', 'grid'])
export type Level = z.infer<typeof levelShape>

export const areaShape = z.object({
  id: z.string(),
  tree: treeShape,
  code: z.string().nullable().describe('GB/T 2260 代码；楼宇、园区、网格没有'),
  name: z.string(),
  level: levelShape,
  /** Functional zones act as counties but are not in GB/T 2260. */
  zone: z.boolean(),
  parent: z.string().nullable(),
  path: z.string().describe('从根到本级的编号，以 / 结尾'),
  validFrom: dayShape,
  validTo: dayShape.nullable(),
  units: z.number().int().describe('辖内在册单位'),
  children: z.number().int(),
})
export type Area = z.infer<typeof areaShape>

export const changeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), area: z.string(), name: z.string().trim().min(1).max(60) }),
  z.object({ kind: z.literal('move'), area: z.string(), to: z.string() }),
  z.object({
    kind: z.literal('split'),
    area: z.string(),
    into: z.array(z.object({ name: z.string().trim().min(1).max(60), children: z.array(z.string()) })).min(2),
  }),
  z.object({ kind: z.literal('merge'), areas: z.array(z.string()).min(2), name: z.string().trim().min(1).max(60) }),
])
export type AreaChange = z.infer<typeof changeShape>

export const previewShape = z.object({
  ok: z.boolean(),
  why: z.string().nullable().describe('不能这样改的原因'),
  sentence: z.string(),
  ends: z.array(z.object({ id: z.string(), name: z.string(), units: z.number().int() })),
  begins: z.array(z.object({ id: z.string(), name: z.string(), units: z.number().int() })),
  unitsMoved: z.number().int(),
})

/** What one may be allowed to do here. */
export const areasVerbs = verbs({
  'areas.read': { words: '看区域' },
  'areas.change': { words: '调整区划', whole: '区划一改，全区台账和报表都随之变动' },
})

export const areasEndpoints = endpoints({
  'areas.office': {
    method: 'GET',
    path: '/api/office',
    summary: '本办公室：管哪里、数据截至哪天',
    verb: 'areas.read',
    input: z.object({}),
    output: z.object({
      district: z.string(),
      root: areaShape.nullable().describe('还没有导入过文件时为空'),
      asOf: dayShape,
      today: dayShape,
      version: z.string(),
    }),
  },
  'areas.children': {
    method: 'GET',
    path: '/api/areas',
    summary: '下一级区域',
    verb: 'areas.read',
    input: z.object({
      parent: z.string().optional().describe('不填为本办公室的根'),
      tree: treeShape.default('division'),
      asOf: dayShape.optional(),
    }),
    output: z.object({ rows: z.array(areaShape), asOf: dayShape }),
  },
  'areas.find': {
    method: 'GET',
    path: '/api/areas/find',
    summary: '按名称找区域',
    verb: 'areas.read',
    input: z.object({ q: z.string().trim().min(1).max(60), limit: z.coerce.number().int().min(1).max(50).default(20) }),
    output: z.object({ rows: z.array(areaShape.extend({ trail: z.string().describe('上级名称') })) }),
  },
  'areas.get': {
    method: 'GET',
    path: '/api/areas/:id',
    summary: '一个区域和它的沿革',
    verb: 'areas.read',
    input: z.object({ id: z.string(), asOf: dayShape.optional() }),
    output: z.object({
      area: areaShape,
      trail: z.array(z.object({ id: z.string(), name: z.string(), level: levelShape })),
      history: z.array(z.object({ day: dayShape, words: z.string() })),
    }),
  },
  'areas.previewChange': {
    method: 'POST',
    path: '/api/areas/changes/preview',
    summary: '调整区划之前先看影响',
    verb: 'areas.change',
    whole: areasVerbs['areas.change'].whole,
    input: z.object({ day: dayShape, change: changeShape }),
    output: previewShape,
  },
  'areas.applyChange': {
    method: 'POST',
    path: '/api/areas/changes',
    summary: '调整区划：更名、划转、拆分、合并',
    verb: 'areas.change',
    whole: areasVerbs['areas.change'].whole,
    input: z.object({ day: dayShape, change: changeShape, reason: z.string().trim().min(1).max(300) }),
    output: previewShape,
  },
})

export const areasProblem = problems('areas', {
  'area-not-found': { status: 404, words: '没有这个区域，可能已经调整。请从区域页重新选择。' },
  'change-refused': { status: 409, words: '不能这样调整：{why}' },
})

export const areasEvents = { changed: 'areas.changed' } as const
