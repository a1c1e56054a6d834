import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { platformEndpoints, platformProblem } from '../../contract.ts'
import { VERSION } from '../config.ts'
import type { Context } from '../room.ts'
import { serveJobEvents } from './job-events.ts'
import { serveMetrics } from './metrics-route.ts'
import { isLoopback, isOpenToOthers } from './reach.ts'
import { serve, type Handlers } from './route.ts'

type Own = Pick<
  typeof platformEndpoints,
  'platform.health' | 'platform.ready' | 'platform.job' | 'platform.jobs' | 'platform.cancelJob'
>

/** Below this nothing more is promised; the backups' own warning comes much earlier. */
const LEAST_DISK = 64 * 1024 * 1024

/** Health, long work and its progress, figures. The sample is served by the app, which knows the generator and the import. */
export function servePlatform(app: FastifyInstance, context: Context): void {
  const own: Own = {
    'platform.health': platformEndpoints['platform.health'],
    'platform.ready': platformEndpoints['platform.ready'],
    'platform.job': platformEndpoints['platform.job'],
    'platform.jobs': platformEndpoints['platform.jobs'],
    'platform.cancelJob': platformEndpoints['platform.cancelJob'],
  }
  const handlers: Handlers<Own> = {
    'platform.health': async (_input, { caller }) => ({
      ok: true as const,
      version: caller === null ? null : VERSION,
      database: caller === null ? null : context.database.kind,
      loopbackOnly: !isOpenToOthers(context.config),
      diskLow: caller !== null && (await context.disk.look()).low,
      accounts: await context.gates.current.accounts(),
    }),
    'platform.ready': async () => {
      const why = await whyNotReady(context)
      if (why !== null) throw platformProblem('not-ready', { why })
      return { ok: true as const }
    },
    'platform.job': async ({ id }, { scope }) => context.jobs.get(scope, id),
    'platform.jobs': async (_input, { scope }) => ({ rows: context.jobs.list(scope) }),
    'platform.cancelJob': async ({ id }, { scope }) => context.jobs.cancel(scope, id),
  }
  refuseOthersBeforeAccounts(app, context)
  serve(app, context, own, handlers)
  serveJobEvents(app, context)
  serveMetrics(app, context)
  serveDescription(app, context)
}

/** The server did not open without accounts (reach.ts); should they all go while it runs, only this machine is answered. */
function refuseOthersBeforeAccounts(app: FastifyInstance, { config, gates }: Context): void {
  if (!isOpenToOthers(config)) return
  app.addHook('onRequest', async (request) => {
    if (isLoopback(request.ip) || (await gates.current.accounts())) return
    throw platformProblem('no-accounts')
  })
}

async function whyNotReady({ database, config }: Context): Promise<string | null> {
  try {
    await sql`select 1`.execute(database.gate)
  } catch {
    return '数据库没有应答'
  }
  try {
    const { bavail, bsize } = await statfs(config.dataDir)
    return bavail * bsize < LEAST_DISK ? '磁盘满了' : null
  } catch {
    return '数据文件夹读不了'
  }
}

/** The description of the interface names every endpoint: for whoever is signed in. */
function serveDescription(app: FastifyInstance, context: Context): void {
  app.route({
    method: 'GET',
    url: '/api/openapi.json',
    schema: { hide: true },
    handler: async (request) => {
      if ((await context.gates.current.caller(request)) === null) throw platformProblem('not-signed-in')
      return app.swagger()
    },
  })
}
