import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { JobHandle } from '../../../../platform/server/jobs.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RecordFacts } from '../../rules/precedence.ts'
import type { PlaceService } from '../places.ts'
import { rebuildUnits } from '../rebuild.ts'
import { findRecords, RECORD_COLUMNS, recordValues, type NewRecord } from '../records.ts'
import { sourceNames, type Draft, type DraftRow, type DraftSheet } from './draft.ts'

/** Writes a compared import: every sheet is a batch of its own, all of them in one transaction. Returns the batch ids. */
export async function writeImport(
  context: Context,
  scope: Scope,
  draft: Draft,
  places: PlaceService,
  handle: JobHandle,
): Promise<string[]> {
  const taken = [...draft.rows.new, ...draft.rows.changed, ...draft.rows.suspicious].filter((row) => row.unit !== null)
  const waiting = draft.rows.doubtful
  return context.database.write(scope, async (tx) => {
    handle.report('准备区域', 0.05)
    await places.prepare(tx, scope)
    const batches = await writeBatches(context, tx, scope, draft, [...taken, ...waiting])
    handle.report('写入各来源的记录', 0.1)
    const touched = await existingRecords(tx, scope, taken)
    const records = function* (): Generator<NewRecord> {
      for (const row of taken) {
        const record = toRecord(row, batches)
        touched.get(row.unit as string)?.push(record)
        yield record
      }
      for (const row of waiting) yield toRecord(row, batches)
    }
    await context.database.copy(
      tx,
      'unit_record',
      RECORD_COLUMNS,
      mapped(records(), (record) => recordValues(scope, record)),
    )
    handle.report('整理台账', 0.35)
    await rebuildUnits(context, tx, scope, touched, places.tools, (share) =>
      handle.report('整理台账', 0.35 + share * 0.5),
    )
    await writeReviews(context, tx, scope, waiting, batches)
    handle.report('归拢楼宇', 0.9)
    await places.finish(tx, scope)
    await rememberLayouts(context, tx, scope, draft.sheets)
    await writeAudit(tx, scope, context.clock, 'units.import', draft.id, {
      files: draft.files.map((file) => file.name),
      counts: draft.counts,
    })
    handle.report('落盘', 0.95)
    handle.pastCancel()
    return [...batches.values()]
  })
}

function* mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of items) yield change(item)
}

function toRecord(row: DraftRow, batches: ReadonlyMap<DraftSheet, string>): NewRecord {
  const { sheet, read } = row
  const batch = batches.get(sheet) as string
  return {
    id: `${batch}-${String(row.row).padStart(7, '0')}`,
    unit: row.unit,
    source: sheet.source ?? 'ledger',
    asOf: read.reported ?? sheet.asOf,
    batch,
    row: row.row,
    facts: read.facts,
    texts: read.texts,
    notes: row.notes.map((note) => [note.column, note.why].filter(Boolean).join('：')),
    match:
      row.match === null ? null : { decision: row.match.decision, score: row.match.score, reason: row.match.reason },
    hash: row.hash,
    joinedBy: row.joinedBy,
  }
}

async function existingRecords(tx: Tx, scope: Scope, rows: readonly DraftRow[]): Promise<Map<string, RecordFacts[]>> {
  const touched = new Map<string, RecordFacts[]>()
  for (const row of rows) if (row.unit !== null && !touched.has(row.unit)) touched.set(row.unit, [])
  const found = await findRecords(tx, scope, [...touched.keys()])
  for (const [unit, records] of found) touched.set(unit, records)
  return touched
}

async function writeBatches(
  context: Context,
  tx: Tx,
  scope: Scope,
  draft: Draft,
  rows: readonly DraftRow[],
): Promise<Map<DraftSheet, string>> {
  const counts = new Map<DraftSheet, Record<string, number>>()
  for (const row of rows) {
    const own = counts.get(row.sheet) ?? {}
    own[row.tab] = (own[row.tab] ?? 0) + 1
    counts.set(row.sheet, own)
  }
  const batches = new Map<DraftSheet, string>()
  let asOf = ''
  for (const [sheet, own] of counts) {
    const id = context.clock.id()
    batches.set(sheet, id)
    if (sheet.asOf > asOf) asOf = sheet.asOf
    const total = Object.values(own).reduce((sum, n) => sum + n, 0)
    await sql`insert into unit_batch (district, id, import_id, file, sheet, sha256, source, as_of, written_at, rows, counts)
      values (${scope.district}, ${id}, ${draft.id}, ${sheet.file.name}, ${sheet.sheet.name}, ${sheet.file.table?.sha256 ?? ''},
        ${sheet.source}, ${sheet.asOf}, ${context.clock.now().toISOString()}, ${total}, ${JSON.stringify(own)}::jsonb)`.execute(
      tx,
    )
  }
  if (asOf !== '') {
    await sql`update office set as_of = greatest(as_of, ${asOf}::date) where district = ${scope.district}`.execute(tx)
  }
  return batches
}

async function writeReviews(
  context: Context,
  tx: Tx,
  scope: Scope,
  rows: readonly DraftRow[],
  batches: ReadonlyMap<DraftSheet, string>,
): Promise<void> {
  const values = rows.map((row) => [
    scope.district,
    context.clock.id(),
    toRecord(row, batches).id,
    batches.get(row.sheet) as string,
    { list: row.match?.candidates ?? [] },
    row.match?.reason ?? row.notes[0]?.why ?? '',
    row.match?.score ?? 0,
    'open',
  ])
  const columns = ['district', 'id', 'record_id', 'batch_id', 'candidates', 'reason', 'score', 'state']
  await context.database.copy(tx, 'unit_review', columns, values)
}

/** A layout that went into the ledger was confirmed by whoever pressed the button: next time it is known. */
async function rememberLayouts(context: Context, tx: Tx, scope: Scope, sheets: readonly DraftSheet[]): Promise<void> {
  for (const sheet of sheets) {
    if (!sheet.use || sheet.source === null || sheet.source === 'edit') continue
    const mapping = Object.fromEntries(
      sheet.layout.columns.map((column) => [
        column.title,
        sheet.columns.find((mappedColumn) => mappedColumn.index === column.index)?.field ?? null,
      ]),
    )
    await sql`insert into layout_memory (district, fingerprint, source, mapping, at)
      values (${scope.district}, ${sheet.layout.fingerprint}, ${sheet.source}, ${JSON.stringify(mapping)}::jsonb, ${context.clock.now().toISOString()})
      on conflict (district, fingerprint) do update set source = excluded.source, mapping = excluded.mapping, at = excluded.at`.execute(
      tx,
    )
  }
}

export function sayWhere(file: string, source: keyof typeof sourceNames, row: number): string {
  return `${sourceNames[source]}（${file}）第 ${row.toLocaleString('zh-CN')} 行`
}
