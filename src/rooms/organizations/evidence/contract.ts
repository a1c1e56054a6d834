import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'

/** Papers that stand behind a step or a deed: a scanned reply, minutes, a list. */
export const evidenceShape = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int().describe('字节'),
  about: z.string(),
  at: z.string(),
})
export type Evidence = z.infer<typeof evidenceShape>

export const evidenceEndpoints = endpoints({
  'organizations.addEvidence': {
    method: 'POST',
    path: '/api/organizations/:id/evidence',
    summary: '附材料（表单：about 说明，file 文件）',
    verb: 'organizations.change',
    input: z.object({ id: z.string() }),
    output: z.object({ ids: z.array(z.string()) }),
    upload: true,
  },
  'organizations.getEvidence': {
    method: 'GET',
    path: '/api/evidence/:id',
    summary: '下载材料',
    verb: 'organizations.read',
    input: z.object({ id: z.string() }),
    output: z.never(),
    file: true,
  },
  'organizations.dropEvidence': {
    method: 'POST',
    path: '/api/evidence/:id/drop',
    summary: '撤下附错的材料',
    verb: 'organizations.change',
    input: z.object({ id: z.string(), reason: z.string().trim().min(2, '写明事由').max(400) }),
    output: z.object({ ok: z.literal(true), sentence: z.string() }),
  },
})

export const evidenceProblem = problems('evidence', {
  'not-found': { status: 404, words: '没有这份材料，或不在你负责的范围内。' },
  'no-file': { status: 400, words: '没有收到文件，请重新选择。' },
  'too-large': { status: 413, words: '“{name}”超过 {limit} MB，请压缩或分开后再附。' },
  'wrong-kind': { status: 400, words: '“{name}”不能附：只收{kinds}，并且内容要和扩展名一致。' },
  damaged: { status: 409, words: '“{name}”在磁盘上缺失或被改动过，请从备份恢复。' },
})
