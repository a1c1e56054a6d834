import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { areasEvents, areasProblem, type AreaChange, type previewShape } from '../contract.ts'
import { editTree, type TreeEdit, type TreeNode } from '../rules/tree.ts'
import type { AreasChanged } from './public.ts'
import { countUnits, listAreasInForce, type AreaRow } from './reads.ts'
import type { z } from 'zod'

type Preview = z.infer<typeof previewShape>

interface Planned {
  readonly edit: TreeEdit
  /** Versions in force on the day, by id. */
  readonly rows: ReadonlyMap<string, AreaRow>
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
 * Ends the old versions, begins the new ones, and announces the new paths so that units move along in the same
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
  const { edit, preview, rows } = planned
  await writeVersions(tx, scope, day, edit, rows)
  const { clock, database } = context
  const id = clock.id()
  await database.copy(
    tx,
    'area_change',
    ['district', 'id', 'day', 'at', 'change', 'reason', 'areas', 'words'],
    [[scope.district, id, day, clock.now().toISOString(), { ...change }, reason, edit.concerns, `${edit.words}（${reason}）`]],
  )
  await sql`update office set tree_version = tree_version + 1 where district = ${scope.district}`.execute(tx)
  await writeAudit(tx, scope, clock, 'areas.change', id, { day, change, reason, unitsMoved: preview.unitsMoved })
  const payload: AreasChanged = { day, change: id, mapping: edit.moves }
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
  if (day > context.clock.today()) return '生效日不能晚于今天，到那天再调整。'
  const all = await listAreasInForce(db, scope, day)
  const edit = editTree(all, change, context.clock.id)
  if (!edit.ok) return edit.why
  const rows = new Map(all.map((row) => [row.id, row]))
  // A version that ended, or was followed by another, cannot be ended earlier: later reports stand on it.
  const later = edit.ends.map(({ id }) => rows.get(id)).find((row) => row !== undefined && row.valid_to !== null)
  if (later) return `${later.name}在 ${later.valid_to} 又有调整，这次调整的生效日要在那天或以后。`
  const counts = await countUnits(db, scope, '', null)
  const begun = new Map(edit.begins.map((node) => [node.id, node]))
  const ended = new Map(edit.ends.map((node) => [node.id, node]))
  const total = edit.leading.ends.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)
  return {
    edit,
    rows,
    preview: {
      ok: true,
      why: null,
      sentence: sayPreview(edit, day, total),
      ends: edit.leading.ends.map((id) => ({ id, name: ended.get(id)?.name ?? '', units: counts.get(id) ?? 0 })),
      begins: edit.leading.begins.map((id) => ({
        id,
        name: begun.get(id)?.name ?? '',
        units: unitsAfter(edit, id, total, counts),
      })),
      unitsMoved: edit.moves.length === 0 ? 0 : total,
    },
  }
}

/** Units that a new area will have: all of those named for a merge or a move, those of its children for a part. */
function unitsAfter(edit: TreeEdit, id: string, total: number, counts: ReadonlyMap<string, number>): number {
  if (edit.leading.begins.length === 1) return total
  return edit.begins
    .filter((node) => node.parent === id)
    .reduce((sum, node) => sum + (counts.get(node.id) ?? 0), 0)
}

function sayPreview(edit: TreeEdit, day: string, units: number): string {
  const along = edit.ends.length - edit.leading.ends.length
  const below = along > 0 ? `，下级 ${along} 个区域` : ''
  if (edit.moves.length === 0) return `自 ${day} 起，${edit.words}；辖内 ${units.toLocaleString('en-US')} 家单位归属不变。`
  const unsettled = edit.leading.begins.length > 1 ? '；归不到下级的单位退到上一级，待核定地址' : ''
  return `自 ${day} 起，${edit.words}${below}、${units.toLocaleString('en-US')} 家单位随之调整${unsettled}。此前的报表仍按原区划。`
}

function refused(why: string): Preview {
  return { ok: false, why, sentence: `不能这样调整：${why}`, ends: [], begins: [], unitsMoved: 0 }
}

async function writeVersions(
  tx: Tx,
  scope: Scope,
  day: string,
  { ends, begins }: TreeEdit,
  rows: ReadonlyMap<string, AreaRow>,
): Promise<void> {
  const ids = JSON.stringify(ends.map(({ id }) => id))
  // A version that began on the very day is replaced: it was never in force for a whole day.
  await sql`delete from area where district = ${scope.district} and valid_from = ${day}::date and valid_to is null
    and id in (select value from json_array_elements_text(${ids}::json))`.execute(tx)
  await sql`update area set valid_to = ${day}::date where district = ${scope.district} and valid_to is null
    and id in (select value from json_array_elements_text(${ids}::json))`.execute(tx)
  const values = begins.map((node: TreeNode) => ({ ...node, source: rows.get(node.id)?.source ?? 'change' }))
  await sql`insert into area (district, id, valid_from, tree, code, name, level, zone, parent, path, source)
    select ${scope.district}, n.id, ${day}::date, n.tree, n.code, n.name, n.level, n.zone, n.parent, n.path, n.source
    from json_to_recordset(${JSON.stringify(values)}::json)
      as n(id text, tree text, code text, name text, level text, zone boolean, parent text, path text, source text)`.execute(tx)
}
