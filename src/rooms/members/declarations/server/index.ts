import { sql } from 'kysely'
import type { AuditSubjects } from '../../../../platform/server/audit.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { serve } from '../../../../platform/server/http/route.ts'
import type { MembersSubRoom } from '../../server/sub-room.ts'
import { declarationsEndpoints } from '../contract.ts'
import { declarationsAuditWords } from './audit-words.ts'
import { registerDeclarationClock } from './clock.ts'
import { declarationsHandlers } from './endpoints.ts'
import { declarationsExports } from './export.ts'
import { declarationsPersonal, declarationsRetention, declarationsSealed } from './keeping.ts'
import { members5 } from './migrations/0005-declarations.ts'
import { reactToOthers } from './react.ts'
import { declarationReachSql } from './stored.ts'

/** The trail names nobody: a declaration is said by its day. */
const nameDeclarations: AuditSubjects = async (db, scope, ids) => {
  const rows = await rowsOf<{ id: string; declared: string }>(
    db,
    sql`select declaration.id, declaration.declared from declaration
      where ${declarationReachSql(scope)} and declaration.id = any(${[...ids]}::text[])`,
  )
  return new Map(rows.map(({ id, declared }) => [id, `${declared} 的一件自愿申报`]))
}

export const declarationsServer: MembersSubRoom = {
  migrations: [members5],
  auditWords: declarationsAuditWords,
  auditSubjects: nameDeclarations,
  personal: declarationsPersonal,
  sealed: declarationsSealed,
  personalExports: declarationsExports,
  retention: declarationsRetention,
  react(context) {
    registerDeclarationClock(context)
    reactToOthers(context)
  },
  serve: (app, context) => serve(app, context, declarationsEndpoints, declarationsHandlers(context)),
}
