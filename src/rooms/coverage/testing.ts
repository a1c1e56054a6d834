import { sql } from 'kysely'
import { seededRandom, type Random } from '../../kernel/random.ts'
import type { Scope } from '../../kernel/scope.ts'
import type { Tx } from '../../platform/server/db/database.ts'
import type { CopyValue } from '../../platform/server/db/copy-text.ts'
import type { Context, RoomServer } from '../../platform/server/room.ts'
import { areasServer } from '../areas/server/index.ts'
import { rulebookServer } from '../rulebook/server/index.ts'
import { exclusionReasons, unitsEvents, type Kind, type Size } from '../units/contract.ts'
import { makeLabeller, unitKey, type Label, type UnitKey, type UnitState } from '../units/server/public.ts'
import { unitsServer } from '../units/server/index.ts'
import { coverageServer } from './server/index.ts'

/** An invented district for tests and the bench: a small tree, and units straight into the ledger's table. */
export const ROOT = '990100'
export const COUNTIES = ['990101', '990102', '990103']

/** Towns of a county, communities of a town: `990101` → `990101001` → `990101001001`. */
export const townsOf = (county: string, count = 4): string[] => numbered(county, count)
const communitiesOf = (town: string): string[] => numbered(town, 3)

function numbered(parent: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${parent}${String(index + 1).padStart(3, '0')}`)
}

/** Tables of the rooms before this one, and this one whole: all that coverage needs of them. */
export const testRooms: readonly RoomServer[] = [
  { name: 'areas', migrations: areasServer.migrations, serve: () => {} },
  rulebookServer,
  { name: 'units', migrations: unitsServer.migrations, serve: () => {} },
  coverageServer,
]

export interface TestUnit extends UnitState {
  readonly id: string
  readonly name: string
  readonly section: string | null
  readonly size: Size
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
}

export async function seedTree(context: Context, towns = 4): Promise<void> {
  const scope = context.localScope()
  const rows: CopyValue[][] = []
  const add = (id: string, name: string, level: string, parent: string | null, path: string): void => {
    rows.push([scope.district, id, '2000-01-01', null, 'division', id, name, level, false, parent, path, '虚构'])
  }
  add(ROOT, '云山市', 'city', null, `${ROOT}/`)
  COUNTIES.forEach((county, index) => {
    add(county, `云山${'东西南'[index]}区`, 'county', ROOT, `${ROOT}/${county}/`)
    for (const town of townsOf(county, towns)) {
      add(town, `第${town.slice(-3)}街道（${'东西南'[index]}）`, 'town', county, `${ROOT}/${county}/${town}/`)
      for (const community of communitiesOf(town)) {
        add(community, `${community.slice(-3)}社区`, 'community', town, `${ROOT}/${county}/${town}/${community}/`)
      }
    }
  })
  await context.database.writeAsOwner(async (tx) => {
    const columns = [
      'district',
      'id',
      'valid_from',
      'valid_to',
      'tree',
      'code',
      'name',
      'level',
      'zone',
      'parent',
      'path',
    ]
    await context.database.copy(tx, 'area', [...columns, 'source'], rows)
    await sql`insert into office (district, root, as_of) values (${scope.district}, ${ROOT}, '2026-11-20')`.execute(tx)
  })
}

const KINDS: readonly Kind[] = [
  'enterprise',
  'enterprise',
  'enterprise',
  'sole-trader',
  'cooperative',
  'foundation',
  'agency',
]
const SIZES: readonly Size[] = ['unknown', 'micro', 'micro', 'small', 'medium', 'large']

export function randomUnit(random: Random, id: string, towns = 4): TestUnit {
  const chance = (share: number): boolean => random.next() < share
  const maybe = <T>(share: number, value: () => T): T | null => (chance(share) ? value() : null)
  const county = maybe(0.96, () => random.pick(COUNTIES))
  const town = county === null ? null : maybe(0.9, () => random.pick(townsOf(county, towns)))
  const organized = maybe(0.5, () => chance(0.3))
  const employees = maybe(0.8, () => random.int(400))
  return {
    id,
    name: `云山第${id}号单位`,
    kind: random.pick(KINDS),
    section: maybe(0.95, () => random.pick([...'ABCDEFGHIJKLMNOPQR'])),
    size: employees === null ? 'unknown' : random.pick(SIZES),
    county,
    town,
    community: town === null ? null : maybe(0.5, () => random.pick(communitiesOf(town))),
    life: chance(0.97) ? 'operating' : 'closed',
    employees,
    revenue: null,
    members_full: maybe(0.3, () => random.int(6)),
    members_probationary: maybe(0.1, () => random.int(3)),
    members_reported: maybe(0.5, () => random.int(5)),
    has_organization: organized,
    org_form: organized === true ? maybe(0.9, () => random.pick(['own', 'joint'] as const)) : null,
    org_name: organized === true ? `第${id}党支部` : null,
    instructor: maybe(0.1, () => '指导员001'),
    liaison: maybe(0.05, () => '联络员001'),
    trade_union: maybe(0.05, () => '有'),
    youth_league: maybe(0.03, () => '有'),
    excluded: maybe(0.03, () => random.pick(Object.keys(exclusionReasons))),
  }
}

export function randomUnits(seed: number, count: number, towns = 4): TestUnit[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => randomUnit(random, `u${String(index).padStart(7, '0')}`, towns))
}

export function pathOf({ county, town, community }: Pick<TestUnit, 'county' | 'town' | 'community'>): string {
  return [ROOT, county, town, community]
    .filter((id) => id !== null)
    .map((id) => `${id}/`)
    .join('')
}

/** A row of the ledger's table: the names of a test unit's fields are its columns. */
function rowOf(scope: Scope, unit: TestUnit, label: Label): Record<string, CopyValue> {
  const rest = {
    code: null,
    founded: '2010-05-01',
    place: {},
    sources: ['registry'],
    changed_at: '2026-11-20T00:00:00Z',
  }
  return { district: scope.district, path: pathOf(unit), search: unit.name, ...rest, ...unit, ...label }
}

/** What a change did to the ledger: hand it back to `changeUnits` the other way round to undo it. */
export interface TestChange {
  readonly before: readonly TestUnit[]
  readonly after: readonly TestUnit[]
}

/** Takes units out of the ledger, puts others in, and announces both as the ledger does, in one transaction. */
export async function changeUnits(context: Context, change: TestChange): Promise<void> {
  const scope = context.localScope()
  await context.database.writeAsOwner(async (tx) => {
    const before = await keysOf(context, tx, scope, change.before)
    const after = await keysOf(context, tx, scope, change.after)
    const gone = JSON.stringify(change.before.map(({ id }) => id))
    await sql`delete from unit where district = ${scope.district}
      and id in (select value from json_array_elements_text(${gone}::json))`.execute(tx)
    if (after.length > 0) {
      const rows = after.map(({ unit, label }) => rowOf(scope, unit, label))
      const columns = Object.keys(rows[0] ?? {})
      const values = rows.map((row) => columns.map((column) => row[column] ?? null))
      await context.database.copy(tx, 'unit', columns, values)
    }
    await context.reactions.emit(unitsEvents.changed, tx, scope, {
      before: before.map(({ key }) => key),
      after: after.map(({ key }) => key),
    })
  })
}

async function keysOf(
  context: Context,
  tx: Tx,
  scope: Scope,
  units: readonly TestUnit[],
): Promise<{ unit: TestUnit; label: Label; key: UnitKey }[]> {
  const label = await makeLabeller(context, tx, scope)
  return units.map((unit) => {
    const made = label(unit)
    return { unit, label: made, key: unitKey({ ...unit, ...made, path: pathOf(unit) }) }
  })
}
