import type { FastifyInstance } from 'fastify'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Job } from '../../../../kernel/shapes.ts'
import { admit, everybody } from '../../../../platform/server/gate.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runAllClocks } from './run-all.ts'
import { lastRun } from './runs.ts'

const MINUTE = 60_000

/** Once a day by China's calendar: in the first minute of the day, or of the program when it was not running then. */
export function keepDeadlines(app: FastifyInstance, context: Context): void {
  let timer: NodeJS.Timeout | undefined
  let busy = false
  const tick = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      const job = await runIfNewDay(context)
      if (job !== null) await context.jobs.finished(job.id)
    } catch (error) {
      app.log.error({ err: error }, 'deadlines')
    } finally {
      busy = false
    }
  }
  app.addHook('onReady', async () => {
    timer = setInterval(() => void tick(), MINUTE).unref()
  })
  app.addHook('onClose', async () => clearInterval(timer))
}

/** The run of today, started in the background; null when it was done. */
export async function runIfNewDay(context: Context): Promise<Job | null> {
  const scope = programScope(context)
  if ((await lastRun(context.database.as(scope), scope)) === context.clock.today()) return null
  return context.jobs.start(
    scope,
    'deadlines.run',
    async (handle) => ({ ...(await runAllClocks(context, scope, (doing, share) => handle.report(doing, share))) }),
    { lane: 'background' },
  )
}

function programScope({ config }: Context): Scope {
  return admit(config.district, everybody('系统'), { verb: 'organizations.change', from: '系统', request: null })
}
