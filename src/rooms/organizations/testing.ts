import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Scope } from '../../kernel/scope.ts'
import type { Tx } from '../../platform/server/db/database.ts'
import type { Context, RoomServer } from '../../platform/server/room.ts'
import { openTestContext, testClock, type TestContext } from '../../platform/server/testing.ts'
import { areasServer } from '../areas/server/index.ts'
import { rulebookServer } from '../rulebook/server/index.ts'
import { rebuildByIds } from '../units/server/changes.ts'
import { unitsServer } from '../units/server/index.ts'
import { hashFacts, RECORD_COLUMNS, recordValues } from '../units/server/records.ts'
import { changeOrganization, type ChangeOrder } from './server/change.ts'
import { organizationsServer } from './server/index.ts'
import { registerOrganization, type NewOrganization } from './server/register.ts'

/** An invented district with a tree of areas and units of the ledger, for tests of both Party rooms. */
export const organizationRooms: readonly RoomServer[] = [areasServer, rulebookServer, unitsServer, organizationsServer]

export const TOWN = '990101001'
export const OTHER_TOWN = '990102001'
export const TODAY = '2026-11-21' as Day

export async function openOrganizations(rooms: readonly RoomServer[] = organizationRooms): Promise<TestContext> {
  const context = await openTestContext(rooms, testClock())
  await seedTree(context)
  return context
}

/** A city with two counties of two towns each. */
async function seedTree(context: Context): Promise<void> {
  const { district } = context.localScope()
  const row = (id: string, name: string, level: string, parent: string | null, path: string) =>
    [district, id, '2000-01-01', null, 'division', id, name, level, false, parent, path, '虚构'] as const
  const rows = [
    row('990100', '云山市', 'city', null, '990100/'),
    ...[
      ['990101', '东'],
      ['990102', '西'],
    ].flatMap(([county = '', side = '']) => [
      row(county, `云山${side}区`, 'county', '990100', `990100/${county}/`),
      ...['001', '002'].map((town) =>
        row(`${county}${town}`, `第${town}街道（${side}）`, 'town', county, `990100/${county}/${county}${town}/`),
      ),
    ]),
  ]
  await context.database.writeAsOwner(async (tx) => {
    await context.database.copy(tx, 'area', AREA_COLUMNS, rows)
    await sql`insert into office (district, root, as_of) values (${district}, '990100', '2026-11-20')`.execute(tx)
  })
}

const AREA_COLUMNS = [
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
  'source',
] as const

/** Takes away all organisations and units, so that the tests of a file share one database. */
export async function emptyOrganizations(context: Context): Promise<void> {
  await context.database.writeAsOwner(async (tx) => {
    await sql`truncate organization, organization_version, organization_unit, organization_event, unit, unit_record`.execute(
      tx,
    )
  })
}

export interface LedgerUnit {
  readonly id: string
  readonly name: string
  /** A town; `TOWN` unless said. */
  readonly town?: string
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
}

/** Units as the ledger keeps them: with a record from which everything is derived. */
export async function addUnits(context: Context, units: readonly LedgerUnit[]): Promise<void> {
  const scope = context.localScope()
  await context.database.write(scope, async (tx) => {
    const rows = units.map(({ id, name, town = TOWN, facts = {} }, place) => {
      const stated = { name, placed: town, ...facts }
      const record = {
        id: `${id}-record`,
        unit: id,
        source: 'ledger' as const,
        asOf: TODAY,
        batch: 'test',
        row: place + 1,
        facts: stated,
        texts: {},
        notes: [],
        match: null,
        hash: hashFacts(stated),
        joinedBy: 'new' as const,
      }
      return recordValues(scope, record)
    })
    await context.database.copy(tx, 'unit_record', RECORD_COLUMNS, rows)
    await rebuildByIds(
      context,
      tx,
      scope,
      units.map((unit) => unit.id),
    )
  })
}

type Given = Partial<NewOrganization> & Pick<NewOrganization, 'name'>

/** On record: an active branch in `TOWN`, founded in 2020, unless said otherwise. */
export async function addOrganization(context: Context, given: Given, scope: Scope = context.localScope()) {
  const founded = (given.founded === undefined ? '2020-03-01' : given.founded) as Day | null
  const order: NewOrganization = {
    kind: 'branch',
    superior: null,
    area: TOWN,
    founded,
    event: 'registered',
    state: 'active',
    day: founded ?? TODAY,
    reason: '补录',
    overrides: { 'organization.superior': '上级在区外' },
    ...given,
  }
  return context.database.write(scope, (tx: Tx) => registerOrganization(context, tx, scope, order))
}

/** A deed of today with every soft rule overridden, unless said otherwise. */
export async function change(
  context: Context,
  id: string,
  what: ChangeOrder['what'],
  given: Partial<ChangeOrder> = {},
  scope: Scope = context.localScope(),
) {
  const order = { day: TODAY, reason: '测试', overrides: {}, ...given, id, what }
  return context.database.write(scope, (tx: Tx) => changeOrganization(context, tx, scope, order))
}
