import { sql } from 'kysely'
import type { AuditSubjects } from '../../../platform/server/audit.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { serve } from '../../../platform/server/http/route.ts'
import type { RoomServer } from '../../../platform/server/room.ts'
import { membersEndpoints, membersVerbs } from '../contract.ts'
import { declarationsServer } from '../declarations/server/index.ts'
import { developmentServer } from '../development/server/index.ts'
import { rostersServer } from '../rosters/server/index.ts'
import { membersAuditWords } from './audit-words.ts'
import { membersHandlers } from './endpoints.ts'
import { membersExports } from './export.ts'
import { membersRetention } from './keeping.ts'
import { members1 } from './migrations/0001-members.ts'
import { membersOwnFacts } from './own-page.ts'
import { membersPersonal } from './persons.ts'
import { reactToOthers } from './reactions.ts'
import type { MembersSubRoom } from './sub-room.ts'
import { transfersServer } from '../transfers/server/index.ts'

const subRooms: readonly MembersSubRoom[] = [rostersServer, transfersServer, developmentServer, declarationsServer]

/** The trail names nobody: a member is said by the organisation. */
const nameMembers: AuditSubjects = async (db, scope, ids) => {
  const rows = await rowsOf<{ id: string; name: string | null }>(
    db,
    sql`select m.id, o.name from member m left join organization o on o.district = m.district and o.id = m.organization
      where m.district = ${scope.district} and m.id = any(${[...ids]}::text[])`,
  )
  const names = new Map(rows.map(({ id, name }) => [id, `${name ?? '区外'}的一名党员`]))
  for (const { auditSubjects } of subRooms)
    for (const [id, name] of (await auditSubjects?.(db, scope, ids)) ?? []) names.set(id, name)
  return names
}

export const membersServer: RoomServer = {
  name: 'members',
  verbs: { title: '党员', table: membersVerbs },
  migrations: [members1, ...subRooms.flatMap(({ migrations }) => migrations)],
  auditWords: Object.assign({}, membersAuditWords, ...subRooms.map(({ auditWords }) => auditWords)),
  auditSubjects: nameMembers,
  personal: [...membersPersonal, ...subRooms.flatMap(({ personal }) => personal ?? [])],
  sealed: subRooms.flatMap(({ sealed }) => sealed ?? []),
  personalExports: Object.assign({}, membersExports, ...subRooms.map(({ personalExports }) => personalExports)),
  ownFacts: [membersOwnFacts, ...subRooms.flatMap(({ ownFacts }) => ownFacts ?? [])],
  retention: [...membersRetention, ...subRooms.flatMap(({ retention }) => retention ?? [])],
  react(context) {
    reactToOthers(context)
    for (const { react } of subRooms) react?.(context)
  },
  async prepare(context) {
    for (const { prepare } of subRooms) await prepare?.(context)
  },
  serve(app, context) {
    serve(app, context, membersEndpoints, membersHandlers(context))
    for (const subRoom of subRooms) subRoom.serve(app, context)
  },
}
