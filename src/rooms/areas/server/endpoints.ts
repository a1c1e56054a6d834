import type { FastifyInstance } from 'fastify'
import type { Scope } from '../../../kernel/scope.ts'
import { VERSION } from '../../../platform/server/config.ts'
import type { Db } from '../../../platform/server/db/database.ts'
import { serve, type Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import { areasEndpoints, areasProblem, type Tree } from '../contract.ts'
import { AreaNames } from './names.ts'
import {
  countChildren,
  countUnits,
  countUnitsInside,
  findArea,
  findNames,
  findOffice,
  listAreasById,
  listChildren,
  listHistory,
  presentArea,
  stepsAbove,
  type AreaRow,
} from './reads.ts'
import { applyChange, previewChange } from './writes.ts'

const MOST_BUILDINGS = 500

export function serveAreas(app: FastifyInstance, context: Context): void {
  const names = new AreaNames()

  const getArea = async (db: Db, scope: Scope, id: string, day: string): Promise<AreaRow> => {
    const found = await findArea(db, scope, id, day)
    if (!found) throw areasProblem('area-not-found')
    return found
  }
  /** Null for today's tree; an earlier day counts units where they stood then. */
  const pastOf = (day: string): string | null => (day < context.clock.today() ? day : null)

  /** Areas with their counts; `prefix` holds them all. */
  const present = async (db: Db, scope: Scope, rows: readonly AreaRow[], prefix: string, day: string) => {
    const children = await countChildren(
      db,
      scope,
      rows.map(({ id }) => id),
      day,
    )
    const tree = rows[0]?.tree ?? 'division'
    const units =
      tree === 'division'
        ? await countUnits(db, scope, prefix, pastOf(day))
        : await countUnitsInside(db, scope, tree, prefix)
    return rows.map((row) => presentArea(row, units.get(row.id) ?? 0, children.get(row.id) ?? 0))
  }

  /** Buildings, parks and grids are made of the units in them: those with the most units first. */
  const listParallel = async (db: Db, scope: Scope, tree: Exclude<Tree, 'division'>, above: AreaRow, day: string) => {
    const counts = await countUnitsInside(db, scope, tree, above.path)
    const largest = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_BUILDINGS)
    const rows = await listAreasById(
      db,
      scope,
      tree,
      largest.map(([id]) => id),
      day,
    )
    return rows.map((row) => presentArea(row, counts.get(row.id) ?? 0, 0))
  }

  const handlers: Handlers<typeof areasEndpoints> = {
    'areas.office': async (_, { scope, db }) => {
      const today = context.clock.today()
      const office = await findOffice(db, scope)
      const root = office && (await findArea(db, scope, office.root, today))
      const [shown] = root ? await present(db, scope, [root], root.path, today) : []
      return { district: scope.district, root: shown ?? null, asOf: office?.as_of ?? today, today, version: VERSION }
    },
    'areas.children': async ({ parent, tree, asOf }, { scope, db }) => {
      const day = asOf ?? context.clock.today()
      const id = parent ?? (await findOffice(db, scope))?.root
      if (id === undefined) return { rows: [], asOf: day }
      const above = parent === undefined ? await findArea(db, scope, id, day) : await getArea(db, scope, id, day)
      if (!above) return { rows: [], asOf: day }
      if (tree !== 'division') return { rows: await listParallel(db, scope, tree, above, day), asOf: day }
      const rows = await listChildren(db, scope, above, tree, day)
      return { rows: await present(db, scope, rows, above.path, day), asOf: day }
    },
    'areas.find': async ({ q, limit }, { scope, db }) => {
      const day = context.clock.today()
      const found = await names.find(db, scope, q, day, limit)
      const above = await findNames(db, scope, [...new Set(found.flatMap(stepsAbove))], day)
      const trail = (row: AreaRow): string =>
        stepsAbove(row)
          .map((id) => above.get(id)?.name ?? '')
          .join(' / ')
      const children = await countChildren(
        db,
        scope,
        found.map(({ id }) => id),
        day,
      )
      const units = await countUnits(db, scope, commonPath(found), null)
      return {
        rows: found.map((row) => ({
          ...presentArea(row, units.get(row.id) ?? 0, children.get(row.id) ?? 0),
          trail: trail(row),
        })),
      }
    },
    'areas.get': async ({ id, asOf }, { scope, db }) => {
      const day = asOf ?? context.clock.today()
      const area = await getArea(db, scope, id, day)
      // A building's units may be placed to different depths: they are counted from the root.
      const prefix = area.tree === 'division' ? area.path : area.path.slice(0, area.path.indexOf('/') + 1)
      const [shown] = await present(db, scope, [area], prefix, day)
      const above = await findNames(db, scope, stepsAbove(area), day)
      const trail = stepsAbove(area).flatMap((step) => {
        const row = above.get(step)
        return row ? [{ id: row.id, name: row.name, level: row.level }] : []
      })
      if (!shown) throw areasProblem('area-not-found')
      return { area: shown, trail, history: await listHistory(db, scope, id) }
    },
    'areas.previewChange': async ({ day, change }, { scope, db }) => previewChange(context, db, scope, day, change),
    'areas.applyChange': async ({ day, change, reason }, { scope }) =>
      context.database.write(scope, (tx) => applyChange(context, tx, scope, day, change, reason)),
  }
  serve(app, context, areasEndpoints, handlers)
}

/** The longest path, in whole steps, under which all of them stand. */
function commonPath(rows: readonly AreaRow[]): string {
  const [first, ...rest] = rows
  if (!first) return 'none'
  let steps = first.path.split('/').slice(0, -1)
  for (const { path } of rest) {
    const other = path.split('/')
    const parting = steps.findIndex((step, index) => other[index] !== step)
    if (parting >= 0) steps = steps.slice(0, parting)
  }
  return steps.length === 0 ? '' : `${steps.join('/')}/`
}
