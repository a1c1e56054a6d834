import { registerClock } from '../../deadlines/server/public.ts'
import type { SubRoom } from '../../server/public.ts'
import { lifeAuditWords } from './audit-words.ts'
import { lifeClock } from './clock.ts'
import { serveLife } from './endpoints.ts'
import { life4 } from './migrations/0004-life.ts'

export const lifeServer: SubRoom = {
  migrations: [life4],
  auditWords: lifeAuditWords,
  react: (context) => registerClock(context, lifeClock),
  serve: serveLife,
}
