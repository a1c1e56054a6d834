import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/server/room.ts'
import { countWaiting, sealWaiting } from './seal.ts'

const MINUTE = 60_000
/** The embedded database clears nothing away by itself: after so many rows the waiting list is tidied. */
const TIDY_AFTER = 2000

/** Seals when the program opens, every minute, and when it closes; what fails is tried again the next minute. */
export function keepSealing(app: FastifyInstance, context: Context): void {
  const { database, clock, config } = context
  let sealed = 0
  let last: Promise<void> = Promise.resolve()
  const seal = (): Promise<void> => {
    last = last.then(async () => {
      try {
        for (const { rows } of await sealWaiting(database, clock, config.district)) sealed += rows
        if (sealed < TIDY_AFTER || database.kind !== 'embedded') return
        sealed = 0
        await database.tidy(['audit_waiting', 'audit'])
      } catch (error) {
        app.log.error({ err: error }, 'the trail was not sealed')
      }
    })
    return last
  }
  context.metrics.gauge('juxin_seals_waiting', 'Rows of the trail that no seal has closed in yet', () =>
    countWaiting(database.gate, config.district),
  )
  let timer: NodeJS.Timeout | undefined
  app.addHook('onReady', async () => {
    await seal()
    timer = setInterval(() => void seal(), MINUTE).unref()
  })
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await seal()
  })
}
