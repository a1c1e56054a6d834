import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { memberReachSql, openName } from '../../server/public.ts'
import type { LostRow, StayFilter, StayRow } from '../contract.ts'
import { lostDays } from '../rules/floating-deadlines.ts'
import { inAreaSql, likeText } from './in-area.ts'
import { STAY, stayRow, type StoredStay } from './stays.ts'
import { sidesReachSql } from './stored.ts'

const ARTICLES = ['member.transfer', 'member.floating', 'member.floating-received', 'member.floating-contact',
  'member.abroad-contact', 'member.lost'] // prettier-ignore

/** Months back from today as the clocks count them forward: due on or before today. */
function conditions(book: RuleBook): { contact: RawBuilder<boolean>; transfer: RawBuilder<boolean> } {
  const months = (rule: string, name: string): string => `${book.param(rule, name)} months`
  const { day } = book
  return {
    contact: sql<boolean>`floating_stay.until is null and (coalesce(floating_stay.last_contact, floating_stay.since)
      + case when floating_stay.abroad then ${months('member.abroad-contact', 'months')}::interval
          else ${months('member.floating-contact', 'months')}::interval end)::date <= ${day}::date`,
    transfer: sql<boolean>`floating_stay.until is null and floating_stay.from_org is not null and floating_stay.fixed
      and not floating_stay.abroad and (floating_stay.since + ${months('member.transfer', 'awayMonths')}::interval)::date
        <= ${day}::date
      and not exists (select 1 from transfer t where t.district = floating_stay.district
        and t.member = floating_stay.member and t.state in ('draft', 'issued'))`,
  }
}

const PATHS = ['floating_stay.from_path', 'floating_stay.to_path']

async function whereOf(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  filter: StayFilter,
  book: RuleBook,
): Promise<RawBuilder<unknown>> {
  const { contact, transfer } = conditions(book)
  const { organization, q, area } = filter
  const all: RawBuilder<unknown>[] = [
    sidesReachSql(scope, 'floating_stay'),
    await inAreaSql(context, db, scope, area, PATHS),
  ]
  if (organization !== undefined)
    all.push(sql`(floating_stay.from_org = ${organization} or floating_stay.to_org = ${organization})`)
  if (q !== undefined && q.trim() !== '') {
    const like = likeText(q)
    all.push(sql`(floating_stay.from_name like ${like} or floating_stay.to_name like ${like})`)
  }
  if (filter.member !== undefined) all.push(sql`floating_stay.member = ${filter.member}`)
  else if (filter.show === 'ended') all.push(sql`floating_stay.until is not null`)
  else all.push({ open: sql`floating_stay.until is null`, contact, transfer }[filter.show])
  if (filter.side === 'leaving') all.push(sql`floating_stay.from_org is not null`)
  if (filter.side === 'receiving') all.push(sql`floating_stay.to_org is not null`)
  return sql.join(all, sql` and `)
}

export async function listStays(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  filter: StayFilter,
  page: { readonly after: string | null; readonly limit: number },
  eyes: Eyes,
): Promise<{ rows: StayRow[]; total: number | null }> {
  const book = await findRuleBook(db, scope, context.clock.today())
  const where = await whereOf(context, db, scope, filter, book)
  const rows = await rowsOf<StoredStay>(
    db,
    sql`select ${STAY} from floating_stay where ${where}
      ${page.after === null ? sql`` : sql`and floating_stay.id < ${page.after}`}
      order by floating_stay.id desc limit ${page.limit}`,
  )
  const counted =
    page.after === null
      ? await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from floating_stay where ${where}`)
      : []
  return { rows: rows.map((row) => stayRow(context, scope, row, book, eyes)), total: counted[0]?.n ?? null }
}

export async function countStays(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  area: string | undefined,
) {
  const book = await findRuleBook(db, scope, context.clock.today())
  const { contact, transfer } = conditions(book)
  const [row] = await rowsOf<{ leaving: number; receiving: number; contact: number; transfer: number }>(
    db,
    sql`select (count(*) filter (where from_org is not null and until is null))::int as leaving,
        (count(*) filter (where to_org is not null and until is null))::int as receiving,
        (count(*) filter (where ${contact}))::int as contact, (count(*) filter (where ${transfer}))::int as transfer
      from floating_stay where ${sidesReachSql(scope, 'floating_stay')}
        and ${await inAreaSql(context, db, scope, area, PATHS)}`,
  )
  const [lost] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from member where ${await lostSql(context, db, scope, { area })}`,
  )
  const articles = ARTICLES.map((id) => book.article(id))
  return { ...(row ?? { leaving: 0, receiving: 0, contact: 0, transfer: 0 }), lost: lost?.n ?? 0, articles }
}

export async function listContacts(db: Db | Tx, scope: Scope, stay: string) {
  return rowsOf<{ day: Day; side: 'from' | 'to'; by: string }>(
    db,
    sql`select day, side, actor as by from floating_contact where district = ${scope.district} and stay = ${stay}
      order by day desc, side`,
  )
}

export interface LostFilter {
  readonly member?: string | undefined
  readonly organization?: string | undefined
  readonly area?: string | undefined
}

async function lostSql(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  { member, organization, area }: LostFilter,
): Promise<RawBuilder<unknown>> {
  const all = [
    memberReachSql(scope),
    sql`member.lost_since is not null and member.status <> 'ended'`,
    await inAreaSql(context, db, scope, area, ['member.path']),
  ]
  if (member !== undefined) all.push(sql`member.id = ${member}`)
  if (organization !== undefined) all.push(sql`member.organization = ${organization}`)
  return sql.join(all, sql` and `)
}

/** Those out of contact, the longest first. */
export async function listLost(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  filter: LostFilter,
  page: { readonly after: { readonly since: string; readonly id: string } | null; readonly limit: number },
  eyes: Eyes,
): Promise<{ rows: LostRow[]; total: number | null }> {
  const book = await findRuleBook(db, scope, context.clock.today())
  const where = await lostSql(context, db, scope, filter)
  const rows = await rowsOf<
    Omit<LostRow, 'maySuspend' | 'mayRemove' | 'lostSince' | 'suspendedSince'> & {
      lostSince: Day
      suspendedSince: Day | null
    }
  >(
    db,
    sql`select member.id as member, member.name, member.organization, o.name as "organizationName",
        member.lost_since as "lostSince", s.valid_from as "suspendedSince", member.version
      from member left join organization o on o.district = member.district and o.id = member.organization
      left join member_status s on s.district = member.district and s.member = member.id and s.valid_to is null
        and s.status = 'suspended'
      where ${where} ${
        page.after === null
          ? sql``
          : sql`and (member.lost_since, member.id collate "C") > (${page.after.since}::date, ${page.after.id})`
      }
      order by member.lost_since, member.id collate "C" limit ${page.limit}`,
  )
  const counted =
    page.after === null
      ? await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from member where ${where}`)
      : []
  return {
    total: counted[0]?.n ?? null,
    rows: rows.map((row) => ({
      ...row,
      name: eyes.show('name', openName(context.secrets, row.name), row.member),
      ...lostDays(row, book),
    })),
  }
}
