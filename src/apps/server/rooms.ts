import type { RoomServer } from '../../platform/server/room.ts'
import { accessServer } from '../../rooms/access/server/index.ts'
import { areasServer } from '../../rooms/areas/server/index.ts'
import { auditServer } from '../../rooms/audit/server/index.ts'
import { coverageServer } from '../../rooms/coverage/server/index.ts'
import { documentsServer } from '../../rooms/documents/server/index.ts'
import { membersServer } from '../../rooms/members/server/index.ts'
import { organizationsServer } from '../../rooms/organizations/server/index.ts'
import { plannerServer } from '../../rooms/planner/server/index.ts'
import { rulebookServer } from '../../rooms/rulebook/server/index.ts'
import { unitsServer } from '../../rooms/units/server/index.ts'

/** The rooms in their order: a later one may look back at an earlier one, never the other way round. */
export const rooms: readonly RoomServer[] = [
  areasServer,
  accessServer,
  auditServer,
  rulebookServer,
  unitsServer,
  organizationsServer,
  membersServer,
  coverageServer,
  plannerServer,
  documentsServer,
]
