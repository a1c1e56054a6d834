import { sql } from 'kysely'
import { Problem } from '../../../../kernel/problem.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { JobHandle } from '../../../../platform/server/jobs.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { readTableInWorker } from '../../../../platform/server/spreadsheets/read-in-worker.ts'
import type { StatedSource } from '../../contract.ts'
import { readDay } from '../../../../standards/dates.ts'
import type { MappedColumn } from '../../rules/facts.ts'
import { recogniseSheet } from '../../rules/layout/recognise.ts'
import type { ConfirmedMapping, FieldKey, SheetLayout } from '../../rules/layout/types.ts'
import type { DraftFile, DraftSheet } from './draft.ts'

/** Reads every file and recognises every sheet. A file that cannot be read says why and the others go on. */
export async function readFiles(
  context: Context,
  scope: Scope,
  files: readonly DraftFile[],
  handle: JobHandle,
): Promise<DraftSheet[]> {
  const remembered = await findRemembered(context, scope)
  const total = files.reduce((sum, file) => sum + file.bytes, 0) || 1
  const sheets: DraftSheet[] = []
  let before = 0
  for (const file of files) {
    try {
      file.table = await readTableInWorker(file.path, {
        name: file.name,
        signal: handle.signal,
        onProgress: ({ share }) =>
          handle.report(`正在读取 ${file.name}`, ((before + share * file.bytes) / total) * 0.9),
      })
      for (const [place, sheet] of file.table.sheets.entries()) {
        const first = recogniseSheet(sheet)
        const memory = remembered.get(first.fingerprint)
        const layout = memory ? recogniseSheet(sheet, { confirmed: memory.mapping }) : first
        if (layout.dataRowCount === 0 && sheet.hidden) continue
        const source = memory?.source ?? toSource(layout)
        sheets.push({
          id: `${file.id}-${place + 1}`,
          file,
          sheet,
          layout,
          remembered: memory !== undefined,
          columns: mapColumns(layout),
          source,
          asOf: asOfOf(context, layout),
          use: source !== null && layout.dataRowCount > 0,
        })
      }
    } catch (error) {
      if (handle.signal.aborted) throw error
      if (!(error instanceof Problem)) throw error
      const { where, remedy } = error.details
      file.problem = {
        code: error.code,
        words: error.message,
        where: typeof where === 'string' ? where : null,
        remedy: typeof remedy === 'string' ? remedy : null,
      }
    }
    before += file.bytes
    handle.report(`正在读取 ${file.name}`, (before / total) * 0.9)
  }
  return sheets
}

/** The columns that are read, from the layout or from what the office said instead. */
export function mapColumns(layout: SheetLayout, fields?: ReadonlyMap<number, FieldKey | null>): MappedColumn[] {
  const mapped: MappedColumn[] = []
  for (const column of layout.columns) {
    const field = fields ? (fields.get(column.index) ?? null) : column.taken ? column.field : null
    if (field !== null && !NEVER.has(field)) mapped.push({ index: column.index, title: column.title, field })
  }
  return mapped
}

/** Whether a named person is a member, and how to reach persons, is not taken from files, whatever the mapping says. */
const NEVER: ReadonlySet<FieldKey> = new Set(['legalRepIsMember', 'person', 'contact', 'serial', 'reason'])

function toSource(layout: SheetLayout): StatedSource | null {
  // Nobody else numbers units so: whatever other columns were kept, it is our own sheet that came back.
  if (layout.columns.some((column) => column.field === 'unitId')) return 'edit'
  if (layout.source === 'unknown') return null
  return layout.source === 'juxin-export' ? 'edit' : layout.source
}

/** The day that the sheet names; a yearly report that names none speaks of the last 31 December, other sheets of today. */
function asOfOf(context: Context, layout: SheetLayout): string {
  const today = context.clock.today()
  if (layout.asOf !== null) {
    const day = readDay(layout.asOf, { today })
    if (day.ok && !day.future) return day.day
  }
  return layout.source === 'annual-report' ? `${Number(today.slice(0, 4)) - 1}-12-31` : today
}

async function findRemembered(
  context: Context,
  scope: Scope,
): Promise<Map<string, { source: StatedSource; mapping: ConfirmedMapping }>> {
  const rows = await rowsOf<{ fingerprint: string; source: StatedSource; mapping: ConfirmedMapping }>(
    context.database.as(scope),
    sql`select fingerprint, source, mapping from layout_memory where district = ${scope.district}`,
  )
  return new Map(rows.map((row) => [row.fingerprint, { source: row.source, mapping: row.mapping }]))
}
