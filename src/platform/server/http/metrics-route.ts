import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { platformProblem } from '../../contract.ts'
import type { Context } from '../room.ts'
import { isLoopback } from './reach.ts'

/** `/metrics`: for a collector on this machine, or one that has the token. What it says is in metrics.ts. */
export function serveMetrics(app: FastifyInstance, context: Context): void {
  const { metrics, jobs, config, database } = context
  metrics.gauge('juxin_jobs', 'Long work by state, of the last two hundred', () => jobs.counts(), 'state')
  metrics.gauge(
    'juxin_database_connections',
    'Connections to the database server, and who waits for one',
    () => database.connections(),
    'state',
  )
  app.addHook('onResponse', async (request, reply) => {
    // `operationId` stands in the schema that route.ts gives every endpoint.
    const schema = request.routeOptions.schema as { operationId?: string } | undefined
    metrics.answered(schema?.operationId ?? null, reply.statusCode, reply.elapsedTime / 1000)
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request, config.metricsToken)) throw platformProblem('not-found', { path: '/metrics' })
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text())
  })
}

function mayRead(request: FastifyRequest, token: string | null): boolean {
  // Behind a proxy `ip` is whoever asked the proxy, so that nobody out there passes for this machine.
  if (isLoopback(request.ip)) return true
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return token !== null && given !== undefined && timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
