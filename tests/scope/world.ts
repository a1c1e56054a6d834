import { sql } from 'kysely'
import { rooms } from '../../src/apps/server/rooms.ts'
import { seededRandom, type Random } from '../../src/kernel/random.ts'
import type { CopyValue } from '../../src/platform/server/db/copy-text.ts'
import { rowsOf, type Tx } from '../../src/platform/server/db/database.ts'
import type { Context } from '../../src/platform/server/room.ts'
import { openTestContext, type TestContext } from '../../src/platform/server/testing.ts'
import { searchText } from '../../src/standards/search-tokens.ts'
import { exclusionReasons, unitsEvents, type Kind, type Size } from '../../src/rooms/units/contract.ts'
import { makeLabeller, unitKey, type UnitState } from '../../src/rooms/units/server/public.ts'
import { makeParty, PARTY_TABLES, readParty } from './party.ts'
import { WORDS, type RawUnit, type World, type WorldArea } from './shapes.ts'

/**
 * An invented office for the tests of who sees what: a random tree, units anywhere in it, and about each unit records,
 * reviews, merges, exclusions and deeds. Every text about a unit holds its id, so that a unit that shows anywhere is found
 * by looking for ids.
 */
export const ROOT = '990100'

export interface WorldShape {
  readonly counties: number
  readonly towns: number
  readonly communities: number
  readonly units: number
  /** Not at most so many of each, but just so many. */
  readonly full?: true
}

export const openWorld = (): Promise<TestContext> => openTestContext(rooms)

/** Ids of units in any text, without repeats, sorted. */
export function idsIn(text: string): string[] {
  return [...new Set(text.match(/u\d{7}/g) ?? [])].sort()
}

const LEVELS = ['city', 'county', 'town', 'community']

function makeTree(random: Random, shape: WorldShape): WorldArea[] {
  const areas: WorldArea[] = [
    { id: ROOT, name: '云山市', level: 'city', tree: 'division', parent: null, path: `${ROOT}/` },
  ]
  const grow = (parent: WorldArea, depth: number, most: number): void => {
    const level = LEVELS[depth]
    if (level === undefined) return
    const count = shape.full ? most : 1 + random.int(most)
    for (let at = 1; at <= count; at++) {
      const id = `${depth === 1 ? ROOT.slice(0, 4) : parent.id}${String(at).padStart(depth === 1 ? 2 : 3, '0')}`
      const area: WorldArea = {
        id,
        name: `${['', '区', '街', '社'][depth]}${id}`,
        level,
        tree: 'division',
        parent: parent.id,
        path: `${parent.path}${id}/`,
      }
      areas.push(area)
      grow(area, depth + 1, depth === 1 ? shape.towns : shape.communities)
    }
  }
  grow(areas[0] as WorldArea, 1, shape.counties)
  const towns = areas.filter(({ level }) => level === 'town')
  for (const [tree, letter] of [
    ['building', 'b'],
    ['park', 'p'],
    ['grid', 'g'],
  ] as const) {
    for (let at = 0; at < 4; at++) {
      const town = random.pick(towns)
      const id = `${letter}:${at}`
      areas.push({ id, name: `${tree}${at}`, level: tree, tree, parent: town.id, path: `${town.path}${id}/` })
    }
  }
  return areas
}

interface Made extends UnitState {
  readonly id: string
  readonly path: string
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  readonly building: string | null
  readonly park: string | null
  readonly grid: string | null
  readonly road: string | null
  readonly section: string | null
  readonly size: Size
}

const KINDS: readonly Kind[] = ['enterprise', 'enterprise', 'sole-trader', 'cooperative', 'foundation', 'agency']
const SIZES: readonly Size[] = ['unknown', 'micro', 'small', 'medium', 'large']

