import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { unitsEvents, unitsProblem, type FactName, type FactValue, type Source } from '../contract.ts'
import type { RecordFacts } from '../rules/precedence.ts'
import { isRegister } from '../rules/registers.ts'
import { openPlaces } from './places.ts'
import { rebuildUnits, type Rebuilt } from './rebuild.ts'
import { findRecords, hashFacts, RECORD_COLUMNS, recordValues } from './records.ts'
import { REGISTERS, refuseLeft, sayStanding } from './standing.ts'
import { doWithin, findReached, requireStill, requireUnits } from './within.ts'
import { unitPath } from './unit-path.ts'

/** Derives the given units anew from whatever records they have now. */
export async function rebuildByIds(context: Context, tx: Tx, scope: Scope, ids: readonly string[]): Promise<Rebuilt> {
  const places = await openPlaces(context, tx, scope)
  const touched = new Map<string, RecordFacts[]>(ids.map((id) => [id, []]))
  for (const [unit, records] of await findRecords(tx, scope, ids)) touched.set(unit, records)
  const rebuilt = await rebuildUnits(context, tx, scope, touched, places.tools)
  await places.finish(tx, scope)
  return rebuilt
}

/** A correction by hand is a batch of one row, so that it is versioned and undone like any other. */
export async function editByHand(
  context: Context,
  tx: Tx,
  scope: Scope,
  unit: string,
  facts: Partial<Record<FactName, FactValue>>,
  why: string,
  day: Day,
): Promise<void> {
  const batch = context.clock.id()
  await sql`insert into unit_batch (district, id, import_id, file, sheet, sha256, source, as_of, written_at, rows, counts)
    values (${scope.district}, ${batch}, '', '手工', ${why}, '', 'edit', ${day}, ${context.clock.now().toISOString()}, 1, '{"changed":1}')`.execute(
    tx,
  )
  const record = {
    id: `${batch}-0000001`,
    unit,
    source: 'edit' as const,
    asOf: day,
    batch,
    row: 1,
    facts,
    texts: {},
    notes: [why],
    match: null,
    hash: hashFacts(facts),
    joinedBy: 'hand' as const,
  }
  await context.database.copy(tx, 'unit_record', RECORD_COLUMNS, [recordValues(scope, record)])
  await rebuildByIds(context, tx, scope, [unit])
}

export interface UndoPreview {
  readonly removed: readonly string[]
  readonly changed: readonly string[]
  readonly objections: readonly string[]
}

/** Payload of `units.removing`: later rooms push a sentence for every unit they cannot let go. */
export interface UnitsRemoving {
  readonly ids: readonly string[]
  readonly objections: string[]
}

/**
 * Payload of `units.merging`, said before the records move: later rooms point what they have of `gone` to `kept`, put what
 * they moved into `carried` under their register's name, and state the facts of both anew. With `undone` they are given it
 * back and point it where it was.
 */
export interface UnitsMerging {
  readonly kept: string
  readonly gone: string
  readonly undone: boolean
  readonly carried: Record<string, unknown>
}

export async function previewUndo(db: Db | Tx, scope: Scope, batch: string): Promise<UndoPreview> {
  const [found] = await rowsOf<{ undone_at: Date | null; source: Source; file: string }>(
    db,
    sql`select undone_at, source, file from unit_batch where district = ${scope.district} and id = ${batch}`,
  )
  if (!found) throw unitsProblem('batch-not-found')
  if (found.undone_at !== null) throw unitsProblem('batch-undone')
  if (isRegister(found.source)) throw unitsProblem('undo-refused', { why: `这是${found.file}记下的，不是导入的。` })
  const rows = await rowsOf<{ unit_id: string; others: boolean }>(
    db,
    sql`select distinct r.unit_id, exists (select 1 from unit_record o where o.district = r.district and o.unit_id = r.unit_id
          and o.state = 'live' and o.batch_id <> r.batch_id and o.source not in (${sql.join(REGISTERS)})) as others
      from unit_record r where r.district = ${scope.district} and r.batch_id = ${batch} and r.state = 'live'`,
  )
  const removed = rows.filter((row) => !row.others).map((row) => row.unit_id)
  const changed = rows.filter((row) => row.others).map((row) => row.unit_id)
  const objections = [...(await excludedAmong(db, scope, removed)), ...(await sayStanding(db, scope, removed))]
  return { removed, changed, objections }
}

