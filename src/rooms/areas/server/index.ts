import type { RoomServer } from '../../../platform/server/room.ts'
import { areasVerbs } from '../contract.ts'
import { areasAuditWords } from './audit-words.ts'
import { serveAreas } from './endpoints.ts'
import { areas1 } from './migrations/0001-areas.ts'
import { areas2 } from './migrations/0002-protection.ts'

export const areasServer: RoomServer = {
  name: 'areas',
  auditWords: areasAuditWords,
  migrations: [areas1, areas2],
  verbs: { title: '区域', table: areasVerbs },
  serve: serveAreas,
}
