import type { FastifyInstance } from 'fastify'
import type { Job } from '../../../kernel/shapes.ts'
import { platformProblem } from '../../contract.ts'
import { admit } from '../gate.ts'
import type { Context } from '../room.ts'
import { makeAtOnce } from './at-once.ts'
import { REQUEST_LIMITS, type RequestLimits } from './limits.ts'

type Limits = Pick<RequestLimits, 'streams' | 'streamsOfOne'>

/**
 * Server-sent events: one `message` per change of the job, the first at once, closing after the last. Whoever opens more
 * at the same time than a person watches is refused: each holds a connection.
 */
export function serveJobEvents(app: FastifyInstance, context: Context, limits: Limits = REQUEST_LIMITS): void {
  const open = makeAtOnce(limits.streams, limits.streamsOfOne)
  app.get<{ Params: { id: string } }>(
    '/api/jobs/:id/events',
    { schema: { summary: '进度逐条推送（text/event-stream），每条是任务的当前样子', tags: ['platform'] } },
    async (request, reply) => {
      const { id } = request.params
      const caller = await context.gates.current.caller(request)
      const scope = admit(context.config.district, caller, { verb: 'self', from: request.ip, request: request.id })
      const first = context.jobs.get(scope, id)
      const end = open.begin(scope.account ?? request.ip)
      if (end === null) throw platformProblem('too-many-streams')
      reply.hijack()
      // The headers that every answer carries were set when the request began.
      const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8' }
      reply.raw.writeHead(200, headers as Record<string, string>)
      const send = (job: Job): void => {
        reply.raw.write(`data: ${JSON.stringify(job)}\n\n`)
        if (job.state !== 'waiting' && job.state !== 'running') reply.raw.end()
      }
      const stop = context.jobs.watch(id, send)
      reply.raw.on('close', () => {
        stop()
        end()
      })
      send(first)
    },
  )
}
