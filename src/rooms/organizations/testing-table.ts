import type { RoomServer } from '../../platform/server/room.ts'
import { organizationsVerbs } from './contract.ts'
import { organizations1 } from './server/migrations/0001-organizations.ts'

/** The table of organisations and the words of its verbs alone, for tests of earlier rooms that look at it. */
export const organizationsTable: RoomServer = {
  name: 'organizations',
  verbs: { title: '党组织', table: organizationsVerbs },
  migrations: [organizations1],
  serve: () => {},
}
