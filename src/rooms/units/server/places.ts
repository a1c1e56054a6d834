import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { pause, rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { loadDivisions } from '../../../platform/server/public-codes.ts'
import type { Context } from '../../../platform/server/room.ts'
import { codePrefix, type Divisions } from '../../../standards/divisions.ts'
import { compileRegions, type RegionWords } from '../../../standards/names.ts'
import { guessRoot, locateFile, makeLocator } from '../../areas/public.ts'
import { findOffice } from '../../areas/server/public.ts'
import { joinRegion, type AddressInput } from '../rules/address-input.ts'
import type { DeriveTools, Place } from '../rules/derive.ts'
import { makeDeriveTools } from './derive-tools.ts'
import type { DraftRoot, DraftRow } from './import/draft.ts'
import { makePlacer, type Placer, type TreeArea } from './placer.ts'

/** Everything about where units stand, for one piece of work: the office's tree, the public tables, the roads learnt. */
export interface PlaceService {
  readonly root: DraftRoot | null
  readonly regionWords: RegionWords
  readonly tools: DeriveTools
  placeOf(row: DraftRow): Place
  /** Makes the office and its tree when this is the first import. Call before units are written. */
  prepare(tx: Tx, scope: Scope): Promise<void>
  /** Writes the areas that the units brought along: zones, towns the tables lack, buildings. Call after units are written. */
  finish(tx: Tx, scope: Scope): Promise<void>
}

/** For an import: knows the root from the office, or guesses it from the rows, and learns roads from them and the ledger. */
export async function makePlaceService(
  context: Context,
  scope: Scope,
  rows: readonly AddressInput[],
  report: (share: number) => void,
): Promise<PlaceService> {
  const office = await findOffice(context.database.as(scope), scope)
  const root = office ? { code: office.root, share: 1, why: '本办公室已定' } : await guess(rows)
  return open(context, context.database.as(scope), scope, root, rows, report)
}

/** For a change of single units: the office is there already. */
export async function openPlaces(context: Context, db: Db | Tx, scope: Scope): Promise<PlaceService> {
  const office = await findOffice(db, scope)
  return open(context, db, scope, office ? { code: office.root, share: 1, why: '' } : null, [], () => {})
}

async function guess(rows: readonly AddressInput[]): Promise<{ code: string; share: number; why: string } | null> {
  const found = guessRoot(await divisionsOf(''), rows.filter((row) => joinRegion(row) !== '').map(toLocateInput))
  if (found === null) return null
  const { code, name, share, read } = found
  return { code, share, why: `${read.toLocaleString('zh-CN')} 个抽查的地址中 ${(share * 100).toFixed(1)}% 在${name}` }
}

/** Tables of one city take a tenth of a second to read and do not change while the program runs. */
const tables = new Map<string, Promise<Divisions>>()

function divisionsOf(prefix: string): Promise<Divisions> {
  const known = tables.get(prefix)
  if (known) return known
  const loading = loadDivisions({ prefix })
  tables.set(prefix, loading)
  return loading
}

async function open(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  root: { code: string; share: number; why: string } | null,
  rows: readonly AddressInput[],
  report: (share: number) => void,
): Promise<PlaceService> {
  const divisions = await divisionsOf(root?.code ?? '')
  const locator = makeLocator(divisions, root ? { root: root.code } : {})
  const inputs = rows.filter((row) => joinRegion(row) !== '').map(toLocateInput)
  report(0.1)
  await pause()
  const { located } = locateFile(locator, inputs)
  report(0.9)
  await pause()
  const areas = await readTree(db, scope)
  // On the first import the tree is not written yet, but units are placed in it all the same.
  const first = areas.size === 0 && root !== null ? [...treeRows(scope, divisions, root.code)] : []
  for (const [, id, , , , name, level, , , path] of first) areas.set(id, { id, name, level, path })
  const placer = makePlacer(divisions, root?.code ?? null, locator, areas, { inputs, located })
  return {
    root: root ? { ...root, name: divisions.get(root.code)?.name ?? root.code } : null,
    regionWords: regionsOf(divisions),
    tools: makeDeriveTools(placer),
    placeOf: (row) => placer.place(inputOf(row)),
    async prepare(tx, own) {
      if (root === null || first.length === 0) return
      await sql`insert into office (district, root, as_of) values (${own.district}, ${root.code}, ${ALWAYS}::date)
        on conflict (district) do nothing`.execute(tx)
      await context.database.copy(tx, 'area', AREA_COLUMNS, first)
    },
    finish: (tx, own) => writeNewAreas(context, tx, own, placer),
  }
}

function toLocateInput(row: AddressInput) {
  return { address: joinRegion(row), name: row.name, ...(row.code === null ? {} : { code: row.code }) }
}

function inputOf(row: DraftRow) {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const { facts, code } = row.read
  return {
    address: text(facts.address),
    region: text(facts.region),
    name: text(facts.name) ?? '',
    code: code.code,
    placed: null,
  }
}

const regionCache = new WeakMap<Divisions, RegionWords>()

function regionsOf(divisions: Divisions): RegionWords {
  const known = regionCache.get(divisions)
  if (known) return known
  const words = compileRegions([...divisions.current, ...divisions.retired].filter((one) => one.level !== 'community'))
  regionCache.set(divisions, words)
  return words
}

const AREA_COLUMNS = [
  'district',
  'id',
  'valid_from',
  'tree',
  'code',
  'name',
  'level',
  'zone',
  'parent',
  'path',
  'source',
] as const

/** Before this day the office's tree is taken to have been what it was when the first file came. */
const ALWAYS = '0001-01-01'

/** In the order of AREA_COLUMNS. */
type TreeRow = [string, string, string, string, string, string, string, boolean, string | null, string, string]

/** The root and everything inside it, parents before children (codes sort so). */
function* treeRows(scope: Scope, divisions: Divisions, root: string): Generator<TreeRow> {
  const inside = codePrefix(root)
  const paths = new Map<string, string>()
  for (const division of divisions.current) {
    const isRoot = division.code === root
    if (!isRoot && (!division.code.startsWith(inside) || division.code.length < root.length)) continue
    const above = isRoot ? '' : division.parent === null ? undefined : paths.get(division.parent)
    if (above === undefined) continue
    const path = `${above}${division.code}/`
    paths.set(division.code, path)
    const parent = isRoot ? null : division.parent
    yield [
      scope.district,
      division.code,
      ALWAYS,
      'division',
      division.code,
      division.name,
      division.level,
      division.zone,
      parent,
      path,
      'GB/T 2260',
    ]
  }
}

async function readTree(db: Db | Tx, scope: Scope): Promise<Map<string, TreeArea>> {
  const rows = await rowsOf<TreeArea>(
    db,
    sql`select id, name, level, path from area where district = ${scope.district} and tree = 'division' and valid_to is null`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

async function writeNewAreas(context: Context, tx: Tx, scope: Scope, placer: Placer): Promise<void> {
  const rows = placer
    .newAreas()
    .map((area) => [
      scope.district,
      area.id,
      ALWAYS,
      'division',
      area.code,
      area.name,
      area.level,
      area.zone,
      area.parent,
      area.path,
      '来自单位地址',
    ])
  await context.database.copy(tx, 'area', AREA_COLUMNS, rows)
  // A building is two units or more behind one plate; a park is named by an address or a file, a grid by a file.
  await writeParallel(tx, scope, 'building', sql`max(place->>'building')`, 2, '共用门牌')
  await writeParallel(tx, scope, 'park', sql`max(place->>'parkName')`, 1, '地址或表格写明')
  await writeParallel(tx, scope, 'grid', sql`max(place->>'gridName')`, 1, '表格写明')
}

/** Areas of a parallel tree stand in the town of their units, or their county. */
async function writeParallel(
  tx: Tx,
  scope: Scope,
  tree: 'building' | 'park' | 'grid',
  name: RawBuilder<unknown>,
  fewest: number,
  source: string,
): Promise<void> {
  const id = sql.ref(tree)
  await sql`insert into area (district, id, valid_from, tree, code, name, level, zone, parent, path, source)
    select district, ${id}, ${ALWAYS}::date, ${tree}, null, ${name}, ${tree}, false,
      coalesce(max(town), max(county)), case when max(community) = min(community) and count(community) = count(*) then max(path)
        else regexp_replace(max(path), coalesce(max(community), '#') || '/$', '') end || ${id} || '/', ${source}
    from unit where district = ${scope.district} and ${id} is not null
    group by district, ${id} having count(*) >= ${fewest}
    on conflict (district, id, valid_from) do nothing`.execute(tx)
}
