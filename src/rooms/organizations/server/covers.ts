import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Database, Db, Tx } from '../../../platform/server/db/database.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { OrganizationKind } from '../contract.ts'
import { coversOf, spansOf, type Cover, type KindSpan, type UnitSpan } from '../rules/cover.ts'

export interface StoredCover extends Cover {
  readonly event: string
}

/** All covers of an organisation, ended ones too. */
export async function listAllCovers(db: Db | Tx, scope: Scope, organization: string): Promise<StoredCover[]> {
  return rowsOf<StoredCover>(
    db,
    sql`select unit_id as unit, valid_from as "from", valid_to as "to", form, event from organization_unit
      where district = ${scope.district} and organization = ${organization} order by valid_from, unit_id`,
  )
}

/** Units covered on a day, now when none is named. */
export async function listCovered(db: Db | Tx, scope: Scope, organization: string, day?: Day): Promise<Cover[]> {
  const covers = await listAllCovers(db, scope, organization)
  return day === undefined
    ? covers.filter((one) => one.to === null)
    : covers.filter((one) => one.from <= day && (one.to === null || one.to > day))
}

/** By which organisations a unit is covered. */
export interface CoverOfUnit {
  readonly organization: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly chain: string
  readonly form: 'own' | 'joint'
  readonly from: Day
  readonly to: Day | null
  readonly founded: Day | null
}

/** Its own first, then joint branches, then others; those of a day, now when none is named. */
export async function findCovers(
  db: Db | Tx,
  scope: Scope,
  units: readonly string[],
  day?: Day,
): Promise<Map<string, CoverOfUnit[]>> {
  const when =
    day === undefined
      ? sql`c.valid_to is null`
      : sql`c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)`
  return readCovers(db, scope, units, when)
}

/** Those of a day and all later ones: what a deed of that day has to get along with. */
export async function findCoversFrom(db: Db | Tx, scope: Scope, units: readonly string[], day: Day) {
  return readCovers(db, scope, units, sql`(c.valid_to is null or c.valid_to > ${day}::date)`)
}

async function readCovers(db: Db | Tx, scope: Scope, units: readonly string[], when: ReturnType<typeof sql>) {
  const found = new Map<string, CoverOfUnit[]>(units.map((unit) => [unit, []]))
  if (units.length === 0) return found
  const rows = await rowsOf<CoverOfUnit & { unit: string }>(
    db,
    sql`select c.unit_id as unit, c.organization, o.name, o.kind, o.chain, c.form, c.valid_from as "from",
        c.valid_to as "to", o.founded
      from organization_unit c join organization o on o.district = c.district and o.id = c.organization
      where c.district = ${scope.district} and c.unit_id = any(${[...units]}::text[]) and ${when}
      order by (c.form = 'own') desc, (o.kind = 'joint-branch') desc, c.valid_from, c.organization`,
  )
  for (const { unit, ...cover } of rows) found.get(unit)?.push(cover)
  return found
}

const COLUMNS = ['district', 'organization', 'unit_id', 'valid_from', 'valid_to', 'form', 'event'] as const

/** Writes the covers that follow from the spans and the forms of the organisation by day. Returns the units they concern. */
export async function writeCovers(
  database: Database,
  tx: Tx,
  scope: Scope,
  organization: string,
  spans: readonly UnitSpan[],
  kinds: readonly KindSpan[],
  event: string,
): Promise<string[]> {
  const before = await listAllCovers(tx, scope, organization)
  const after = coversOf(spans, kinds)
  const eventOf = new Map(before.map((one) => [`${one.unit} ${one.from}`, one.event]))
  await sql`delete from organization_unit where district = ${scope.district} and organization = ${organization}`.execute(
    tx,
  )
  await database.copy(
    tx,
    'organization_unit',
    COLUMNS,
    after.map(({ unit, from, to, form }) => [
      scope.district,
      organization,
      unit,
      from,
      to,
      form,
      eventOf.get(`${unit} ${from}`) ?? event,
    ]),
  )
  const now = new Set(after.filter((one) => one.to === null).map((one) => one.unit)).size
  await sql`update organization set units = ${now} where district = ${scope.district} and id = ${organization}`.execute(
    tx,
  )
  return [...new Set([...before, ...after].map((one) => one.unit))]
}

export function spansFrom(covers: readonly Cover[]): UnitSpan[] {
  return spansOf(covers)
}
