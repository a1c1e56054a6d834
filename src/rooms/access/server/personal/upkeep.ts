import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Job } from '../../../../kernel/shapes.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { admit, everybody } from '../../../../platform/server/gate.ts'
import { needsResealing, resealAll } from '../../../../platform/server/personal/reseal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { eraseExpired } from './retention.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What the server does by itself: erases once a day what is past its time, seals anew after the keys were rotated. */
export function keepPersonal(app: FastifyInstance, context: Context): void {
  let timer: NodeJS.Timeout | undefined
  let busy = false
  const tick = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      await upkeep(context)
    } catch (error) {
      app.log.error({ err: error }, 'upkeep')
    } finally {
      busy = false
    }
  }
  app.addHook('onReady', async () => {
    timer = setInterval(() => void tick(), MINUTE).unref()
  })
  app.addHook('onClose', async () => clearInterval(timer))
}

/** One round. Each piece of work is a job in the background lane, so that it gives way and its end is told. */
export async function upkeep(context: Context): Promise<void> {
  const scope = programScope(context)
  if (needsResealing(context)) await context.jobs.finished(startResealing(context, scope).id)
  const [last] = await rowsOf<{ at: Date | null }>(
    context.database.as(scope),
    sql`select max(at) as at from personal_erasure where district = ${scope.district}`,
  )
  const since = context.clock.now().getTime() - (last?.at?.getTime() ?? 0)
  if (since >= DAY) await context.jobs.finished(startErasing(context, scope).id)
}

export function startErasing(context: Context, scope: Scope): Job {
  return context.jobs.start(
    scope,
    'personal.erase',
    async (handle) => {
      const done = await eraseExpired(context, scope, (doing, share) => handle.report(doing, share))
      return { erased: done.erased, sentences: done.sentences }
    },
    { lane: 'background' },
  )
}

function startResealing(context: Context, scope: Scope): Job {
  return context.jobs.start(
    scope,
    'personal.reseal',
    async (handle) => ({
      resealed: await resealAll(context, (done) => handle.report(`换新密钥，已换 ${done} 处`, null)),
    }),
    { lane: 'background' },
  )
}

function programScope({ config }: Context): Scope {
  return admit(config.district, everybody('系统'), { verb: 'access.retention', from: '系统', request: null })
}
