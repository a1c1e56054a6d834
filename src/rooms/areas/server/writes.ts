import { sql } from 'kysely'
import type { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { areasEvents, areasProblem, type AreaChange, type previewShape } from '../contract.ts'
import { changeTree, type ChangePreview } from '../rules/change-tree.ts'
import type { AreaVersion } from '../rules/tree.ts'
import type { AreaMapping, AreasChanged } from './public.ts'
import { countUnits, findArea, listAreasInForce, listVersions, type AreaRow } from './reads.ts'

type Preview = z.infer<typeof previewShape>

interface Planned {
  readonly change: ChangePreview
  /** Where units and the areas of other trees stand from the day on, parents first. */
  readonly mapping: readonly AreaMapping[]
  /** Buildings, parks and grids that stand under the divisions and move along. */
  readonly along: { readonly ends: readonly AreaRow[]; readonly begins: readonly AreaRow[] }
  readonly preview: Preview
}

/** What a change would do, without doing it. */
export async function previewChange(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  day: string,
  change: AreaChange,
): Promise<Preview> {
  const planned = await planChange(context, db, scope, day, change)
  return typeof planned === 'string' ? refused(planned) : planned.preview
}

/**
 * Ends the old versions, begins the new ones, and announces the new paths, so that units move along in the same
 * transaction.
 */
export async function applyChange(
  context: Context,
  tx: Tx,
  scope: Scope,
  day: string,
  change: AreaChange,
  reason: string,
): Promise<Preview> {
  const planned = await planChange(context, tx, scope, day, change)
  if (typeof planned === 'string') throw areasProblem('change-refused', { why: planned })
  const { preview, along, mapping } = planned
  const ends = [...planned.change.ends, ...along.ends.map(toVersion)]
  const begins = [...planned.change.begins, ...along.begins.map(toVersion)]
  await writeVersions(tx, scope, day, ends, begins)
  const { clock, database } = context
  const id = clock.id()
  const concerned = [...preview.ends, ...preview.begins].map((area) => area.id)
  await database.copy(
    tx,
    'area_change',
    ['district', 'id', 'day', 'at', 'change', 'reason', 'areas', 'words'],
    [
      [
        scope.district,
        id,
        day,
        clock.now().toISOString(),
        { ...change },
        reason,
        [...new Set(concerned)],
        `${planned.change.sentence}（${reason}）`,
      ],
    ],
  )
  await sql`update office set tree_version = tree_version + 1 where district = ${scope.district}`.execute(tx)
  const path = (planned.change.begins[0] ?? planned.change.ends[0])?.path
  const details = {
    day,
    change,
    reason,
    before: { areas: preview.ends.map(({ name }) => name) },
    after: { areas: preview.begins.map(({ name }) => name) },
    unitsMoved: preview.unitsMoved,
  }
  await writeAudit(tx, scope, clock, 'areas.change', id, details, path === undefined ? {} : { path })
  const payload: AreasChanged = { day, change: id, mapping }
  await context.reactions.emit(areasEvents.changed, tx, scope, payload)
  return preview
}

/** The planned change, or why it is refused. */
async function planChange(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  day: string,
  change: AreaChange,
): Promise<Planned | string> {
  if (day > context.clock.today()) return '生效日不能晚于今天，到那天再调整'
  const leading = change.kind === 'merge' ? change.areas : [change.area]
  const first = await findArea(db, scope, leading[0] ?? '', day)
  if (!first) return '没有这个区域，可能已经调整'
  if (first.parent === null && change.kind !== 'rename') return '这是本办公室的根，只能更名'
  const versions = (await listVersions(db, scope, first.tree)).map(toVersion)
  // The contract has checked the day's shape.
  const result = changeTree(versions, change, day as Day, context.clock.id)
  if (!result.ok) return result.why
  const mapping = mappingOf(result.preview)
  const along = first.tree === 'division' ? await moveAlong(db, scope, day, mapping) : { ends: [], begins: [] }
  const counts = await countUnits(db, scope, '', null)
  return { change: result.preview, mapping, along, preview: present(result.preview, leading, mapping, counts) }
}

/** For every area that ends: where its units stand. The same id keeps them; otherwise the area named for them takes over. */
function mappingOf({ ends, begins, units }: ChangePreview): AreaMapping[] {
  const begun = new Map(begins.map((area) => [area.id, area]))
  return ends
    .map((area): AreaMapping => {
      const to = units.find((move) => move.from === area.id)?.to ?? area.id
      const newPath = begun.get(to)?.path ?? area.path
      return { from: area.id, to, level: area.level, oldPath: area.path, newPath }
    })
    .filter((move) => move.from !== move.to || move.oldPath !== move.newPath)
    .sort((a, b) => a.oldPath.length - b.oldPath.length)
}

/** Areas of other trees under a division that moved: the deepest mapped division above them decides. */
async function moveAlong(db: Db | Tx, scope: Scope, day: string, mapping: readonly AreaMapping[]) {
  if (mapping.length === 0) return { ends: [], begins: [] }
  const deepest = [...mapping].sort((a, b) => b.oldPath.length - a.oldPath.length)
  const ends: AreaRow[] = []
  const begins: AreaRow[] = []
  for (const row of await listAreasInForce(db, scope, day, ['building', 'park', 'grid'])) {
    const move = deepest.find(({ oldPath }) => row.path.startsWith(oldPath))
    if (!move) continue
    ends.push(row)
    begins.push({
      ...row,
      parent: row.parent === move.from ? move.to : row.parent,
      path: move.newPath + row.path.slice(move.oldPath.length),
      valid_from: day,
    })
  }
  return { ends, begins }
}

function present(
  change: ChangePreview,
  leading: readonly string[],
  mapping: readonly AreaMapping[],
  counts: ReadonlyMap<string, number>,
): Preview {
  const ends = change.ends.filter(({ id }) => leading.includes(id))
  const ended = new Set(change.ends.map(({ id }) => id))
  const begins = change.begins.filter(({ id }) => leading.includes(id) || !ended.has(id))
  const total = ends.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0)
  const told = (id: string): number =>
    change.begins.filter(({ parent }) => parent === id).reduce((sum, child) => sum + (counts.get(child.id) ?? 0), 0)
  // Units of a split area that stand in none of its children go where the change says.
  const rest = total - begins.reduce((sum, { id }) => sum + told(id), 0)
  const takesRest = change.units[0]?.to
  const after = (id: string): number => {
    if (begins.length === 1) return total
    return told(id) + (id === takesRest ? rest : 0)
  }
  const moved = mapping.length === 0 ? 0 : total
  const units = total.toLocaleString('en-US')
  const effect = moved === 0 ? `辖内 ${units} 家单位归属不变` : `辖内 ${units} 家单位随之调整，此前的报表仍按原区划`
  return {
    ok: true,
    why: null,
    sentence: `${change.sentence}；${effect}。`,
    ends: ends.map(({ id, name }) => ({ id, name, units: counts.get(id) ?? 0 })),
    begins: begins.map(({ id, name }) => ({ id, name, units: after(id) })),
    unitsMoved: moved,
  }
}

