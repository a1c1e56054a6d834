import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import type { Area, Level, Tree } from '../contract.ts'
import { unitReachSql } from './reach.ts'

/**
 * One version of an area. A version is in force from `valid_from` up to, not including, `valid_to`; a question as of a
 * day reads the versions in force on that day.
 */
export interface AreaRow {
  readonly id: string
  readonly tree: Tree
  readonly code: string | null
  readonly name: string
  readonly level: Level
  readonly zone: boolean
  readonly parent: string | null
  readonly path: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly source: string
}

export interface Office {
  readonly root: string
  readonly as_of: string
  readonly tree_version: number
}

const COLUMNS = sql`id, tree, code, name, level, zone, parent, path, valid_from, valid_to, source`

const inForce = (day: string): RawBuilder<boolean> =>
  sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`

/** The tree is the office's common ground: everybody reads its names, whatever of the units in it they see. */
function inOffice(scope: Scope): RawBuilder<boolean> {
  return sql<boolean>`district = ${scope.district}`
}

export async function findOffice(db: Db | Tx, scope: Scope): Promise<Office | null> {
  const rows = await rowsOf<Office>(
    db,
    sql`select root, as_of, tree_version from office where district = ${scope.district}`,
  )
  return rows[0] ?? null
}

export async function findArea(db: Db | Tx, scope: Scope, id: string, day: string): Promise<AreaRow | null> {
  const rows = await rowsOf<AreaRow>(
    db,
    sql`select ${COLUMNS} from area where ${inOffice(scope)} and id = ${id} and valid_from <= ${day}::date
      order by valid_from desc limit 1`,
  )
  return rows[0] ?? null
}

/** All versions in force on a day, parents before children. */
export async function listAreasInForce(db: Db | Tx, scope: Scope, day: string, trees?: readonly Tree[]) {
  const only = trees === undefined ? sql`true` : sql`tree in (${sql.join(trees)})`
  return rowsOf<AreaRow>(
    db,
    sql`select ${COLUMNS} from area where ${inOffice(scope)} and ${only} and ${inForce(day)} order by path`,
  )
}

/** Every version of one tree, past and future ones too. */
export async function listVersions(db: Db | Tx, scope: Scope, tree: Tree): Promise<AreaRow[]> {
  return rowsOf<AreaRow>(
    db,
    sql`select ${COLUMNS} from area where ${inOffice(scope)} and tree = ${tree} order by path, valid_from`,
  )
}

const MOST_CHILDREN = 2000

/** One step down the division tree; of parks and grids everything that stands in the area, at whatever depth. */
export async function listChildren(db: Db | Tx, scope: Scope, parent: AreaRow, tree: Tree, day: string) {
  const below =
    tree === 'division' || parent.tree === tree
      ? sql`parent = ${parent.id}`
      : sql`id <> ${parent.id} and ${under(sql.ref('path'), parent.path)}`
  return rowsOf<AreaRow>(
    db,
    sql`select ${COLUMNS} from area where ${inOffice(scope)} and tree = ${tree} and ${below} and ${inForce(day)}
      order by coalesce(code, 'z'), name limit ${MOST_CHILDREN}`,
  )
}

/** The named areas of one tree that are in force, in the order of the ids. */
export async function listAreasById(db: Db | Tx, scope: Scope, tree: Tree, ids: readonly string[], day: string) {
  if (ids.length === 0) return []
  const rows = await rowsOf<AreaRow>(
    db,
    sql`select ${COLUMNS} from area
      where ${inOffice(scope)} and tree = ${tree} and id in (${sql.join(ids)}) and ${inForce(day)}`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Direct children in the division tree, per area. */
export async function countChildren(db: Db | Tx, scope: Scope, ids: readonly string[], day: string) {
  if (ids.length === 0) return new Map<string, number>()
  const rows = await rowsOf<{ parent: string; n: number }>(
    db,
    sql`select parent, count(*)::int as n from area
      where ${inOffice(scope)} and tree = 'division' and parent in (${sql.join(ids)}) and ${inForce(day)} group by parent`,
  )
  return new Map(rows.map((row) => [row.parent, row.n]))
}

/**
 * Units in the ledger per area under a path, at every level at once: units are grouped by their path (some thousand
 * different ones) and each group is added to all areas on it. For an earlier day each unit counts where it stood then;
 * who sees it is decided by where it stands now.
 */
export async function countUnits(db: Db | Tx, scope: Scope, prefix: string, past: string | null) {
  const rows =
    past === null
      ? await rowsOf<{ path: string; n: number }>(
          db,
          sql`select path, count(*)::int as n from unit
            where ${unitReachSql(scope)} and ${under(sql.ref('path'), prefix)} group by path`,
        )
      : await rowsOf<{ path: string; n: number }>(
          db,
          sql`select coalesce(p.path, u.path) as path, count(*)::int as n from unit u
            left join place_past p on p.district = u.district and p.unit_id = u.id
              and p.valid_from <= ${past}::date and p.valid_to > ${past}::date
            where ${unitReachSql(scope, 'u')} and ${under(sql`coalesce(p.path, u.path)`, prefix)} group by 1`,
        )
  const counts = new Map<string, number>()
  for (const { path, n } of rows) {
    for (const id of path.split('/')) if (id !== '') counts.set(id, (counts.get(id) ?? 0) + n)
  }
  return counts
}

/** Units per area of a parallel tree, for those that have units under a path. */
export async function countUnitsInside(db: Db | Tx, scope: Scope, tree: Exclude<Tree, 'division'>, prefix: string) {
  const id = sql.ref(tree)
  const rows = await rowsOf<{ id: string; n: number }>(
    db,
    sql`select ${id} as id, count(*)::int as n from unit
      where ${unitReachSql(scope)} and ${id} is not null and ${under(sql.ref('path'), prefix)} group by 1`,
  )
  return new Map(rows.map((row) => [row.id, row.n]))
}

/** Names of areas on a day, e.g. of a trail. */
export async function findNames(db: Db | Tx, scope: Scope, ids: readonly string[], day: string) {
  if (ids.length === 0) return new Map<string, AreaRow>()
  const rows = await rowsOf<AreaRow>(
    db,
    sql`select distinct on (id) ${COLUMNS} from area
      where district = ${scope.district} and id in (${sql.join(ids)}) and valid_from <= ${day}::date
      order by id, valid_from desc`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function listHistory(db: Db | Tx, scope: Scope, id: string) {
  return rowsOf<{ day: string; words: string }>(
    db,
    sql`select day, words from area_change where district = ${scope.district} and ${id} = any(areas) order by day, at`,
  )
}

/** Ids above an area, from the root down. Ids of divisions hold no slash; that of a building may, so its own is cut off whole. */
export function stepsAbove({ id, path }: AreaRow): string[] {
  return path
    .slice(0, path.length - id.length - 1)
    .split('/')
    .filter((step) => step !== '')
}

export function presentArea(row: AreaRow, units: number, children: number): Area {
  return {
    id: row.id,
    tree: row.tree,
    code: row.code,
    name: row.name,
    level: row.level,
    zone: row.zone,
    parent: row.parent,
    path: row.path,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    units,
    children,
  }
}
