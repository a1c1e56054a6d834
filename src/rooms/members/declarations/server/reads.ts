import { sql, type RawBuilder } from 'kysely'
import { addDays, parseDay, type Day } from '../../../../kernel/day.ts'
import { daysBetween } from '../../../../kernel/day-math.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArea, unitReachSql } from '../../../areas/server/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import {
  declarationStateShape,
  type DeclarationFilter,
  type DeclarationRow,
  type DeclarationState,
} from '../contract.ts'
import { answerBy, RECEIPT_RULE } from '../rules/deadlines.ts'
import { isOpen, OPEN_STATES } from '../rules/moves.ts'
import { declaredNameHash, declaredPhoneHash, openSaid, openSealed } from './sealing.ts'
import { DECLARATION, declarationReachSql, type StoredDeclaration } from './stored.ts'

export type Shown = StoredDeclaration & { readonly unitName: string | null; readonly townName: string | null }

/** With the names of the unit, where the actor reaches it, and of the town. */
const shownSql = (scope: Scope): RawBuilder<unknown> => sql`${DECLARATION},
  (select unit.name from unit where ${unitReachSql(scope)} and unit.id = declaration.unit_id) as "unitName",
  (select a.name from area a where a.district = declaration.district and a.id = declaration.town
    order by a.valid_from desc limit 1) as "townName"`

/** The conditions of a list; what is searched for is a whole name or a whole number of a declaration, nothing else. */
export async function filterDeclarations(
  { secrets }: Pick<Context, 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  filter: DeclarationFilter,
  book: RuleBook,
): Promise<RawBuilder<boolean>> {
  const parts: RawBuilder<unknown>[] = [declarationReachSql(scope)]
  parts.push(sql`declaration.state = any(${[...statesOf(filter)]}::text[])`)
  if (filter.unit) parts.push(sql`declaration.unit_id = ${filter.unit}`)
  if (filter.area) {
    const found = await findArea(db, scope, filter.area, book.day)
    parts.push(found === null ? sql`false` : under(sql.ref('declaration.path'), found.path))
  }
  if (filter.clock !== undefined) {
    // Declared before it: the day on which they had to be answered is over.
    const late = addDays(book.day, -book.param(RECEIPT_RULE, 'receiptDays'))
    const soon = addDays(late, book.param('clock.remind', 'days'))
    parts.push(sql`declaration.state = 'received'`)
    parts.push(
      filter.clock === 'overdue'
        ? sql`declaration.declared < ${late}::date`
        : sql`declaration.declared between ${late}::date and ${soon}::date`,
    )
  }
  const q = filter.q?.trim() ?? ''
  if (q !== '')
    parts.push(
      sql`(declaration.name_hash = ${declaredNameHash(secrets, q)} or declaration.phone_hash = ${declaredPhoneHash(secrets, q)})`,
    )
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

function statesOf({ state }: DeclarationFilter): readonly DeclarationState[] {
  if (state === undefined || state.trim() === '') return OPEN_STATES
  const asked = state.split(',')
  return declarationStateShape.options.filter((one) => asked.includes(one))
}

/** Of work under way the oldest first, of a list with ended ones the newest. */
export function isNewestFirst(filter: DeclarationFilter): boolean {
  return statesOf(filter).some((state) => !isOpen(state))
}

export interface Cut {
  readonly after: { readonly declared: string; readonly id: string } | null
  readonly limit: number
  readonly newestFirst: boolean
}

export async function listDeclarations(
  db: Db | Tx,
  scope: Scope,
  where: RawBuilder<boolean>,
  { after, limit, newestFirst }: Cut,
): Promise<Shown[]> {
  const key = sql`(declaration.declared, declaration.id collate "C")`
  const beyond =
    after === null ? sql`` : sql`and ${key} ${newestFirst ? sql`<` : sql`>`} (${after.declared}::date, ${after.id})`
  const order = newestFirst ? sql`desc` : sql`asc`
  return rowsOf<Shown>(
    db,
    sql`select ${shownSql(scope)} from declaration where ${where} ${beyond}
      order by declaration.declared ${order}, declaration.id collate "C" ${order} limit ${limit}`,
  )
}

export function readCursor(after: string | undefined): Cut['after'] {
  const [declared, id] = after?.split(' ') ?? []
  return declared === undefined || id === undefined || parseDay(declared) === null ? null : { declared, id }
}

export async function countWhere(db: Db | Tx, where: RawBuilder<boolean>): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from declaration where ${where}`)
  return row?.n ?? 0
}

export async function getShown(db: Db | Tx, scope: Scope, id: string): Promise<Shown | null> {
  const [found] = await rowsOf<Shown>(
    db,
    sql`select ${shownSql(scope)} from declaration where ${declarationReachSql(scope)} and declaration.id = ${id}`,
  )
  return found ?? null
}

/** As the eyes may see it. A person is known to the trail by the declaration, never by a key of the name. */
export function presentRow(
  { secrets }: Pick<Context, 'secrets'>,
  row: Shown,
  book: RuleBook,
  eyes: Eyes,
): DeclarationRow {
  const { id, state, placeKind, unit, unitName, town, townName, declared, paper, changed, version } = row
  const { relation, workplace } = openSaid(secrets, row.said)
  const by = answerBy(declared, book)
  return {
    id,
    state,
    name: eyes.show('name', openSealed(secrets, row.name), id),
    phone: eyes.show('phone', openSealed(secrets, row.phone), id),
    placeKind,
    relation,
    workplace,
    unit: unitName === null ? null : unit,
    unitName,
    town,
    townName,
    declared,
    by,
    days: state === 'received' ? daysBetween(book.day, by) : null,
    paper,
    changed,
    version,
  }
}

export interface Numbers {
  readonly states: Readonly<Record<DeclarationState, number>>
  readonly overdue: number
  readonly soon: number
  readonly thisYear: number
}

export async function countDeclarations(
  db: Db | Tx,
  scope: Scope,
  area: string | undefined,
  book: RuleBook,
): Promise<Numbers> {
  const found = area === undefined ? null : await findArea(db, scope, area, book.day)
  const within =
    area === undefined ? sql`true` : found === null ? sql`false` : under(sql.ref('declaration.path'), found.path)
  const late = addDays(book.day, -book.param(RECEIPT_RULE, 'receiptDays'))
  const soon = addDays(late, book.param('clock.remind', 'days'))
  const rows = await rowsOf<{ state: DeclarationState; n: number; late: number; soon: number; year: number }>(
    db,
    sql`select declaration.state, count(*)::int as n,
        count(*) filter (where declaration.declared < ${late}::date)::int as late,
        count(*) filter (where declaration.declared between ${late}::date and ${soon}::date)::int as soon,
        count(*) filter (where declaration.declared >= ${firstOfYear(book.day)}::date)::int as year
      from declaration where ${declarationReachSql(scope)} and ${within} group by declaration.state`,
  )
  const of = (state: DeclarationState) => rows.find((row) => row.state === state)
  const states = declarationStateShape.options.map((state) => [state, of(state)?.n ?? 0] as const)
  return {
    // Every state of the shape is in the list.
    states: Object.fromEntries(states) as Record<DeclarationState, number>,
    overdue: of('received')?.late ?? 0,
    soon: of('received')?.soon ?? 0,
    thisYear: rows.reduce((sum, { year }) => sum + year, 0),
  }
}

function firstOfYear(day: Day): string {
  return `${day.slice(0, 4)}-01-01`
}
