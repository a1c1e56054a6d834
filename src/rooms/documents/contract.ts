import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { verbs } from '../../kernel/verbs.ts'

/** What one may be allowed to do here. */
export const documentsVerbs = verbs({
  'documents.make': { words: '出公文' },
})

export const documentsEndpoints = endpoints({
  'documents.plan': {
    method: 'GET',
    path: '/api/documents/plan/:id',
    summary: '组建方案（公文版式 .docx）',
    verb: 'documents.make',
    input: z.object({ id: z.string(), town: z.string().optional(), only: z.enum(['accepted', 'all']).default('all') }),
    output: z.never(),
    file: true,
  },
  'documents.changeNote': {
    method: 'GET',
    path: '/api/documents/change-note/:id',
    summary: '变更说明（公文版式 .docx）',
    verb: 'documents.make',
    input: z.object({ id: z.string(), to: z.string().optional() }),
    output: z.never(),
    file: true,
  },
})
