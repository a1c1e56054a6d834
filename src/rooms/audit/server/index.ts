import { serve } from '../../../platform/server/http/route.ts'
import type { RoomServer } from '../../../platform/server/room.ts'
import { auditEndpoints, auditVerbs } from '../contract.ts'
import { auditAuditWords } from './audit-words.ts'
import { auditHandlers } from './endpoints.ts'
import { audit1 } from './migrations/0001-seals.ts'
import { trailRetention } from './keeping.ts'
import { keepSealing } from './sealer.ts'

export const auditServer: RoomServer = {
  name: 'audit',
  migrations: [audit1],
  verbs: { title: '留痕', table: auditVerbs },
  auditWords: auditAuditWords,
  retention: [trailRetention],
  serve(app, context) {
    serve(app, context, auditEndpoints, auditHandlers(context))
    keepSealing(app, context)
  },
}
