import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { isNothing, isWhole, type Scope } from '../../../../kernel/scope.ts'
import type { Caller } from '../../../../platform/server/gate.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArea, unitReachSql } from '../../../areas/server/public.ts'
import { findOrganization } from '../../server/public.ts'
import type { DeadlineFilter } from '../contract.ts'
import { monthSpan } from '../rules/standing.ts'
import { clocksOf } from './registry.ts'

/**
 * `deadline` aliased `d`: the first lock. Comparisons only, asked before row-level security, so that the indexes of path,
 * chain and organisation answer and no row elsewhere is looked at; row-level security then says the same once more.
 */
export async function reachSql(db: Db | Tx, scope: Scope): Promise<RawBuilder<boolean>> {
  const own = sql<boolean>`d.district = ${scope.district}`
  if (isWhole(scope)) return own
  const any: RawBuilder<unknown>[] = [
    ...scope.paths.map((prefix) => under(sql`d.path`, prefix)),
    ...scope.organizations.map((prefix) => under(sql`d.chain`, prefix)),
  ]
  const covering = await findCovering(db, scope)
  if (covering.length > 0) any.push(sql`d.organization = any(${covering}::text[])`)
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}

/** Organisations that cover a unit in reach now; they may stand in another area. */
async function findCovering(db: Db | Tx, scope: Scope): Promise<string[]> {
  if (scope.paths.length + scope.places.length + scope.lines.length + scope.units.length === 0) return []
  const rows = await rowsOf<{ organization: string }>(
    db,
    sql`select distinct ou.organization from unit
      join organization_unit ou on ou.district = unit.district and ou.unit_id = unit.id and ou.valid_to is null
      where ${unitReachSql(scope)}`,
  )
  return rows.map(({ organization }) => organization)
}

export type Narrowing = Partial<Omit<DeadlineFilter, 'show' | 'month'>>

/** Kinds by whose verb the caller works, as `source:kind`; all of them when `mine` is off. */
export function kindsOf(context: Context, caller: Caller | null, { mine = true, kind }: Narrowing): readonly string[] {
  const named = kind === undefined ? null : new Set(kind.split(','))
  return clocksOf(context).flatMap((clock) =>
    Object.entries(clock.kinds).flatMap(([name, { verb }]) => {
      const full = `${clock.source}:${name}`
      const wanted = named === null || named.has(full)
      const own = !mine || (caller !== null && !isNothing(caller.reach(verb)))
      return wanted && own ? [full] : []
    }),
  )
}

/** Everything but the standing; null when nothing can be meant, e.g. an organisation out of reach or an area that is no more. */
export async function narrowSql(
  db: Db,
  scope: Scope,
  kinds: readonly string[],
  filter: Narrowing,
  today: Day,
): Promise<RawBuilder<boolean> | null> {
  const parts: RawBuilder<unknown>[] = [
    await reachSql(db, scope),
    sql`d.source || ':' || d.kind = any(${[...kinds]}::text[])`,
  ]
  if (filter.organization !== undefined) parts.push(sql`d.organization = ${filter.organization}`)
  if (filter.subject !== undefined) parts.push(sql`d.subject = ${filter.subject}`)
  if (filter.under !== undefined) {
    const above = await findOrganization(db, scope, filter.under)
    if (above === null) return null
    parts.push(under(sql`d.chain`, above.chain))
  }
  if (filter.area !== undefined) {
    const area = await findArea(db, scope, filter.area, today)
    if (area === null) return null
    parts.push(under(sql`d.path`, area.path))
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

/** How a row stands, against today and the month that is looked at. */
export function showSql(show: DeadlineFilter['show'], today: Day, month: string): RawBuilder<boolean> {
  const { from, to } = monthSpan(month)
  const taken = sql`d.state = 'open' and (d.aside_until is null or d.aside_until <= ${today})`
  switch (show) {
    case 'due':
      // Of a month to come what falls due in it; of the present one also what is overdue.
      return today < from
        ? sql<boolean>`${taken} and d.due between ${from} and ${to}`
        : sql<boolean>`${taken} and d.due <= ${to}`
    case 'overdue':
      return sql<boolean>`${taken} and d.due < ${today}`
    case 'ahead':
      return sql<boolean>`${taken} and d.due > ${to} and d.opens <= ${today < from ? to : today}`
    case 'aside':
      return sql<boolean>`d.state = 'open' and d.aside_until > ${today}`
    case 'done':
      return sql<boolean>`d.state = 'closed' and d.closed_on between ${from} and ${to}`
  }
}
