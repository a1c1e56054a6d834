import type { FastifyInstance, FastifyReply } from 'fastify'
import { serve, type Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import { plannerProblem } from '../../planner/contract.ts'
import { findPlan } from '../../planner/server/public.ts'
import { documentsEndpoints } from '../contract.ts'
import { foundingFile, lifeFile, sendTermLetters, termLettersFile } from './organizations/files.ts'
import { developmentFile, quotaFile, transferFile } from './members/files.ts'
import { makeChangeNotePaper, makePlanPaper } from './papers.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function serveDocuments(app: FastifyInstance, context: Context): void {
  const handlers: Handlers<typeof documentsEndpoints> = {
    'documents.plan': async ({ id, town, only }, { scope, reply }) => {
      const plan = await findPlan(context.database.as(scope), scope, id)
      if (!plan) throw plannerProblem('plan-not-found')
      return sendPaper(reply, await makePlanPaper(context, scope, plan, { town, only }))
    },
    'documents.changeNote': async ({ id, to }, { scope, reply }) => {
      return sendPaper(reply, await makeChangeNotePaper(context, scope, id, to))
    },
    'documents.founding': async (input, { scope, request, reply }) =>
      sendPaper(reply, await foundingFile(context, { scope, request }, input)),
    'documents.termLetters': async ({ as, ...filter }, { scope, reply }) =>
      as === 'each'
        ? sendTermLetters(context, scope, filter, reply)
        : sendPaper(reply, await termLettersFile(context, scope, filter)),
    'documents.life': async (input, { scope, reply }) => sendPaper(reply, await lifeFile(context, scope, input)),
    'documents.development': async (input, { scope, request, reply }) =>
      sendPaper(reply, await developmentFile(context, { scope, request }, input)),
    'documents.developmentPlan': async ({ year }, { scope, reply }) =>
      sendPaper(reply, await quotaFile(context, scope, year)),
    'documents.transfers': async (input, { scope, request, reply }) =>
      sendPaper(reply, await transferFile(context, { scope, request }, input)),
  }
  serve(app, context, documentsEndpoints, handlers)
}

function sendPaper(reply: FastifyReply, { name, file }: { readonly name: string; readonly file: Uint8Array }) {
  return reply
    .header('content-type', DOCX)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(Buffer.from(file))
}
