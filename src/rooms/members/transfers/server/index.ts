import { sql } from 'kysely'
import type { AuditSubjects } from '../../../../platform/server/audit.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { MembersSubRoom } from '../../server/sub-room.ts'
import { transfersAuditWords } from './audit-words.ts'
import { serveTransfers } from './endpoints.ts'
import { transfersExports } from './export.ts'
import { members3 } from './migrations/0003-transfers.ts'
import { transfersOwnFacts } from './own-facts.ts'
import { reactToOthers } from './react.ts'

/** The trail names nobody: a case is said by its two sides. */
const nameCases: AuditSubjects = async (db, scope, ids) => {
  const rows = await rowsOf<{ id: string; name: string }>(
    db,
    sql`select id, from_name || ' → ' || to_name || ' 的转接' as name from transfer
        where district = ${scope.district} and id = any(${[...ids]}::text[])
      union all select id, from_name || ' → ' || to_name || ' 的流动党员' from floating_stay
        where district = ${scope.district} and id = any(${[...ids]}::text[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const transfersServer: MembersSubRoom = {
  migrations: [members3],
  auditWords: transfersAuditWords,
  auditSubjects: nameCases,
  personal: [
    { table: 'transfer', column: 'name', kind: 'name', label: '姓名', whose: '转接组织关系的党员', sealed: ['id'] },
    { table: 'floating_stay', column: 'name', kind: 'name', label: '姓名', whose: '流动党员', sealed: ['id'] },
  ],
  retention: [
    {
      id: 'transfers',
      name: '组织关系转接和流动党员登记',
      months: null,
      least: null,
      why: '组织关系转接的依据，随党组织档案保存；介绍信上的身份证号和电话办结即删',
      erase: null,
    },
  ],
  personalExports: transfersExports,
  ownFacts: [transfersOwnFacts],
  react: reactToOthers,
  serve: serveTransfers,
}
