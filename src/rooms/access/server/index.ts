import type { RoomServer } from '../../../platform/server/room.ts'
import { makeGate } from './gate.ts'
import { grantsMigrations } from './grants/migrations.ts'
import { access1 } from './migrations/0001-accounts.ts'

export const accessServer: RoomServer = {
  name: 'access',
  migrations: [access1, ...grantsMigrations],
  react: (context) => context.gates.install(makeGate(context)),
  serve: () => {},
}
