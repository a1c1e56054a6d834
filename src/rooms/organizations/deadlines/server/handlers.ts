import type { Handlers } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { deadlinesEndpoints } from '../contract.ts'
import { setAside, takeUp } from './aside.ts'
import { countDeadlines } from './count.ts'
import { listDeadlines } from './reads.ts'
import { listWorkdays, saveWorkdays } from './workdays.ts'

export function deadlinesHandlers(context: Context): Handlers<typeof deadlinesEndpoints> {
  return {
    'deadlines.list': (input, { db, scope, caller }) => listDeadlines(context, db, { scope, caller }, input),
    'deadlines.count': (input, { db, scope, caller }) => countDeadlines(context, db, { scope, caller }, input),
    'deadlines.setAside': (input, { scope, caller }) => setAside(context, { scope, caller }, input),
    'deadlines.takeUp': (input, { scope, caller }) => takeUp(context, { scope, caller }, input),
    'deadlines.workdays': async (_input, { db, scope }) => ({ rows: await listWorkdays(db, scope) }),
    'deadlines.saveWorkdays': (input, { scope }) => saveWorkdays(context, scope, input),
  }
}
