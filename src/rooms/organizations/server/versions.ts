import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Database, Db, Tx } from '../../../platform/server/db/database.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { OrganizationKind, OrganizationState } from '../contract.ts'
import type { Version } from '../rules/versions.ts'

/** What an organisation was from one day up to another. */
export interface OrganizationVersion extends Version {
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly state: OrganizationState
  readonly superior: string | null
  readonly chain: string
  readonly area: string | null
  readonly path: string
  readonly section: string | null
}

const COLUMNS = sql`id, valid_from as "from", valid_to as "to", event, name, kind, state, superior, chain, area, path, section`

export async function listVersions(
  db: Db | Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, OrganizationVersion[]>> {
  const rows = await rowsOf<OrganizationVersion>(
    db,
    sql`select ${COLUMNS} from organization_version
      where district = ${scope.district} and id = any(${[...ids]}::text[]) order by valid_from, valid_to nulls last`,
  )
  const found = new Map<string, OrganizationVersion[]>(ids.map((id) => [id, []]))
  for (const row of rows) found.get(row.id)?.push(row)
  return found
}

/** Organisations that stood below this one on the day or later, itself left out. */
export async function findIdsBelow(db: Db | Tx, scope: Scope, id: string, day: Day): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select distinct id from organization_version
      where district = ${scope.district} and id <> ${id} and (valid_to is null or valid_to > ${day}::date)
        and (starts_with(chain, ${`${id}/`}) or position(${`/${id}/`} in chain) > 0)`,
  )
  return rows.map((row) => row.id)
}

const TABLE_COLUMNS = [
  'district',
  'id',
  'valid_from',
  'valid_to',
  'event',
  'name',
  'kind',
  'state',
  'superior',
  'chain',
  'area',
  'path',
  'section',
] as const

/** Puts these in the place of all versions of the organisations. */
export async function writeVersions(
  database: Database,
  tx: Tx,
  scope: Scope,
  versions: ReadonlyMap<string, readonly OrganizationVersion[]>,
): Promise<void> {
  await sql`delete from organization_version
    where district = ${scope.district} and id = any(${[...versions.keys()]}::text[])`.execute(tx)
  const rows = [...versions.values()]
    .flat()
    .map((one) => [
      scope.district,
      one.id,
      one.from,
      one.to,
      one.event,
      one.name,
      one.kind,
      one.state,
      one.superior,
      one.chain,
      one.area,
      one.path,
      one.section,
    ])
  await database.copy(tx, 'organization_version', TABLE_COLUMNS, rows)
}

/** What stands in the present row follows from the version without an end. */
export async function settlePresent(tx: Tx, scope: Scope, ids: readonly string[], at: Date): Promise<void> {
  await sql`update organization o set name = v.name, kind = v.kind, state = v.state, superior = v.superior, chain = v.chain,
      area = v.area, path = v.path, section = v.section, changed_at = ${at.toISOString()}
    from organization_version v
    where o.district = ${scope.district} and o.id = any(${[...ids]}::text[])
      and v.district = o.district and v.id = o.id and v.valid_to is null`.execute(tx)
}

/** What an organisation was on a day; null before it was on record. */
export async function findVersionOn(
  db: Db | Tx,
  scope: Scope,
  id: string,
  day: Day,
): Promise<OrganizationVersion | null> {
  const rows = await rowsOf<OrganizationVersion>(
    db,
    sql`select ${COLUMNS} from organization_version where district = ${scope.district} and id = ${id}
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date) limit 1`,
  )
  return rows[0] ?? null
}