async function excludedAmong(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select u.name from unit_exclusion e join unit u on u.district = e.district and u.id = e.unit_id
      where e.district = ${scope.district} and e.ended_at is null
        and e.unit_id in (select value from json_array_elements_text(${JSON.stringify(ids)}::json)) limit 20`,
  )
  return rows.map((row) => `“${row.name}”只有这一批记载，且已办理不计入；请先恢复计入。`)
}

/** Takes a batch out of the ledger: its records stay, marked, and what they decided is decided anew without them. */
export async function undoBatch(
  context: Context,
  scope: Scope,
  batch: string,
  report: (doing: string, share: number) => void,
): Promise<Rebuilt> {
  return context.database.write(scope, async (tx) => {
    const preview = await previewUndo(tx, scope, batch)
    const removing: UnitsRemoving = { ids: preview.removed, objections: [...preview.objections] }
    await context.reactions.emit(unitsEvents.removing, tx, scope, removing)
    if (removing.objections.length > 0) throw unitsProblem('undo-refused', { why: removing.objections.join('') })
    report('撤下记录', 0.1)
    await sql`update unit_record set state = 'undone' where district = ${scope.district} and batch_id = ${batch} and state in ('live', 'waiting')`.execute(
      tx,
    )
    await sql`update unit_review set state = 'withdrawn' where district = ${scope.district} and batch_id = ${batch} and state = 'open'`.execute(
      tx,
    )
    await sql`update unit_batch set undone_at = ${context.clock.now().toISOString()} where district = ${scope.district} and id = ${batch}`.execute(
      tx,
    )
    report('重新整理', 0.3)
    const rebuilt = await rebuildByIds(context, tx, scope, [...preview.removed, ...preview.changed])
    await writeAudit(tx, scope, context.clock, 'units.undo-batch', batch, { ...rebuilt })
    return rebuilt
  })
}

export async function mergeUnits(
  context: Context,
  scope: Scope,
  kept: string,
  gone: string,
  reason: string,
): Promise<string> {
  if (kept === gone) throw unitsProblem('merge-self')
  return context.database.write(scope, async (tx) => {
    const id = context.clock.id()
    await doWithin(context, tx, scope, [kept, gone], async (wide) => {
      const merging: UnitsMerging = { kept, gone, undone: false, carried: {} }
      await context.reactions.emit(unitsEvents.merging, tx, wide, merging)
      await refuseLeft(tx, wide, gone, Object.keys(merging.carried))
      const moved = await rowsOf<{ id: string }>(
        tx,
        sql`update unit_record set unit_id = ${kept} where district = ${scope.district} and unit_id = ${gone} and state = 'live'
          and source not in (${sql.join(REGISTERS)}) returning id`,
      )
      await sql`insert into unit_merge (district, id, kept, gone, records, reason, at, carried)
        values (${scope.district}, ${id}, ${kept}, ${gone}, array[${sql.join(moved.map((row) => row.id))}]::text[], ${reason},
          ${context.clock.now().toISOString()}, ${JSON.stringify(merging.carried)}::jsonb)`.execute(tx)
      await rebuildByIds(context, tx, wide, [kept, gone])
    })
    await writeAudit(
      tx,
      scope,
      context.clock,
      'units.merge',
      kept,
      { gone, reason, merge: id },
      await unitPath(tx, scope, kept),
    )
    return id
  })
}

export async function undoMerge(context: Context, scope: Scope, merge: string): Promise<void> {
  await context.database.write(scope, async (tx) => {
    const [found] = await rowsOf<{
      kept: string
      gone: string
      records: string[]
      carried: Record<string, unknown>
    }>(
      tx,
      sql`select kept, gone, records, carried from unit_merge
        where district = ${scope.district} and id = ${merge} and undone_at is null`,
    )
    if (!found || !(await mayReach(tx, scope, found.kept))) throw unitsProblem('merge-not-found')
    await context.database.derive(tx, scope, async (wide) => {
      await sql`update unit_merge set undone_at = ${context.clock.now().toISOString()}
        where district = ${scope.district} and id = ${merge}`.execute(tx)
      await sql`update unit_record set unit_id = ${found.gone} where district = ${scope.district} and unit_id = ${found.kept}
        and id in (select value from json_array_elements_text(${JSON.stringify(found.records)}::json))`.execute(tx)
      await rebuildByIds(context, tx, wide, [found.kept, found.gone])
      const { kept, gone, carried } = found
      await context.reactions.emit(unitsEvents.merging, tx, wide, {
        kept,
        gone,
        undone: true,
        carried,
      } satisfies UnitsMerging)
    })
    await requireStill(context, tx, scope, [found.kept, found.gone])
    await writeAudit(
      tx,
      scope,
      context.clock,
      'units.unmerge',
      found.kept,
      { gone: found.gone, merge },
      await unitPath(tx, scope, found.kept),
    )
  })
}

/** Whoever has the whole office may take back what concerns a unit that is gone. */
async function mayReach(tx: Tx, scope: Scope, unit: string): Promise<boolean> {
  return isWhole(scope) || (await findReached(tx, scope, [unit])).has(unit)
}

/**
 * “是同一家” joins the waiting row to that unit, “不是” makes a unit of its own; either can be taken back. Whoever does
 * not see all units that the row may be cannot say that it is none of them.
 */
export async function decideReview(
  context: Context,
  scope: Scope,
  review: string,
  same: boolean,
  unit: string | null,
): Promise<void> {
  if (same && unit === null) throw unitsProblem('review-needs-unit')
  await context.database.write(scope, async (tx) => {
    const target = same ? (unit as string) : context.clock.id()
    const [found] = await rowsOf<{ record_id: string; candidates: { list: { key: string }[] } }>(
      tx,
      sql`select record_id, candidates from unit_review
        where district = ${scope.district} and id = ${review} and state = 'open'`,
    )
    if (!found) throw unitsProblem('review-not-found')
    const candidates = found.candidates.list.map(({ key }) => key)
    const seen = (await findReached(tx, scope, candidates)).size
    if (!isWhole(scope) && seen === 0) throw unitsProblem('review-not-found')
    if (same) await requireUnits(tx, scope, [target])
    await context.database.derive(tx, scope, async (wide) => {
      if (!same && (await findReached(tx, wide, candidates)).size > seen) throw unitsProblem('review-unseen')
      await sql`update unit_review set state = ${same ? 'same' : 'different'}, decided_unit = ${target},
          decided_at = ${context.clock.now().toISOString()}
        where district = ${scope.district} and id = ${review}`.execute(tx)
      await sql`update unit_record set unit_id = ${target}, state = 'live', joined_by = 'review'
        where district = ${scope.district} and id = ${found.record_id}`.execute(tx)
      await rebuildByIds(context, tx, wide, [target])
    })
    await requireStill(context, tx, scope, [target])
    await writeAudit(
      tx,
      scope,
      context.clock,
      'units.decide-review',
      target,
      { review, same },
      await unitPath(tx, scope, target),
    )
  })
}

export async function reopenReview(context: Context, scope: Scope, review: string): Promise<void> {
  await context.database.write(scope, async (tx) => {
    const [found] = await rowsOf<{ record_id: string; unit_id: string }>(
      tx,
      sql`select v.record_id, r.unit_id from unit_review v
        join unit_record r on r.district = v.district and r.id = v.record_id
        where v.district = ${scope.district} and v.id = ${review} and v.state in ('same', 'different') and r.state = 'live'`,
    )
    if (!found || !(await mayReach(tx, scope, found.unit_id))) throw unitsProblem('review-not-found')
    await context.database.derive(tx, scope, async (wide) => {
      await sql`update unit_review set state = 'open', decided_unit = null, decided_at = null where district = ${scope.district} and id = ${review}`.execute(
        tx,
      )
      await sql`update unit_record set unit_id = null, state = 'waiting', joined_by = 'match' where district = ${scope.district} and id = ${found.record_id}`.execute(
        tx,
      )
      await rebuildByIds(context, tx, wide, [found.unit_id])
    })
    await requireStill(context, tx, scope, [found.unit_id])
    await writeAudit(
      tx,
      scope,
      context.clock,
      'units.reopen-review',
      found.unit_id,
      { review },
      await unitPath(tx, scope, found.unit_id),
    )
  })
}
