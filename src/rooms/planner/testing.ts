import type { Scope } from '../../kernel/scope.ts'
import type { CopyValue } from '../../platform/server/db/copy-text.ts'
import type { Context } from '../../platform/server/room.ts'
import type { LedgerUnit } from './rules/unit.ts'

/** Builders of valid rows for tests of this room and later ones. All names are invented. */

export const CITY = '990100'
export const COUNTY = '990101'
export const TOWNS = ['990101001', '990101002'] as const

export function ledgerUnit(id: string, part: Partial<LedgerUnit> = {}): LedgerUnit {
  const county = part.county === undefined ? COUNTY : part.county
  const town = part.town === undefined ? TOWNS[0] : part.town
  const community = part.community ?? null
  return {
    id,
    name: `样例${id}有限公司`,
    code: null,
    section: 'I',
    industry: null,
    industryName: '软件开发',
    address: null,
    county,
    town,
    community,
    road: null,
    number: null,
    building: null,
    buildingName: null,
    park: null,
    parent: null,
    lng: null,
    lat: null,
    confidence: 0.95,
    membersFull: null,
    membersProbationary: null,
    membersReported: null,
    employees: 20,
    life: 'operating',
    coverage: 'none',
    instructor: null,
    ...part,
  }
}

const UNIT_COLUMNS = [
  'district',
  'id',
  'name',
  'code',
  'kind',
  'section',
  'industry',
  'industry_name',
  'address',
  'path',
  'county',
  'town',
  'community',
  'building',
  'park',
  'parent_name',
  'lng',
  'lat',
  'road',
  'place',
  'employees',
  'size',
  'members_full',
  'members_probationary',
  'members_reported',
  'instructor',
  'life',
  'sources',
  'coverage',
  'due',
  'reason',
  'must',
  'with_member',
  'search',
  'changed_at',
]

/** Puts units straight into the ledger. */
export async function insertUnits(context: Context, scope: Scope, units: readonly LedgerUnit[]): Promise<void> {
  const at = context.clock.now().toISOString()
  const row = (unit: LedgerUnit): CopyValue[] => [
    scope.district,
    unit.id,
    unit.name,
    unit.code,
    'enterprise',
    unit.section,
    unit.industry,
    unit.industryName,
    unit.address,
    [CITY, unit.county, unit.town, unit.community].flatMap((step) => (step === null ? [] : [`${step}/`])).join(''),
    unit.county,
    unit.town,
    unit.community,
    unit.building,
    unit.park,
    unit.parent,
    unit.lng,
    unit.lat,
    unit.road,
    {
      confidence: unit.confidence,
      words: [],
      ...(unit.number === null ? {} : { number: unit.number }),
      ...(unit.buildingName === null ? {} : { building: unit.buildingName }),
    },
    unit.employees,
    'small',
    unit.membersFull,
    unit.membersProbationary,
    unit.membersReported,
    unit.instructor,
    unit.life,
    ['registry'],
    unit.coverage,
    'nothing',
    '',
    false,
    (unit.membersFull ?? 0) > 0,
    unit.name ?? '',
    at,
  ]
  await context.database.writeAsOwner(async (tx) => {
    await context.database.copy(tx, 'unit', UNIT_COLUMNS, units.map(row))
  })
}

/** One city with one county and two towns. */
export async function insertAreas(context: Context, scope: Scope): Promise<void> {
  const area = (id: string, name: string, level: string, parent: string | null, path: string): CopyValue[] => [
    scope.district,
    id,
    '2000-01-01',
    'division',
    id,
    name,
    level,
    parent,
    path,
    'test',
  ]
  const county = `${CITY}/${COUNTY}/`
  await context.database.writeAsOwner(async (tx) => {
    await context.database.copy(
      tx,
      'area',
      ['district', 'id', 'valid_from', 'tree', 'code', 'name', 'level', 'parent', 'path', 'source'],
      [
        area(CITY, '样例市', 'city', null, `${CITY}/`),
        area(COUNTY, '东湖区', 'county', CITY, county),
        area(TOWNS[0], '凌河街道', 'town', COUNTY, `${county}${TOWNS[0]}/`),
        area(TOWNS[1], '柳桥街道', 'town', COUNTY, `${county}${TOWNS[1]}/`),
      ],
    )
    await context.database.copy(
      tx,
      'office',
      ['district', 'root', 'as_of', 'tree_version'],
      [[scope.district, CITY, '2026-11-20', 1]],
    )
  })
}
