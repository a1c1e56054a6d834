import { sql, type RawBuilder } from 'kysely'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { daysBetween } from '../../../../kernel/day-math.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArea } from '../../../areas/server/public.ts'
import { findOrganization } from '../../../organizations/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { openName, queryKeys } from '../../server/public.ts'
import type { CaseRow, DevelopmentFilter, DevelopmentStage, StepKey } from '../contract.ts'
import { placeOf } from '../rules/say.ts'
import { BESIDE, CASE, developmentReachSql, doneOf, type CaseRecord } from './cases.ts'

/** Which deadlines are called near. */
export interface When {
  readonly today: Day
  readonly soon: Day
}

export async function readWhen({ clock }: Context, db: Db | Tx, scope: Scope): Promise<When> {
  const today = clock.today()
  const book = await findRuleBook(db, scope, today)
  return { today, soon: addDays(today, book.param('clock.remind', 'days')) }
}

/** The next deadline of each case that has one. */
const DUE = (scope: Scope): RawBuilder<unknown> => sql`left join (
  select subject, min(due) as due, (array_agg(kind order by due, kind))[1] as kind from deadline
  where district = ${scope.district} and source = 'development' and state = 'open' group by subject
) d on d.subject = development.id`

async function where(context: Context, db: Db | Tx, scope: Scope, filter: DevelopmentFilter, when: When) {
  const parts: RawBuilder<unknown>[] = [developmentReachSql(scope)]
  parts.push(sql`development.state = ${filter.state ?? 'open'}`)
  if (filter.stage) parts.push(sql`development.stage = any(${filter.stage.split(',')}::text[])`)
  if (filter.organization) parts.push(sql`development.organization = ${filter.organization}`)
  if (filter.postKind) parts.push(sql`development.post_kind = ${filter.postKind}`)
  if (filter.under) {
    const found = await findOrganization(db, scope, filter.under)
    parts.push(found === null ? sql`false` : under(sql.ref('development.chain'), found.chain))
  }
  if (filter.area) {
    const found = await findArea(db, scope, filter.area, when.today)
    parts.push(found === null ? sql`false` : under(sql.ref('development.path'), found.path))
  }
  if (filter.clock === 'overdue') parts.push(sql`d.due < ${when.today}::date`)
  if (filter.clock === 'soon') parts.push(sql`d.due between ${when.today}::date and ${when.soon}::date`)
  if (filter.q !== undefined && filter.q.trim() !== '') parts.push(named(context, scope, filter.q.trim()))
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

function named({ secrets }: Context, scope: Scope, q: string): RawBuilder<unknown> {
  const keys = queryKeys(secrets, q)
  if (keys === null || keys.length === 0) return sql`false`
  const each = keys.map(
    (key) => sql`select development from development_name_key where district = ${scope.district} and key = ${key}`,
  )
  return sql`development.id in (${sql.join(each, sql` intersect `)})`
}

interface Cut {
  readonly after: { readonly due: string; readonly id: string } | null
  readonly limit: number
}

type Listed = CaseRecord & { readonly due: Day | null; readonly dueStep: StepKey | null }

/** Those whose deadline comes first stand first. */
export async function listCases(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: DevelopmentFilter,
  when: When,
  { after, limit }: Cut,
  eyes: Eyes,
): Promise<CaseRow[]> {
  const beyond =
    after === null
      ? sql``
      : sql`and (coalesce(d.due, '9999-12-31'::date), development.id) > (${after.due}::date, ${after.id})`
  const rows = await rowsOf<Listed>(
    db,
    sql`select ${CASE}, d.due, d.kind as "dueStep" from development ${BESIDE} ${DUE(scope)}
      where ${await where(context, db, scope, filter, when)} ${beyond}
      order by coalesce(d.due, '9999-12-31'::date), development.id limit ${limit}`,
  )
  return rows.map((row) => presentRow(context, row, when.today, eyes))
}

/** The first of every stage, as many as a column of the board shows. */
export async function listTops(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: DevelopmentFilter,
  when: When,
  most: number,
  eyes: Eyes,
): Promise<CaseRow[]> {
  const rows = await rowsOf<Listed>(
    db,
    sql`with ranked as (
        select development.id, d.due, d.kind, row_number() over (partition by development.stage
          order by coalesce(d.due, '9999-12-31'::date), development.id) as no
        from development ${DUE(scope)} where ${await where(context, db, scope, filter, when)})
      select ${CASE}, ranked.due, ranked.kind as "dueStep"
      from ranked join development on development.district = ${scope.district} and development.id = ranked.id ${BESIDE}
      where ranked.no <= ${most} order by coalesce(ranked.due, '9999-12-31'::date), development.id`,
  )
  return rows.map((row) => presentRow(context, row, when.today, eyes))
}

export function presentRow({ secrets }: Pick<Context, 'secrets'>, row: Listed, today: Day, eyes: Eyes): CaseRow {
  const { id, stage, state, stageSince, organization, organizationName, unit, unitName, postKind, due, dueStep } = row
  const name = eyes.show('name', openName(secrets, row.name), row.account ?? undefined)
  const { last, next } = placeOf(doneOf(row))
  const days = due === null ? null : daysBetween(today, due)
  const open = state === 'open'
  return {
    id,
    name,
    stage,
    state,
    stageSince,
    last,
    due,
    dueStep,
    days,
    organization,
    organizationName,
    unit,
    unitName,
    postKind,
    next: open ? next : null,
  }
}

export interface StageCount {
  readonly stage: DevelopmentStage
  readonly total: number
  readonly overdue: number
  readonly soon: number
}

export async function countStages(context: Context, db: Db | Tx, scope: Scope, filter: DevelopmentFilter, when: When) {
  return rowsOf<StageCount>(
    db,
    sql`select development.stage, count(*)::int as total, count(*) filter (where d.due < ${when.today}::date)::int as overdue,
        count(*) filter (where d.due between ${when.today}::date and ${when.soon}::date)::int as soon
      from development ${DUE(scope)} where ${await where(context, db, scope, filter, when)} group by development.stage`,
  )
}

/** The deadline that comes first of one case. */
export async function findDue(db: Db | Tx, scope: Scope, id: string): Promise<Pick<Listed, 'due' | 'dueStep'>> {
  const [row] = await rowsOf<{ due: Day; dueStep: StepKey }>(
    db,
    sql`select due, kind as "dueStep" from deadline where district = ${scope.district} and source = 'development'
      and subject = ${id} and state = 'open' order by due, kind limit 1`,
  )
  return row ?? { due: null, dueStep: null }
}
