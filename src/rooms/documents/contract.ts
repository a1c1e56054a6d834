import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { verbs } from '../../kernel/verbs.ts'
import { releaseInput } from '../../kernel/shapes.ts'
import { developmentPaperShape } from '../members/development/contract.ts'
import { foundingPaperShape } from '../organizations/founding/contract.ts'
import { termFilterShape } from '../organizations/posts/contract.ts'

/** Of a year of organisation life: its plan, the minutes book, the numbers of those due and present. */
export const lifePaperShape = z.enum(['plan', 'minutes', 'attendance'])
export type LifePaper = z.infer<typeof lifePaperShape>

/** The sender's letter of introduction, and the receiver's receipt. */
export const transferPaperShape = z.enum(['letter', 'receipt'])
export type TransferPaper = z.infer<typeof transferPaperShape>

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
  'documents.founding': {
    method: 'GET',
    path: '/api/documents/founding/:id/:paper',
    summary: '组建的请示、批复、备案报告（公文版式 .docx）',
    verb: 'documents.make',
    input: z.object({ id: z.string(), paper: foundingPaperShape, ...releaseInput }),
    output: z.never(),
    file: true,
  },
  'documents.termLetters': {
    method: 'GET',
    path: '/api/documents/term-letters',
    summary: '换届提醒函：合在一份里打印，或一家一份打成包',
    verb: 'documents.make',
    input: termFilterShape.extend({
      as: z.enum(['one', 'each']).default('one').describe('one 合成一份 · each 一家一份'),
    }),
    output: z.never(),
    file: true,
  },
  'documents.life': {
    method: 'GET',
    path: '/api/documents/life/:organization/:paper',
    summary: '一年的组织生活：计划、记录簿、到会情况（公文版式 .docx）',
    verb: 'documents.make',
    input: z.object({
      organization: z.string(),
      paper: lifePaperShape,
      year: z.coerce.number().int().min(1990).max(2200).optional(),
    }),
    output: z.never(),
    file: true,
  },
  'documents.development': {
    method: 'GET',
    path: '/api/documents/development/:id/:paper',
    summary: '发展党员各步的文书（公文版式 .docx）',
    // It says what the page of the person says: whoever may not read that may not print it.
    verb: 'members.read',
    input: z.object({ id: z.string(), paper: developmentPaperShape, ...releaseInput }),
    output: z.never(),
    file: true,
  },
  'documents.developmentPlan': {
    method: 'GET',
    path: '/api/documents/development-plan',
    summary: '年度发展党员计划执行情况表（.docx）',
    verb: 'documents.make',
    input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    output: z.never(),
    file: true,
  },
  'documents.transfers': {
    method: 'GET',
    path: '/api/documents/transfers/:id/:paper',
    summary: '组织关系介绍信、回执（.docx）',
    // It says what the page of the person says: whoever may not read that may not print it.
    verb: 'members.read',
    input: z.object({ id: z.string(), paper: transferPaperShape, ...releaseInput }),
    output: z.never(),
    file: true,
  },
})