function makeUnit(random: Random, id: string, areas: readonly WorldArea[]): Made {
  const maybe = <T>(share: number, value: () => T): T | null => (random.next() < share ? value() : null)
  const place = random.pick(areas.filter(({ tree }) => tree === 'division'))
  const steps = place.path.split('/')
  const organized = maybe(0.6, () => random.next() < 0.4)
  return {
    id,
    path: place.path,
    county: steps[1] || null,
    town: steps[2] || null,
    community: steps[3] || null,
    building: maybe(0.2, () => `b:${random.int(4)}`),
    park: maybe(0.15, () => `p:${random.int(4)}`),
    grid: maybe(0.2, () => `g:${random.int(4)}`),
    road: maybe(0.5, () => `第${random.int(3)}路`),
    section: maybe(0.9, () => random.pick([...'CFGI'])),
    size: random.pick(SIZES),
    kind: random.pick(KINDS),
    life: random.next() < 0.9 ? 'operating' : 'closed',
    employees: maybe(0.8, () => random.int(300)),
    revenue: maybe(0.2, () => random.int(9000)),
    members_full: maybe(0.5, () => random.int(6)),
    members_probationary: maybe(0.1, () => random.int(3)),
    members_reported: maybe(0.5, () => random.int(5)),
    has_organization: organized,
    org_form: organized === true ? random.pick(['own', 'joint'] as const) : null,
    org_name: organized === true ? `${id}党支部` : null,
    instructor: maybe(0.2, () => `指导员${id}`),
    liaison: maybe(0.1, () => `联络员${id}`),
    trade_union: null,
    youth_league: null,
    excluded: maybe(0.1, () => random.pick(Object.keys(exclusionReasons))),
  }
}

/** Tables that a world fills, emptied before the next one is made. */
const FILLED = ['area', 'office', 'unit', 'unit_record', 'unit_batch', 'unit_review', 'unit_merge', 'unit_exclusion',
  'place_past', 'coverage_cell', 'snapshot', 'snapshot_unit', 'snapshot_cell'] // prettier-ignore

/** Puts a random office in place of whatever was there. */
export async function makeWorld(context: Context, seed: number, shape: WorldShape): Promise<World> {
  const random = seededRandom(seed)
  const scope = context.localScope()
  const areas = makeTree(random, shape)
  const units = Array.from({ length: shape.units }, (_, at) =>
    makeUnit(random, `u${String(at + 1).padStart(7, '0')}`, areas),
  )
  await context.database.writeAsOwner(async (tx) => {
    for (const table of [...FILLED, ...PARTY_TABLES]) await sql`delete from ${sql.table(table)}`.execute(tx)
    await insert(
      context,
      tx,
      'area',
      areas.map((area) => ({ ...area, valid_from: '0001-01-01', zone: false, source: '虚构' })),
    )
    await insert(context, tx, 'office', [{ root: ROOT, as_of: '2026-11-20' }])
    await fill(context, tx, random, units)
    await makeParty(context, tx, (table, rows) => insert(context, tx, table, rows), seed, areas, units)
  })
  // Fresh rows without statistics are searched in ways that no ledger would be.
  await context.database.tidy([
    'unit',
    'unit_record',
    'unit_review',
    'area',
    'coverage_cell',
    'organization',
    'organization_unit',
    'member',
  ])
  return readWorld(context, areas, scope.district)
}

const nameOf = (id: string): string => `云山${WORDS[Number(id.slice(1)) % WORDS.length]}${id}公司`

