import { sql, type RawBuilder } from 'kysely'
import type { Reach, Scope } from '../../../kernel/scope.ts'
import { under } from '../../../platform/server/db/under.ts'
import { unitReachSql } from '../../areas/server/public.ts'
import type { UnitFilter } from '../contract.ts'

/** What the caller reaches of the ledger; every query on `unit` begins with it. */
export const scopeSql = unitReachSql

/**
 * The filter of the ledger as one condition on `unit`. `areaPath` is the path of `filter.area`, looked up before the
 * query is built (a subtree is then one literal prefix).
 */
export function filterSql(
  scope: Reach & Pick<Scope, 'district'>,
  filter: UnitFilter,
  areaPath: string | null,
): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [scopeSql(scope)]
  const list = (column: string, text: string | undefined): void => {
    if (text === undefined || text === '') return
    parts.push(sql`${sql.ref(column)} in (${sql.join(text.split(','))})`)
  }
  // Buildings, parks and grids are no steps of a unit's path: they run across communities.
  if (filter.area?.startsWith('b:')) parts.push(sql`building = ${filter.area}`)
  if (filter.area?.startsWith('p:')) parts.push(sql`park = ${filter.area}`)
  if (filter.area?.startsWith('g:')) parts.push(sql`grid = ${filter.area}`)
  if (areaPath !== null) parts.push(under(sql.ref('unit.path'), areaPath))
  list('kind', filter.kind)
  list('size', filter.size)
  list('life', filter.life)
  list('coverage', filter.coverage)
  list('due', filter.due)
  list('id', filter.ids)
  if (filter.section)
    parts.push(
      sql`coalesce(section, '') in (${sql.join(filter.section.split(',').map((key) => (key === '-' ? '' : key)))})`,
    )
  if (filter.source) parts.push(sql`sources && array[${sql.join(filter.source.split(','))}]::text[]`)
  if (filter.must === 'yes') parts.push(sql`must`)
  if (filter.members === 'full3') parts.push(sql`members_full >= 3`)
  if (filter.members === 'full12') parts.push(sql`members_full between 1 and 2`)
  if (filter.members === 'any') parts.push(sql`with_member`)
  if (filter.members === 'none') parts.push(sql`not with_member`)
  if (filter.located === 'yes') parts.push(sql`county is not null`)
  if (filter.located === 'town') parts.push(sql`town is not null`)
  if (filter.located === 'county') parts.push(sql`county is not null and town is null`)
  if (filter.located === 'no') parts.push(sql`county is null`)
  if (filter.review === 'open') {
    parts.push(sql`id in (select candidate->>'key' from unit_review v, jsonb_array_elements(v.candidates->'list') candidate
      where v.district = ${scope.district} and v.state = 'open')`)
  }
  if (filter.batch) {
    parts.push(
      sql`exists (select 1 from unit_record r where r.district = unit.district and r.unit_id = unit.id and r.batch_id = ${filter.batch})`,
    )
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}
