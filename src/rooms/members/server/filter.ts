import { sql, type RawBuilder } from 'kysely'
import { addDays, parseDay } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { queryTokens } from '../../../standards/search-tokens.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import { plainNumber } from '../../../platform/server/personal/vault.ts'
import type { Context } from '../../../platform/server/room.ts'
import { unitReachSql } from '../../areas/server/public.ts'
import { organizationReachSql } from '../../organizations/server/public.ts'
import { membersProblem, type MemberFilter } from '../contract.ts'
import { queryKeys } from './keys.ts'
import { memberReachSql } from './reach.ts'

/** A search for a common piece of a name of organisations or units stops here: whoever means one of them types more. */
const MOST_NAMED = 300

/** The filter as one condition on `member`. What has to be looked up first is looked up within the scope. */
export async function filterMembers(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  filter: MemberFilter,
): Promise<RawBuilder<boolean>> {
  const parts: RawBuilder<unknown>[] = [memberReachSql(scope)]
  const list = (column: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') parts.push(sql`member.${sql.ref(column)} in (${sql.join(text.split(','))})`)
  }
  list('status', filter.status ?? (filter.status === '' ? undefined : 'full,probationary,suspended'))
  list('place', filter.place)
  list('organization', filter.organization)
  list('unit_id', filter.unit)
  list('id', filter.ids)
  if (filter.under) parts.push(under(sql`member.chain`, await chainOf(db, scope, filter.under)))
  if (filter.area) parts.push(under(sql`member.path`, await pathOf(db, scope, filter.area)))
  if (filter.flag) parts.push(FLAGS[filter.flag])
  if (filter.joined) {
    const year = Number(context.clock.today().slice(0, 4)) - (filter.joined === 'last-year' ? 1 : 0)
    const first = parseDay(`${year}-01-01`)
    const last = parseDay(`${year}-12-31`)
    if (first && last) parts.push(sql`member.joined >= ${first} and member.joined < ${addDays(last, 1)}`)
  }
  if (filter.q !== undefined && filter.q.trim() !== '') parts.push(await searchSql(context, db, scope, filter.q.trim()))
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

const FLAGS: Readonly<Record<NonNullable<MemberFilter['flag']>, RawBuilder<unknown>>> = {
  floating: sql`member.floating`,
  lost: sql`member.lost_since is not null`,
  'works-elsewhere': sql`member.unit_id is not null and member.organization is not null and not exists (
    select 1 from organization_unit ou join organization o on o.district = ou.district and o.id = ou.organization
    where ou.district = member.district and ou.unit_id = member.unit_id and ou.valid_to is null
      and left(member.chain, length(o.chain)) = o.chain)`,
  'no-organization': sql`member.organization is null`,
  dual: sql`exists (select 1 from member_part p where p.district = member.district and p.member = member.id and p.valid_to is null)`,
}

async function chainOf(db: Db | Tx, scope: Scope, id: string): Promise<string> {
  const [row] = await rowsOf<{ chain: string }>(
    db,
    sql`select chain from organization where district = ${scope.district} and id = ${id}`,
  )
  if (!row) throw membersProblem('not-found')
  return row.chain
}

async function pathOf(db: Db | Tx, scope: Scope, id: string): Promise<string> {
  const [row] = await rowsOf<{ path: string }>(
    db,
    sql`select path from area where district = ${scope.district} and id = ${id} and tree = 'division'
      order by valid_to desc nulls first limit 1`,
  )
  if (!row) throw membersProblem('not-found')
  return row.path
}

/**
 * Names by their keys, whole numbers by their hash, organisations and units by their own search lines. Each is looked up
 * by index first, so that the members are then found by id, organisation or unit.
 */
async function searchSql(
  { secrets }: Pick<Context, 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  q: string,
): Promise<RawBuilder<unknown>> {
  const { district } = scope
  const number = plainNumber(q)
  if (/^\+?\d{6,}X?$/.test(number)) {
    const hashes = (['identity', 'phone'] as const).map((kind) => secrets.hash(kind, number))
    return sql`member.id in (select owner from personal_vault where district = ${district} and hash in (${sql.join(hashes)})
      and kind in ('identity', 'phone'))`
  }
  // One list of ids from three looks by index: an `or` of them would read the whole register.
  const hits: RawBuilder<unknown>[] = []
  const keys = queryKeys(secrets, q)
  if (keys !== null && keys.length > 0) {
    const looks = keys.map(
      (key) => sql`select member from member_name_key where district = ${district} and key = ${key}`,
    )
    hits.push(sql`(${sql.join(looks, sql` intersect `)})`)
  }
  const own = sql`select hit.id from member hit where ${memberReachSql(scope, 'hit')}`
  const organizations = await namedIds(db, scope, 'organization', q)
  if (organizations.length > 0) hits.push(sql`(${own} and hit.organization = any(${organizations}::text[]))`)
  const units = await namedIds(db, scope, 'unit', q)
  if (units.length > 0) hits.push(sql`(${own} and hit.unit_id = any(${units}::text[]))`)
  return hits.length === 0 ? sql`false` : sql`member.id in (${sql.join(hits, sql` union `)})`
}

/** Organisations or units within reach that are called so. Letters alone are initials of persons first; two say nothing of others. */
async function namedIds(db: Db | Tx, scope: Scope, table: 'organization' | 'unit', q: string): Promise<string[]> {
  if (/^[a-z]{1,2}$/i.test(q)) return []
  const ways = queryTokens(q).ways.filter(({ patterns }) => patterns.length > 0)
  if (ways.length === 0) return []
  const reach = table === 'unit' ? unitReachSql(scope) : organizationReachSql(scope)
  const like = ways.map(
    ({ patterns }) =>
      sql`(${sql.join(
        patterns.map((one) => sql`${sql.ref(`${table}.search`)} like ${one}`),
        sql` and `,
      )})`,
  )
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select ${sql.ref(`${table}.id`)} as id from ${sql.table(table)} where ${reach} and (${sql.join(like, sql` or `)}) limit ${MOST_NAMED}`,
  )
  return rows.map(({ id }) => id)
}
