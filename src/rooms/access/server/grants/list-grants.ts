import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Grant, On } from '../../contract.ts'
import { stateOf } from '../../rules/grants/lifecycle.ts'
import { onWords } from '../../rules/grants/on-words.ts'
import { onOf } from './on-of.ts'
import { findOrganizations } from './organizations.ts'
import { listRoles } from './roles.ts'

interface GrantRow {
  readonly id: string
  readonly account: string
  readonly role: string
  readonly kind: On['kind']
  readonly area: string | null
  readonly section: string | null
  readonly unit: string | null
  readonly organization: string | null
  readonly from_day: string
  readonly until_day: string | null
  readonly reason: string
  readonly granted_by: string
  readonly ended: boolean
  readonly area_name: string | null
  readonly unit_name: string | null
}

/** All grants of some accounts, ended ones too, the newest first; every account has its list. */
export async function listGrantsOf(
  db: Db | Tx,
  district: string,
  accounts: readonly string[],
  today: string,
): Promise<Map<string, Grant[]>> {
  return listGrants(db, district, { accounts }, today)
}

export async function findGrant(
  db: Db | Tx,
  district: string,
  id: string,
  today: string,
): Promise<{ readonly account: string; readonly grant: Grant } | null> {
  for (const [account, [grant]] of await listGrants(db, district, { id }, today)) if (grant) return { account, grant }
  return null
}

async function listGrants(
  db: Db | Tx,
  district: string,
  which: { readonly accounts: readonly string[] } | { readonly id: string },
  today: string,
): Promise<Map<string, Grant[]>> {
  const where = 'id' in which ? sql`g.id = ${which.id}` : sql`g.account = any(${which.accounts}::text[])`
  const rows = await rowsOf<GrantRow>(
    db,
    sql`select g.id, g.account, g.role, g.kind, g.area, g.section, g.unit, g.organization, g.from_day, g.until_day, g.reason,
        g.granted_by, g.ended_at is not null as ended, ar.name as area_name, u.name as unit_name
      from access_grant g
      left join lateral (select a.name from area a where a.district = ${district} and a.id = g.area
        and a.valid_from <= ${today}::date order by a.valid_from desc limit 1) ar on true
      left join unit u on u.district = ${district} and u.id = g.unit
      where g.district = ${district} and ${where} order by g.id desc`,
  )
  const organizations = await findOrganizations(
    db,
    district,
    rows.map(({ organization }) => organization),
  )
  const names = new Map((await listRoles(db, district)).map(({ id, name }) => [id, name]))
  const lists = new Map<string, Grant[]>('id' in which ? [] : which.accounts.map((account) => [account, []]))
  for (const row of rows) {
    const on = onOf(row)
    const span = { from: row.from_day, until: row.until_day, ended: row.ended }
    const grant: Grant = {
      id: row.id,
      role: row.role,
      roleName: names.get(row.role) ?? row.role,
      on,
      onName: onWords(on, {
        area: row.area_name,
        unit: row.unit_name,
        organization: organizations.get(row.organization ?? '')?.name ?? null,
      }),
      from: row.from_day,
      until: row.until_day,
      reason: row.reason,
      by: row.granted_by,
      state: stateOf(span, today),
    }
    lists.set(row.account, [...(lists.get(row.account) ?? []), grant])
  }
  return lists
}