async function fill(context: Context, tx: Tx, random: Random, units: readonly Made[]): Promise<void> {
  const scope = context.localScope()
  const label = await makeLabeller(context, tx, scope)
  const labelled = units.map((unit) => ({ unit, label: label(unit) }))
  const at = '2026-11-20T00:00:00Z'
  const put = (table: string, rows: readonly Record<string, CopyValue>[]): Promise<void> =>
    insert(context, tx, table, rows)
  await put(
    'unit',
    labelled.map(({ unit, label: made }) => ({
      ...unit,
      ...made,
      name: nameOf(unit.id),
      code: null,
      founded: '2010-05-01',
      address: `云山路${unit.id}号`,
      place: { confidence: 1, words: [], building: unit.building, parkName: unit.park, gridName: unit.grid },
      sources: ['ledger'],
      search: searchText({ name: nameOf(unit.id), code: null, address: `云山路${unit.id}号` }),
      changed_at: at,
    })),
  )
  await context.reactions.emit(unitsEvents.changed, tx, scope, {
    before: [],
    after: labelled.map(({ unit, label: made }) => unitKey({ ...unit, ...made })),
  })
  const batch = {
    import_id: '',
    sheet: '',
    sha256: '',
    as_of: '2026-11-20',
    written_at: at,
    rows: units.length,
    counts: {},
  }
  const edited = units.filter(() => random.next() < 0.2)
  await put('unit_batch', [
    { ...batch, id: 'b1', file: '台账.xlsx', source: 'ledger' },
    ...edited.map(({ id }) => ({ ...batch, id: `e${id}`, file: '手工', sheet: `更正${id}`, source: 'edit', rows: 1 })),
  ])
  const record = { source: 'ledger', as_of: '2026-11-20', hash: '', joined_by: 'new', state: 'live', row_no: 1 }
  const factsOf = (id: string): Record<string, CopyValue> => ({
    name: nameOf(id),
    address: `云山路${id}号`,
    remark: id,
  })
  const waiting = Array.from(
    { length: Math.ceil(units.length / 8) },
    (_, at2) => `w${String(at2 + 1).padStart(4, '0')}`,
  )
  await put('unit_record', [
    ...units.map(({ id, path }) => ({
      ...record,
      id: `r${id}`,
      unit_id: id,
      batch_id: 'b1',
      facts: { ...factsOf(id), placed: path.split('/').at(-2) ?? null },
    })),
    ...edited.map(({ id }) => ({ ...record, id: `e${id}-1`, unit_id: id, batch_id: `e${id}`, source: 'edit', joined_by: 'hand', facts: { remark: `更正${id}` } })), // prettier-ignore
    ...waiting.map((id) => ({ ...record, id: `r${id}`, unit_id: null, batch_id: 'b1', state: 'waiting', joined_by: 'match', facts: { name: `待核对${id}` } })), // prettier-ignore
  ])
  await put(
    'unit_review',
    waiting.map((id) => ({
      id,
      record_id: `r${id}`,
      batch_id: 'b1',
      candidates: {
        list: [random.pick(units), random.pick(units)].map((unit) => ({ key: unit.id, score: 0.5, evidence: [] })),
      },
      reason: '名称相近',
      score: random.next(),
      state: 'open',
    })),
  )
  const some = (share: number): Made[] => units.filter(() => random.next() < share)
  await put(
    'unit_merge',
    some(0.1).map(({ id }) => ({
      id: `m${id}`,
      kept: id,
      gone: `gone-${id}`,
      records: [`r${id}`],
      reason: `重复${id}`,
      at,
    })),
  )
  await put(
    'unit_exclusion',
    units
      .filter((unit) => unit.excluded !== null)
      .map(({ id, excluded }) => ({ id: `x${id}`, unit_id: id, reason: excluded, evidence: `依据${id}`, approver: `批准人${id}`, valid_from: '2026-01-01', expires: '2027-01-01' })), // prettier-ignore
  )
  await put(
    'place_past',
    some(0.1).map(({ id, path, county, town, community }) => ({ unit_id: id, valid_from: '0001-01-01', valid_to: '2020-01-01', path, county, town, community })), // prettier-ignore
  )
  await put(
    'audit',
    some(0.1).map(({ id }) => ({ id: context.clock.id(), at, actor: '某人', action: 'units.exclude', subject: id, details: { evidence: `依据${id}` } })), // prettier-ignore
  )
}

/** Rows that may differ in which columns they name. */
async function insert(
  context: Context,
  tx: Tx,
  table: string,
  rows: readonly Record<string, CopyValue>[],
): Promise<void> {
  if (rows.length === 0) return
  const { district } = context.localScope()
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const values = rows.map((row) => [district, ...columns.map((column) => row[column] ?? null)])
  await context.database.copy(tx, table, ['district', ...columns], values)
}

export async function readWorld(context: Context, areas: readonly WorldArea[], district: string): Promise<World> {
  const { owner } = context.database
  const units = await rowsOf<RawUnit>(owner, sql`select * from unit where district = ${district} order by id`)
  const reviews = await rowsOf<{ id: string; candidates: { list: { key: string }[] }; unit: string | null }>(
    owner,
    sql`select v.id, v.candidates, r.unit_id as unit from unit_review v
      join unit_record r on r.district = v.district and r.id = v.record_id where v.state = 'open' order by v.id`,
  )
  return {
    ...(await readParty(owner, district)),
    units,
    areas,
    reviews: reviews.map(({ candidates, ...row }) => ({ ...row, candidates: candidates.list.map(({ key }) => key) })),
  }
}
