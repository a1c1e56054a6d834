import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { CopyValue } from '../../../platform/server/db/copy-text.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { unitsEvents, unitsProblem, type FactName, type StatedSource } from '../contract.ts'
import { askedOf, deriveUnit, type DeriveTools, type Place, type UnitValues } from '../rules/derive.ts'
import { defaultPrecedence, type Precedence, type PrecedenceTable, type RecordFacts } from '../rules/precedence.ts'
import { isStated, registerWords, standingUpon } from '../rules/registers.ts'
import {
  KEY,
  makeLabeller,
  unitKey,
  type KeyRow,
  type Label,
  type UnitKey,
  type UnitsChanged,
  type UnitState,
} from './labels.ts'

/**
 * Derives units anew from their records and writes what came of it: the only way a `unit` row is ever written. Units
 * left without records disappear, unless a register stands upon them. Later rooms are told which cells were left and entered.
 */
export interface Rebuilt {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export async function rebuildUnits(
  context: Context,
  tx: Tx,
  scope: Scope,
  touched: ReadonlyMap<string, readonly RecordFacts[]>,
  tools: DeriveTools,
  report: (share: number) => void = () => {},
): Promise<Rebuilt> {
  const ids = [...touched.keys()]
  const [table, label, before, excluded] = [
    await findPrecedence(tx, scope),
    await makeLabeller(context, tx, scope),
    await removeRows(tx, scope, ids),
    await findExclusions(tx, scope, ids, context.clock.today()),
  ]
  const after: UnitKey[] = []
  const at = context.clock.now().toISOString()
  let derived = 0
  // Derived while they are copied: at no time do all rows exist at once.
  const rows = function* (): Generator<CopyValue[]> {
    for (const [id, records] of touched) {
      if (!isStated(records)) {
        refuseLoss(records, before.get(id)?.name)
        continue
      }
      const values = deriveUnit(records, table, withPast(tools, before.get(id) ?? null))
      const state = stateOf(values, excluded.get(id) ?? null)
      const labelled = label(state)
      after.push(keyOf(values, labelled))
      if (++derived % 2000 === 0) report(derived / touched.size)
      yield unitRow(scope, id, values, state, labelled, at)
    }
  }
  await context.database.copy(tx, 'unit', UNIT_COLUMNS, rows())
  const payload: UnitsChanged = { before: [...before.values()].map((past) => past.key), after }
  await context.reactions.emit(unitsEvents.changed, tx, scope, payload)
  const kept = [...touched].filter(([id, records]) => before.has(id) && isStated(records)).length
  return { added: derived - kept, changed: kept, removed: before.size - kept }
}

/** Throws `units.stands-in-register`: whatever takes the last row away that made the unit, members and organisation stay. */
function refuseLoss(records: readonly RecordFacts[], name = ''): void {
  const register = standingUpon(records)
  if (register === null) return
  const { name: words, remedy } = registerWords[register]
  throw unitsProblem('stands-in-register', { name, register: words, remedy })
}

interface Past {
  readonly name: string
  readonly key: UnitKey
  readonly place: Place
  readonly asked: string
}

interface PastRow extends KeyRow {
  readonly id: string
  readonly name: string
  readonly county: string | null
  readonly town: string | null
  readonly building: string | null
  readonly road: string | null
  readonly place: {
    confidence: number
    words: string[]
    problem?: string
    byHand?: boolean
    number?: string
    building?: string
    park?: string
    asked?: string
  }
}

async function removeRows(tx: Tx, scope: Scope, ids: readonly string[]): Promise<Map<string, Past>> {
  const before = new Map<string, Past>()
  for (let start = 0; start < ids.length; start += 5000) {
    const slice = JSON.stringify(ids.slice(start, start + 5000))
    const rows = await rowsOf<PastRow>(
      tx,
      sql`delete from unit where district = ${scope.district}
          and id in (select value from json_array_elements_text(${slice}::json))
        returning id, name, county, town, building, road, place, ${KEY}`,
    )
    for (const row of rows)
      before.set(row.id, { name: row.name, key: unitKey(row), place: pastPlace(row), asked: row.place.asked ?? '' })
  }
  return before
}

function pastPlace({ path, county, town, community, building, road, place }: PastRow): Place {
  return {
    path,
    county,
    town,
    community,
    building,
    buildingName: place.building ?? null,
    park: place.park ?? null,
    road,
    number: place.number ?? null,
    confidence: place.confidence,
    words: place.words,
    problem: place.problem ?? null,
    byHand: place.byHand ?? false,
  }
}

/**
 * A unit whose address has not changed stays where it stands: what placed it (roads learnt from a whole file, a change of
 * areas since) is not at hand when a single unit is derived anew.
 */
function withPast(tools: DeriveTools, past: Past | null): DeriveTools {
  if (past === null || past.place.town === null) return tools
  return { ...tools, locate: (input) => (askedOf(input) === past.asked ? past.place : tools.locate(input)) }
}

async function findExclusions(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
  today: string,
): Promise<Map<string, string>> {
  const rows = await rowsOf<{ unit_id: string; reason: string }>(
    tx,
    sql`select unit_id, reason from unit_exclusion
      where district = ${scope.district} and ended_at is null and expires >= ${today}::date`,
  )
  if (rows.length === 0) return new Map()
  const wanted = new Set(ids)
  return new Map(rows.filter((row) => wanted.has(row.unit_id)).map((row) => [row.unit_id, row.reason]))
}

export async function findPrecedence(db: Db | Tx, scope: Scope): Promise<PrecedenceTable> {
  const rows = await rowsOf<{ fact: FactName; sources: StatedSource[]; newest_first: boolean }>(
    db,
    sql`select fact, sources, newest_first from fact_precedence where district = ${scope.district}`,
  )
  const own = rows.map((row): [FactName, Precedence] => [
    row.fact,
    { order: row.sources, newestFirst: row.newest_first },
  ])
  return { ...defaultPrecedence, ...Object.fromEntries(own) }
}

/** Rewritten whole by large batches. */
export const LEDGER_TABLES = ['unit', 'unit_record', 'area'] as const

export const UNIT_COLUMNS = [
  'district',
  'id',
  'name',
  'code',
  'kind',
  'kind_note',
  'section',
  'industry',
  'industry_name',
  'industry_note',
  'founded',
  'address',
  'path',
  'county',
  'town',
  'community',
  'building',
  'park',
  'grid',
  'road',
  'place',
  'employees',
  'size',
  'revenue',
  'members_full',
  'members_probationary',
  'members_reported',
  'has_organization',
  'org_form',
  'org_name',
  'instructor',
  'liaison',
  'trade_union',
  'youth_league',
  'life',
  'excluded',
  'sources',
  'coverage',
  'due',
  'reason',
  'must',
  'with_member',
  'search',
  'changed_at',
  'lng',
  'lat',
  'parent_name',
] as const

function unitRow(scope: Scope, id: string, unit: UnitValues, state: UnitState, label: Label, at: string): CopyValue[] {
  const { place, industry } = unit
  const details = {
    confidence: place.confidence,
    words: place.words,
    asked: unit.asked,
    ...(place.problem === null ? {} : { problem: place.problem }),
    ...(place.byHand ? { byHand: true } : {}),
    ...(place.number === null ? {} : { number: place.number }),
    ...(place.buildingName === null ? {} : { building: place.buildingName }),
    ...(place.park === null ? {} : { park: place.park }),
    ...(unit.park === null ? {} : { parkName: unit.park.name }),
    ...(unit.grid === null ? {} : { gridName: unit.grid.name }),
  }
  return [
    scope.district,
    id,
    unit.name,
    unit.code,
    unit.kind,
    unit.kindNote,
    industry.section,
    industry.code,
    industry.name,
    industry.note,
    unit.founded,
    unit.address,
    place.path,
    place.county,
    place.town,
    place.community,
    place.building,
    unit.park?.id ?? null,
    unit.grid?.id ?? null,
    place.road,
    details,
    unit.employees,
    unit.size,
    unit.revenue,
    unit.membersFull,
    unit.membersProbationary,
    unit.membersReported,
    unit.hasOrganization,
    unit.orgForm,
    unit.orgName,
    unit.instructor,
    unit.liaison,
    unit.union,
    unit.youthLeague,
    unit.life,
    state.excluded,
    unit.sources,
    label.coverage,
    label.due,
    label.reason,
    label.must,
    label.with_member,
    unit.search,
    at,
    unit.point?.lng ?? null,
    unit.point?.lat ?? null,
    unit.parentName,
  ]
}

function stateOf(unit: UnitValues, excluded: string | null): UnitState {
  return {
    kind: unit.kind,
    life: unit.life,
    employees: unit.employees,
    revenue: unit.revenue,
    members_full: unit.membersFull,
    members_probationary: unit.membersProbationary,
    members_reported: unit.membersReported,
    has_organization: unit.hasOrganization,
    org_form: unit.orgForm,
    org_name: unit.orgName,
    instructor: unit.instructor,
    liaison: unit.liaison,
    trade_union: unit.union,
    youth_league: unit.youthLeague,
    excluded,
  }
}

function keyOf(unit: UnitValues, label: Label): UnitKey {
  return unitKey({
    path: unit.place.path,
    community: unit.place.community,
    kind: unit.kind,
    section: unit.industry.section,
    size: unit.size,
    coverage: label.coverage,
    due: label.due,
    must: label.must,
    with_member: label.with_member,
  })
}
