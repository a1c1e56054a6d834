import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../../../kernel/scope.ts'
import { exportPersonal } from '../../../../platform/server/personal/export-personal.ts'
import { openEyes, type Eyes } from '../../../../platform/server/personal/eyes.ts'
import { personalExport } from '../../../../platform/server/personal/kinds.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { DevelopmentPaper } from '../../../members/development/contract.ts'
import { paperName } from '../../../members/development/public.ts'
import { findDevelopmentFacts, readQuotas } from '../../../members/development/server/public.ts'
import { transfersProblem } from '../../../members/transfers/contract.ts'
import { findLetterFacts } from '../../../members/transfers/server/public.ts'
import { documentsEndpoints, type TransferPaper } from '../../contract.ts'
import { setPaper, setPapers } from '../official.ts'
import type { Paper } from '../organizations/founding-paper.ts'
import { developmentPapers } from './development-paper.ts'
import { quotaPaper } from './quota-paper.ts'
import { transferPapers } from './transfer-paper.ts'

interface File {
  readonly name: string
  readonly file: Uint8Array
}

interface Call {
  readonly scope: Scope
  readonly request: Pick<FastifyRequest, 'query' | 'params'>
}

interface Wanted<P> extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly paper: P
}

/** What is read for a paper needs no more of the server. */
type Reading = Pick<Context, 'clock' | 'database' | 'secrets'>

async function make(context: Reading, db: Db, scope: Scope, wanted: Wanted<DevelopmentPaper>, eyes: Eyes) {
  const facts = await findDevelopmentFacts(context, db, scope, wanted, eyes)
  return { paper: developmentPapers[wanted.paper](facts, context.clock.today()), facts }
}

/** Names are masked unless a purpose was stated; then the file is named after the person as well. */
export async function developmentFile(context: Context, call: Call, input: Wanted<DevelopmentPaper>): Promise<File> {
  const { scope } = call
  const eyes = await exportPersonal(context, call, 'documents.development', input)
  const { paper, facts } = await make(context, context.database.as(scope), scope, input, eyes)
  const kind = paperName(input.paper)
  const file = await setPaper(paper.parts, { title: kind })
  return { name: eyes.clear ? `${kind}（${facts.page.name}）.docx` : `${kind}.docx`, file }
}

/** The letter is the sender's to print, the receipt the receiver's. */
export async function transferFile(context: Context, call: Call, input: Wanted<TransferPaper>): Promise<File> {
  const { scope } = call
  const eyes = await exportPersonal(context, call, 'documents.transfers', input)
  const facts = await findLetterFacts(context, context.database.as(scope), scope, eyes, input.id)
  if (input.paper === 'letter' && !facts.mine.from) throw transfersProblem('refused', { why: '介绍信由转出的党组织开' })
  if (input.paper === 'receipt' && (!facts.mine.to || facts.receivedOn === null))
    throw transfersProblem('refused', { why: '接收以后，由转入的党组织出回执' })
  const papers = transferPapers(input.paper, facts, context.clock.today())
  const title = input.paper === 'letter' ? '党员组织关系介绍信' : '党员组织关系介绍信回执'
  const file = await setPapers(
    papers.map(({ parts }) => parts),
    { title },
  )
  return { name: eyes.clear ? `${title}（${facts.name}）.docx` : `${title}.docx`, file }
}

export async function quotaFile(context: Context, scope: Scope, year: number | undefined): Promise<File> {
  const { sentence, year: shown, rows } = await readQuotas(context, context.database.as(scope), scope, { year })
  const { title, parts } = quotaPaper(shown, sentence, rows)
  return { name: `${title}.docx`, file: await setPaper(parts, { title }) }
}

/** Whose names stand in a paper, of those that the case knows. */
function namesIn({ parts }: Paper, names: readonly string[]): string[] {
  const words = JSON.stringify(parts)
  return [...new Set(names)].filter((name) => words.includes(name))
}

export const memberPaperExports = {
  'documents.development': personalExport({
    endpoint: documentsEndpoints['documents.development'],
    words: '发展党员文书，含本人、培养联系人、入党介绍人姓名',
    async persons(db, scope, { id, paper }, context) {
      const eyes = openEyes(context.secrets, { purpose: '计数' })
      const made = await make(context, db, scope, { id, paper }, eyes)
      const { name, contacts, introducers } = made.facts.page
      const names = namesIn(made.paper, [name, ...contacts, ...introducers])
      return { count: names.length, names }
    },
  }),
  'documents.transfers': personalExport({
    endpoint: documentsEndpoints['documents.transfers'],
    words: '组织关系介绍信、回执，含本人姓名、身份证号、电话',
    async persons(db, scope, { id }, context) {
      const eyes = openEyes(context.secrets, { purpose: '计数' })
      const { name } = await findLetterFacts(context, db, scope, eyes, id)
      return { count: 1, names: [name] }
    },
  }),
}
