import { sql } from 'kysely'
import { serve } from '../../../platform/server/http/route.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { AuditSubjects } from '../../../platform/server/audit.ts'
import type { RoomServer } from '../../../platform/server/room.ts'
import { areasEvents } from '../../areas/contract.ts'
import { unitsEvents } from '../../units/contract.ts'
import { deadlinesSubRoom } from '../deadlines/server/index.ts'
import { evidenceServer } from '../evidence/server/index.ts'
import { listEvidence } from '../evidence/server/public.ts'
import { foundingServer } from '../founding/server/index.ts'
import { hostsServer } from '../hosts/server/index.ts'
import { lifeServer } from '../life/server/index.ts'
import { registerServer } from '../register/server/index.ts'
import { postsServer } from '../posts/server/index.ts'
import { findSecretaries } from '../posts/server/public.ts'
import { organizationsEndpoints, organizationsVerbs } from '../contract.ts'
import { moveWithAreas } from './area-moves.ts'
import { organizationsAuditWords } from './audit-words.ts'
import type { Beside } from './beside.ts'
import { organizationsHandlers } from './endpoints.ts'
import { carryCovers } from './merged-units.ts'
import { organizations1 } from './migrations/0001-organizations.ts'
import type { SubRoom } from './sub-room.ts'

/** In the order of their migrations. */
const subRooms: readonly SubRoom[] = [
  foundingServer,
  postsServer,
  lifeServer,
  deadlinesSubRoom,
  evidenceServer,
  registerServer,
  hostsServer,
]

const beside: Beside = {
  async secretaries({ secrets }, db, scope, ids) {
    const sealed = await findSecretaries(db, scope, ids)
    return new Map([...sealed].map(([id, name]) => [id, secrets.open(name)]))
  },
  evidence: (db, scope, organization) => listEvidence(db, scope, [organization]),
}

const nameOrganizations: AuditSubjects = async (db, scope, ids) => {
  const rows = await rowsOf<{ id: string; name: string }>(
    db,
    sql`select id, name from organization where district = ${scope.district} and id = any(${[...ids]}::text[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const organizationsServer: RoomServer = {
  name: 'organizations',
  auditWords: Object.assign({}, organizationsAuditWords, ...subRooms.map((one) => one.auditWords ?? {})),
  auditSubjects: nameOrganizations,
  verbs: { title: '党组织', table: organizationsVerbs },
  personal: subRooms.flatMap((one) => one.personal ?? []),
  sealed: subRooms.flatMap((one) => one.sealed ?? []),
  personalExports: Object.assign({}, ...subRooms.map((one) => one.personalExports ?? {})),
  retention: subRooms.flatMap((one) => one.retention ?? []),
  migrations: [organizations1, ...subRooms.flatMap((one) => one.migrations)],
  react(context) {
    context.reactions.on(areasEvents.changed, moveWithAreas(context))
    context.reactions.on(unitsEvents.merging, carryCovers(context))
    for (const one of subRooms) one.react?.(context)
  },
  async prepare(context) {
    for (const one of subRooms) await one.prepare?.(context)
  },
  serve(app, context) {
    serve(app, context, organizationsEndpoints, organizationsHandlers(context, beside))
    for (const one of subRooms) one.serve(app, context)
  },
}
