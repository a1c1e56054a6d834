import { writeAudit } from '../../../platform/server/audit.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import { accessEndpoints } from '../contract.ts'
import { forgetCallers } from './remembered.ts'
import { readTimes, saveTimes } from './times.ts'

export const timesTable = {
  'access.times': accessEndpoints['access.times'],
  'access.saveTimes': accessEndpoints['access.saveTimes'],
}

export function timesHandlers(context: Context): Handlers<typeof timesTable> {
  const { clock, database } = context
  return {
    'access.times': (_, { scope, db }) => readTimes(db, scope.district),
    'access.saveTimes': async ({ reason, ...after }, { scope }) => {
      await database.write(scope, async (tx) => {
        const before = await readTimes(tx, scope.district)
        await saveTimes(tx, scope.district, after)
        await writeAudit(tx, scope, clock, 'access.save-times', null, { before, after, reason })
      })
      forgetCallers(context)
      return { ok: true as const, sentence: '已保存。' }
    },
  }
}
