import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { OnKind } from '../../contract.ts'
import { BUILT_IN_ROLES, type RoleContent } from '../../rules/grants/built-in-roles.ts'

/** A role as it is now: the office's newest version, or the built-in one. */
export interface RoleNow extends RoleContent {
  readonly id: string
  readonly builtIn: boolean
  /** 0 while the office has not changed a built-in role. */
  readonly version: number
}

interface RoleRow {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly note: string
  readonly verbs: readonly string[]
  readonly on_kinds: readonly OnKind[]
  readonly needs_second_factor: boolean
}

/** Built-in roles first, in their order, then the office's own in the order of their making. */
export async function listRoles(db: Db | Tx, district: string): Promise<RoleNow[]> {
  const rows = await rowsOf<RoleRow>(
    db,
    sql`select distinct on (id) id, version, name, note, verbs, on_kinds, needs_second_factor
      from access_role where district = ${district} order by id, version desc`,
  )
  const changed = new Map(rows.map((row) => [row.id, row]))
  const builtIn = BUILT_IN_ROLES.map((role): RoleNow => {
    const row = changed.get(role.id)
    changed.delete(role.id)
    return row ? ofRow(row, true) : { ...role, builtIn: true, version: 0 }
  })
  return [...builtIn, ...[...changed.values()].map((row) => ofRow(row, false))]
}

export async function findRole(db: Db | Tx, district: string, id: string): Promise<RoleNow | null> {
  return (await listRoles(db, district)).find((role) => role.id === id) ?? null
}

/** By the name that the office gave it, as an import file writes it. */
export async function findRoleByName(db: Db | Tx, district: string, name: string): Promise<RoleNow | null> {
  const wanted = name.trim()
  return (await listRoles(db, district)).find((role) => role.name === wanted) ?? null
}

function ofRow(row: RoleRow, builtIn: boolean): RoleNow {
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    verbs: row.verbs,
    on: row.on_kinds,
    needsSecondFactor: row.needs_second_factor,
    builtIn,
    version: row.version,
  }
}

/** How many accounts hold each role now or from a day to come. */
export async function countHolders(db: Db | Tx, district: string, today: string): Promise<Map<string, number>> {
  const rows = await rowsOf<{ role: string; n: number }>(
    db,
    sql`select g.role, count(distinct g.account)::int as n
      from access_grant g join account a on a.district = g.district and a.id = g.account
      where g.district = ${district} and g.ended_at is null and (g.until_day is null or g.until_day >= ${today}::date)
        and a.state in ('invited', 'active') group by g.role`,
  )
  return new Map(rows.map(({ role, n }) => [role, n]))
}
