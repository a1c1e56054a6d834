import { serve } from '../../../platform/server/http/route.ts'
import type { RoomServer } from '../../../platform/server/room.ts'
import { coverageEndpoints } from '../contract.ts'
import { coverageHandlers } from './endpoints.ts'
import { reactToUnits, relabelOnUpgrade } from './labels.ts'
import { coverage1 } from './migrations/0001-coverage.ts'
import { coverage2 } from './migrations/0002-protection.ts'

export const coverageServer: RoomServer = {
  name: 'coverage',
  migrations: [coverage1, coverage2],
  prepare: relabelOnUpgrade,
  react: reactToUnits,
  serve: (app, context) => serve(app, context, coverageEndpoints, coverageHandlers(context)),
}
