import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import type { OrganizationFilter } from '../contract.ts'
import { organizationKindNames, organizationStateNames } from '../rules/names.ts'
import { listOrganizations } from './reads.ts'

const PAGE = 500

/** The rows of any view of the register, as cells of the sheet. */
export async function* exportOrganizations(
  db: Db,
  scope: Scope,
  filter: OrganizationFilter,
  today: Day,
): AsyncGenerator<(string | number | null)[]> {
  let after: { key: string | number; id: string } | null = null
  let number = 0
  for (;;) {
    const rows = await listOrganizations(db, scope, filter, { sort: 'chain', desc: false, limit: PAGE, after, today })
    const units = await namesOfUnits(
      db,
      scope,
      rows.map((row) => row.id),
      (filter.asOf as Day | undefined) ?? today,
    )
    for (const row of rows) {
      yield [
        ++number,
        row.name,
        organizationKindNames[row.kind],
        row.code,
        row.superiorName,
        row.areaName,
        row.founded,
        row.units,
        (units.get(row.id) ?? []).join('、'),
        row.membersFull,
        row.membersProbationary,
        row.termDue,
        organizationStateNames[row.state],
      ]
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = { key: last.sortKey, id: last.id }
  }
}

async function namesOfUnits(
  db: Db,
  scope: Scope,
  organizations: readonly string[],
  day: Day,
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  if (organizations.length === 0) return names
  const rows = await rowsOf<{ organization: string; name: string }>(
    db,
    sql`select c.organization, u.name from organization_unit c
      join unit u on u.district = c.district and u.id = c.unit_id
      where c.district = ${scope.district} and c.organization = any(${[...organizations]}::text[])
        and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
      order by c.valid_from, u.name`,
  )
  for (const { organization, name } of rows) names.set(organization, [...(names.get(organization) ?? []), name])
  return names
}
