import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { AuditMore, AuditSubjects } from '../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'

/** Where a unit stands, for the trail: so that its area's own people are shown what was done to it. Empty where it is gone. */
export async function unitPath(db: Db | Tx, scope: Scope, id: string): Promise<AuditMore> {
  const [unit] = await rowsOf<{ path: string }>(
    db,
    sql`select path from unit where district = ${scope.district} and id = ${id}`,
  )
  return unit ? { path: unit.path } : {}
}

/** Names of units in the trail, of those that the reader may see. */
export const nameUnits: AuditSubjects = async (db, scope, ids) => {
  const rows = await rowsOf<{ id: string; name: string }>(
    db,
    sql`select id, name from unit where district = ${scope.district} and id = any(${[...ids]}::text[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
