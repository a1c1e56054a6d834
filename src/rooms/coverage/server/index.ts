import { serve } from '../../../platform/server/http/route.ts'
import type { RoomServer } from '../../../platform/server/room.ts'
import { coverageEndpoints, coverageVerbs } from '../contract.ts'
import { coverageAuditWords } from './audit-words.ts'
import { coverageHandlers } from './endpoints.ts'
import { reactToUnits, relabelOnUpgrade } from './labels.ts'
import { coverage1 } from './migrations/0001-coverage.ts'
import { coverage2 } from './migrations/0002-protection.ts'
import { coverage3 } from './migrations/0003-reach.ts'
import { reactToDating } from './dated-back.ts'

export const coverageServer: RoomServer = {
  name: 'coverage',
  auditWords: coverageAuditWords,
  verbs: { title: '覆盖', table: coverageVerbs },
  migrations: [coverage1, coverage2, coverage3],
  prepare: relabelOnUpgrade,
  react(context) {
    reactToUnits(context)
    reactToDating(context)
  },
  serve: (app, context) => serve(app, context, coverageEndpoints, coverageHandlers(context)),
}
