import { sql } from 'kysely'
import type { AuditSubjects } from '../../../../platform/server/audit.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { serve } from '../../../../platform/server/http/route.ts'
import type { MembersSubRoom } from '../../server/sub-room.ts'
import { developmentEndpoints } from '../contract.ts'
import { developmentAuditWords } from './audit-words.ts'
import { registerDevelopmentClock } from './clock.ts'
import { developmentHandlers } from './endpoints.ts'
import { members4 } from './migrations/0004-development.ts'
import { members6 } from './migrations/0006-own-case.ts'
import { developmentOwnFacts } from './own-facts.ts'
import { reactToOthers } from './reactions.ts'

/** The trail names nobody: a case is said by the organisation. */
const nameCases: AuditSubjects = async (db, scope, ids) => {
  const rows = await rowsOf<{ id: string; name: string | null }>(
    db,
    sql`select d.id, o.name from development d left join organization o on o.district = d.district and o.id = d.organization
      where d.district = ${scope.district} and d.id = any(${[...ids]}::text[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, `${name ?? '其他党组织'}的一件发展党员`]))
}

export const developmentServer: MembersSubRoom = {
  migrations: [members4, members6],
  auditWords: developmentAuditWords,
  auditSubjects: nameCases,
  personal: [
    {
      table: 'development',
      column: 'name',
      kind: 'name',
      label: '姓名',
      whose: '入党申请人、发展对象',
      sealed: ['id'],
    },
    {
      table: 'development_person',
      column: 'name',
      kind: 'name',
      label: '培养联系人、入党介绍人',
      whose: '培养联系人、入党介绍人',
      sealed: ['development', 'role', 'position'],
    },
  ],
  ownFacts: [developmentOwnFacts],
  retention: [
    {
      id: 'development',
      name: '发展党员档案',
      months: null,
      least: null,
      why: '接收预备党员、转正的依据，随党员档案保存；没有通过的留作以后再申请时参考',
      erase: null,
    },
  ],
  react(context) {
    registerDevelopmentClock(context)
    reactToOthers(context)
  },
  serve: (app, context) => serve(app, context, developmentEndpoints, developmentHandlers(context)),
}