function refused(why: string): Preview {
  return { ok: false, why, sentence: `不能这样调整：${why}。`, ends: [], begins: [], unitsMoved: 0 }
}

function toVersion(row: AreaRow): AreaVersion {
  const { id, tree, code, name, level, zone, parent, path } = row
  // The database hands days over as `YYYY-MM-DD`.
  const [validFrom, validTo] = [row.valid_from as Day, row.valid_to as Day | null]
  return { id, tree, code, name, level, zone, parent, path, validFrom, validTo }
}

async function writeVersions(
  tx: Tx,
  scope: Scope,
  day: string,
  ends: readonly AreaVersion[],
  begins: readonly AreaVersion[],
): Promise<void> {
  const ids = JSON.stringify(ends.map(({ id }) => id))
  await sql`update area set valid_to = ${day}::date where district = ${scope.district} and valid_to is null
    and valid_from < ${day}::date and id in (select value from json_array_elements_text(${ids}::json))`.execute(tx)
  const values = begins.map(({ id, tree, code, name, level, zone, parent, path }) => {
    return { id, tree, code, name, level, zone, parent, path }
  })
  await sql`insert into area (district, id, valid_from, tree, code, name, level, zone, parent, path, source)
    select ${scope.district}, n.id, ${day}::date, n.tree, n.code, n.name, n.level, n.zone, n.parent, n.path, '区划调整'
    from json_to_recordset(${JSON.stringify(values)}::json)
      as n(id text, tree text, code text, name text, level text, zone boolean, parent text, path text)
    on conflict (district, id, valid_from) do update set path = excluded.path, parent = excluded.parent`.execute(tx)
}
