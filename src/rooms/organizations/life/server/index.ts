import { registerClock } from '../../deadlines/server/public.ts'
import type { SubRoom } from '../../server/public.ts'
import { lifeAuditWords } from './audit-words.ts'
import { lifeClock } from './clock.ts'
import { serveLife } from './endpoints.ts'
import { life4 } from './migrations/0004-life.ts'
import { life9 } from './migrations/0009-life-by-day.ts'

export const lifeServer: SubRoom = {
  migrations: [life4, life9],
  auditWords: lifeAuditWords,
  react: (context) => registerClock(context, lifeClock),
  serve: serveLife,
}
