import type { RoomServer } from '../../../platform/server/room.ts'
import { audit1 } from './migrations/0001-seals.ts'
import { keepSealing } from './sealer.ts'

export const auditServer: RoomServer = {
  name: 'audit',
  migrations: [audit1],
  serve(app, context) {
    keepSealing(app, context)
  },
}
