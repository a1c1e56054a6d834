import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { MemberFilter, MemberRow } from '../contract.ts'
import { filterMembers } from './filter.ts'
import { openName } from './keys.ts'
import { nameWorkplaces } from './workplaces.ts'

export type MemberSort = 'organization' | 'joined' | 'since' | 'changed'

/** Missing days come last in either direction, so they are given a value of their own. */
const SORTS: Readonly<Record<MemberSort, RawBuilder<unknown>>> = {
  organization: sql`member.chain collate "C"`,
  joined: sql`coalesce(member.joined, '0001-01-01'::date)`,
  since: sql`member.since`,
  changed: sql`member.changed_at`,
}

export interface MemberPageRequest {
  readonly sort: MemberSort
  readonly desc: boolean
  readonly limit: number
  readonly after: { readonly key: string | number; readonly id: string } | null
}

export type ListedMember = MemberRow & { readonly sortKey: string | number }

/**
 * One page of the register in the asked order; the page is cut before names of organisations and units are looked up. What of
 * these is not reached is left out, but for the name of a workplace that the organisation covers. `given`: the filter as a condition, where it was made already.
 */
export async function listMembers(
  context: Pick<Context, 'secrets' | 'clock' | 'database'>,
  db: Db | Tx,
  scope: Scope,
  filter: MemberFilter,
  page: MemberPageRequest,
  eyes: Eyes,
  given?: RawBuilder<boolean>,
): Promise<ListedMember[]> {
  const where = given ?? (await filterMembers(context, db, scope, filter))
  const key = SORTS[page.sort]
  const direction = page.desc ? sql`desc` : sql`asc`
  const compare = page.desc ? sql`<` : sql`>`
  const cast = page.sort === 'organization' ? sql`` : page.sort === 'changed' ? sql`::timestamptz` : sql`::date`
  const beyond =
    page.after === null
      ? sql``
      : sql`and (${key}, member.id collate "C") ${compare} (${page.after.key}${cast}, ${page.after.id})`
  const rows = await rowsOf<ListedMember & { account: string | null; workplace: string | null }>(
    db,
    sql`with page as materialized (
        select member.*, ${key} as sort_key from member where ${where} ${beyond}
        order by ${key} ${direction}, member.id collate "C" ${direction} limit ${page.limit})
      select page.id, page.name, page.status, page.place, o.id as organization, o.name as "organizationName",
        u.id as unit, u.name as "unitName", page.unit_id as workplace, page.joined, page.full_on as "fullOn", page.post_kind as "postKind",
        page.floating, page.lost_since as "lostSince", page.since, page.account, page.sort_key::text as "sortKey"
      from page left join organization o on o.district = page.district and o.id = page.organization
      left join unit u on u.district = page.district and u.id = page.unit_id
      order by page.sort_key ${direction}, page.id collate "C" ${direction}`,
  )
  return (await nameWorkplaces(context, db, scope, rows)).map(({ account, ...row }) => ({
    ...row,
    name: eyes.show('name', openName(context.secrets, row.name), account ?? undefined),
  }))
}

const MOST_COUNTED = 10_000

/** Exact up to 10,000, then null. */
export async function countUpTo(db: Db, where: RawBuilder<boolean>): Promise<number | null> {
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from (select 1 from member where ${where} limit ${MOST_COUNTED + 1}) found`,
  )
  const n = row?.n ?? 0
  return n > MOST_COUNTED ? null : n
}

export async function countMembers(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db,
  scope: Scope,
  filter: MemberFilter,
): Promise<{
  total: number
  statuses: Record<string, number>
  places: Record<string, number>
  postKinds: Record<string, number>
  floating: number
  lost: number
}> {
  const where = await filterMembers(context, db, scope, filter)
  const rows = await rowsOf<{
    status: string
    place: string
    post: string | null
    floating: boolean
    lost: boolean
    n: number
  }>(
    db,
    sql`select status, place, post_kind as post, floating, lost_since is not null as lost, count(*)::int as n
      from member where ${where} group by 1, 2, 3, 4, 5`,
  )
  const sum = (take: (row: (typeof rows)[number]) => string | null): Record<string, number> => {
    const sums: Record<string, number> = {}
    for (const row of rows) {
      const key = take(row)
      if (key !== null) sums[key] = (sums[key] ?? 0) + row.n
    }
    return sums
  }
  const only = (which: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(which).reduce((total, { n }) => total + n, 0)
  return {
    total: only(() => true),
    statuses: sum(({ status }) => status),
    places: sum(({ place }) => place),
    postKinds: sum(({ post }) => post ?? '-'),
    floating: only(({ floating }) => floating),
    lost: only(({ lost }) => lost),
  }
}
