import { accessEndpoints } from '../../src/rooms/access/contract.ts'
import { areasEndpoints } from '../../src/rooms/areas/contract.ts'
import { auditEndpoints } from '../../src/rooms/audit/contract.ts'
import { coverageEndpoints } from '../../src/rooms/coverage/contract.ts'
import { documentsEndpoints } from '../../src/rooms/documents/contract.ts'
import type { EndpointTable } from '../../src/kernel/endpoint.ts'
import { membersEndpoints } from '../../src/rooms/members/contract.ts'
import { declarationsEndpoints } from '../../src/rooms/members/declarations/contract.ts'
import { developmentEndpoints } from '../../src/rooms/members/development/contract.ts'
import { rostersEndpoints } from '../../src/rooms/members/rosters/contract.ts'
import { floatingEndpoints, transfersEndpoints } from '../../src/rooms/members/transfers/contract.ts'
import { personalEndpoints } from '../../src/rooms/access/personal/contract.ts'
import { plannerEndpoints } from '../../src/rooms/planner/contract.ts'
import { platformEndpoints } from '../../src/platform/contract.ts'
import { evidenceEndpoints } from '../../src/rooms/organizations/evidence/contract.ts'
import { organizationsEndpoints } from '../../src/rooms/organizations/contract.ts'
import { foundingEndpoints } from '../../src/rooms/organizations/founding/contract.ts'
import { hostsEndpoints } from '../../src/rooms/organizations/hosts/contract.ts'
import { lifeEndpoints } from '../../src/rooms/organizations/life/contract.ts'
import { postsEndpoints } from '../../src/rooms/organizations/posts/contract.ts'
import { registerEndpoints } from '../../src/rooms/organizations/register/contract.ts'
import { deadlinesEndpoints } from '../../src/rooms/organizations/deadlines/contract.ts'
import { rulebookEndpoints } from '../../src/rooms/rulebook/contract.ts'
import { unitsEndpoints } from '../../src/rooms/units/contract.ts'

/** All there is over HTTP, by name. */
export const everyEndpoint: EndpointTable = {
  ...platformEndpoints,
  ...areasEndpoints,
  ...accessEndpoints,
  ...personalEndpoints,
  ...auditEndpoints,
  ...rulebookEndpoints,
  ...unitsEndpoints,
  ...organizationsEndpoints,
  ...evidenceEndpoints,
  ...registerEndpoints,
  ...foundingEndpoints,
  ...deadlinesEndpoints,
  ...postsEndpoints,
  ...lifeEndpoints,
  ...hostsEndpoints,
  ...membersEndpoints,
  ...rostersEndpoints,
  ...transfersEndpoints,
  ...floatingEndpoints,
  ...developmentEndpoints,
  ...declarationsEndpoints,
  ...coverageEndpoints,
  ...plannerEndpoints,
  ...documentsEndpoints,
}
