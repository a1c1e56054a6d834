import type { FastifyInstance } from 'fastify'
import type { Job } from '../../../kernel/shapes.ts'
import { platformEndpoints } from '../../contract.ts'
import { VERSION } from '../config.ts'
import { admit } from '../gate.ts'
import type { Context } from '../room.ts'
import { serve, type Handlers } from './route.ts'

type Own = Pick<typeof platformEndpoints, 'platform.health' | 'platform.job' | 'platform.jobs' | 'platform.cancelJob'>

/** Health, long work and its progress. The sample is served by the app, which knows the generator and the import. */
export function servePlatform(app: FastifyInstance, context: Context): void {
  const own: Own = {
    'platform.health': platformEndpoints['platform.health'],
    'platform.job': platformEndpoints['platform.job'],
    'platform.jobs': platformEndpoints['platform.jobs'],
    'platform.cancelJob': platformEndpoints['platform.cancelJob'],
  }
  const handlers: Handlers<Own> = {
    'platform.health': async () => ({
      ok: true as const,
      version: VERSION,
      database: context.database.kind,
      loopbackOnly: context.config.host === '127.0.0.1',
      accounts: await context.gates.current.accounts(),
    }),
    'platform.job': async ({ id }, { scope }) => context.jobs.get(scope, id),
    'platform.jobs': async (_input, { scope }) => ({ rows: context.jobs.list(scope) }),
    'platform.cancelJob': async ({ id }, { scope }) => context.jobs.cancel(scope, id),
  }
  serve(app, context, own, handlers)
  serveJobEvents(app, context)
}

/** Server-sent events: one `message` per change of the job, the first at once, closing after the last. */
function serveJobEvents(app: FastifyInstance, context: Context): void {
  app.get<{ Params: { id: string } }>(
    '/api/jobs/:id/events',
    { schema: { summary: '进度逐条推送（text/event-stream），每条是任务的当前样子', tags: ['platform'] } },
    async (request, reply) => {
      const { id } = request.params
      const caller = await context.gates.current.caller(request)
      const scope = admit(context.config.district, caller, { verb: 'self', from: request.ip, request: request.id })
      const first = context.jobs.get(scope, id)
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-request-id': request.id,
      })
      const send = (job: Job): void => {
        reply.raw.write(`data: ${JSON.stringify(job)}\n\n`)
        if (job.state !== 'waiting' && job.state !== 'running') reply.raw.end()
      }
      const stop = context.jobs.watch(id, send)
      reply.raw.on('close', stop)
      send(first)
    },
  )
}
