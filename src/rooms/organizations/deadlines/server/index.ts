import { serve } from '../../../../platform/server/http/route.ts'
import type { SubRoom } from '../../server/sub-room.ts'
import { deadlinesEndpoints } from '../contract.ts'
import { deadlinesAuditWords } from './audit-words.ts'
import { followOrganizations } from './follow.ts'
import { deadlinesHandlers } from './handlers.ts'
import { deadlines5 } from './migrations/0005-deadlines.ts'
import { keepDeadlines } from './nightly.ts'

export const deadlinesSubRoom: SubRoom = {
  migrations: [deadlines5],
  auditWords: deadlinesAuditWords,
  react: followOrganizations,
  serve(app, context) {
    keepDeadlines(app, context)
    serve(app, context, deadlinesEndpoints, deadlinesHandlers(context))
  },
}
