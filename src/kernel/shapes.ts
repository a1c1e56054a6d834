import { z } from 'zod'

/** Shapes that several rooms' contracts speak of. */

export const dayShape = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2026-11-21 的样子')

/** One page of a keyset-paged list; hand `next` back as `after` for the following page. */
export const pageInput = {
  after: z.string().max(400).optional().describe('上一页返回的 next'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('一页几行'),
}

/** Of a file with many names: the release that a second person gave. */
export const releaseInput = {
  release: z.string().max(60).optional().describe('放行编号；说明用途后导出的人数超过门槛时要有'),
}

export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({
    rows: z.array(row),
    next: z.string().nullable(),
    /** Exact up to 10,000, then `null` unless the query is cheap to count. */
    total: z.number().int().nullable(),
  })
}

/** Where a rule is written: shown beside every figure and every piece of advice. */
export const articleShape = z.object({
  rule: z.string().describe('规则编号'),
  regulation: z.string().describe('文件名称'),
  article: z.string().describe('条款'),
  text: z.string().describe('条文'),
  certainty: z.enum(['H', 'M', 'L', '?']).describe('H 条文已核 · M 单一来源或地方做法 · L 依据弱 · ? 未查到，作为参数'),
  hard: z.boolean().describe('硬性；false 为“一般”'),
})
export type Article = z.infer<typeof articleShape>

export const jobShape = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** What is being done now, in the office's words. */
  doing: z.string(),
  /** 0–1; null while the end cannot be seen. */
  progress: z.number().nullable(),
  /** Seconds still to go, estimated; null when unknown. */
  remaining: z.number().nullable(),
  problem: z.object({ code: z.string(), words: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  /** What the job made, e.g. the id of an import or a plan. */
  result: z.record(z.string(), z.unknown()).nullable(),
})
export type Job = z.infer<typeof jobShape>

export const jobStarted = z.object({ job: z.string().describe('任务编号，进度看 /api/jobs/:id') })
