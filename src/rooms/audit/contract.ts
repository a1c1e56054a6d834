import { z } from 'zod'
import { parseDay } from '../../kernel/day.ts'
import { endpoints } from '../../kernel/endpoint.ts'
import { problems } from '../../kernel/problem.ts'
import { dayShape, pageInput, pageOf } from '../../kernel/shapes.ts'
import { verbs } from '../../kernel/verbs.ts'

export const auditVerbs = verbs({
  'audit.read': { words: '看留痕' },
  'audit.export': { words: '导出留痕' },
})

/** A day that there is, in times that a database can reckon with in any zone. */
const trailDay = dayShape.refine((day) => parseDay(day) !== null && day > '1900' && day < '2200', '没有这一天')

export const trailFilter = {
  /** Account id, or a part of the actor's name. */
  who: z.string().max(60).optional().describe('谁'),
  subject: z.string().max(60).optional().describe('哪家单位、哪个账号等的编号'),
  verb: z.string().max(60).optional().describe('做了什么，如 units. 或 units.export'),
  kind: z.enum(['write', 'read', 'export', 'sign-in', 'permission']).optional(),
  from: trailDay.optional().describe('从哪天（含）'),
  until: trailDay.optional().describe('到哪天（含）'),
}

export const trailRowShape = z.object({
  id: z.string(),
  at: z.string(),
  who: z.string(),
  account: z.string().nullable(),
  actingFor: z.array(z.string()),
  from: z.string(),
  request: z.string().nullable(),
  action: z.string(),
  /** The action in the office's words: `导出台账`. */
  words: z.string(),
  kind: z.enum(['write', 'read', 'export', 'sign-in', 'permission']),
  subject: z.string().nullable(),
  subjectName: z.string().nullable(),
  /** Facts by their names; `before` and `after` hold those that were changed, each by its name. */
  details: z.record(z.string(), z.unknown()),
  /** Number of the seal that closed it in; null while it waits for the next minute. */
  seal: z.number().int().nullable(),
})
export type TrailRow = z.infer<typeof trailRowShape>

export const headShape = z.object({
  /** 0 while nothing was sealed. */
  no: z.number().int(),
  at: z.string().nullable(),
  rows: z.number().int().describe('到此共封存多少条'),
  hash: z.string().describe('链头，64 位十六进制'),
  waiting: z.number().int().describe('等待封存'),
})

export const verdictShape = z.object({
  ok: z.boolean(),
  sentence: z.string(),
  rows: z.number().int(),
  seals: z.number().int(),
  seconds: z.number(),
  faults: z.array(
    z.object({
      kind: z.enum(['changed', 'removed', 'added', 'reordered', 'seal-broken', 'head-missing']),
      seal: z.number().int().nullable(),
      row: z.string().nullable(),
      words: z.string(),
    }),
  ),
})

export type Verdict = z.infer<typeof verdictShape>

export const auditEndpoints = endpoints({
  'audit.list': {
    method: 'GET',
    path: '/api/audit',
    summary: '留痕：谁、替谁、做了什么、在哪、什么时候；看它本身也留痕',
    verb: 'audit.read',
    input: z.object({ ...trailFilter, ...pageInput }),
    output: pageOf(trailRowShape),
  },
  'audit.export': {
    method: 'GET',
    path: '/api/audit/export',
    summary: '导出留痕（.xlsx），末行是条数、校验和与链头',
    verb: 'audit.export',
    input: z.object({ ...trailFilter }),
    output: z.object({}),
    file: true,
  },
  'audit.head': {
    method: 'GET',
    path: '/api/audit/head',
    summary: '链头：抄下或打印它，日后就能看出最新的几条有没有被拿掉',
    verb: 'audit.read',
    input: z.object({}),
    output: headShape,
  },
  'audit.verify': {
    method: 'POST',
    path: '/api/audit/verify',
    summary: '核验整条链；给出以前抄下的链头则一并核对',
    verb: 'audit.read',
    whole: '整条链是全区的',
    input: z.object({ head: z.string().max(200).optional() }),
    output: z.object({ job: z.string() }),
  },
})

export const auditProblem = problems('audit', {
  which: { status: 400, words: '说明要做什么：verify 核验、head 打印链头、seal 立即封存。' },
  'head-unreadable': { status: 400, words: '链头应是“序号:64 位十六进制”，请照抄下来的样子填。' },
})
