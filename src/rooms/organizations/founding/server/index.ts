import type { SubRoom } from '../../server/sub-room.ts'
import { foundingAuditWords } from './audit-words.ts'
import { registerFoundingClocks } from './clocks.ts'
import { serveFounding } from './endpoints.ts'
import { founding2 } from './migrations/0002-founding.ts'
import { reactToOthers } from './reactions.ts'

export const foundingServer: SubRoom = {
  migrations: [founding2],
  auditWords: foundingAuditWords,
  react(context) {
    registerFoundingClocks(context)
    reactToOthers(context)
  },
  serve: serveFounding,
}
