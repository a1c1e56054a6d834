import type { Writable } from 'node:stream'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeXlsx, type WriteSheet } from '../../../../platform/server/spreadsheets/write-xlsx.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import { readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { cellText } from '../../rules/facts.ts'
import type { LayoutCell } from '../../rules/layout/types.ts'
import { showCell } from './present-import.ts'
import { hasRefusedCell, type Draft, type DraftRow, type DraftSheet } from './draft.ts'

export const REASON = '退回原因'

/**
 * What was not taken comes back as the same sheet with one more column: mend it in WPS, drop it again. Rows that were
 * refused whole and rows of which single cells were left out are both in it; the reason says which.
 */
export async function writeWrongRows(sheets: readonly WriteSheet[], out: Writable): Promise<void> {
  await writeXlsx(out, {
    sheets: sheets.length > 0 ? sheets : [{ name: '没有有误的行', columns: [{ title: REASON }], rows: [] }],
  })
}

/**
 * To whoever dropped the file, names come back as they stood in it: masked ones would be lost when the mended sheet returns.
 * It is a reading with its row in the trail all the same. Anybody else who may import sees what they see elsewhere.
 */
export function giveBack(context: Context, scope: Scope, draft: Draft): Promise<WriteSheet[]> {
  const purpose = scope.purpose ?? (draft.account === scope.account ? '退回有误的行' : null)
  return readPersonal(context, scope, 'units.wrongRows', async (_, eyes) => wrongSheets(draft, eyes), purpose)
}

function wrongSheets(draft: Draft, eyes: Eyes): WriteSheet[] {
  const bySheet = new Map<DraftSheet, DraftRow[]>()
  for (const row of [...draft.rows.wrong, ...draft.rows.suspicious]) {
    if (row.tab === 'suspicious' && !hasRefusedCell(row)) continue
    const list = bySheet.get(row.sheet)
    if (list) list.push(row)
    else bySheet.set(row.sheet, [row])
  }
  return [...bySheet].map(([sheet, rows]): WriteSheet => {
    const columns = sheet.layout.columns
    const fields = new Map(sheet.columns.map((column) => [column.index, column.field]))
    return {
      name: sheet.sheet.name || sheet.file.name,
      columns: [
        ...columns.map((column) => ({
          title: column.title,
          kind: column.field === 'code' ? ('code' as const) : ('text' as const),
        })),
        { title: REASON, width: 60 },
      ],
      rows: rows
        .sort((one, other) => one.row - other.row)
        .map((row) => [
          ...columns.map((column) => {
            const cell = plainCell(row.cells[column.index] ?? null)
            return typeof cell === 'string' ? showCell(fields.get(column.index) ?? column.field, cell, eyes) : cell
          }),
          sayReasons(row),
        ]),
    }
  })
}

function plainCell(cell: LayoutCell): string | number | null {
  if (cell === null || typeof cell === 'number') return cell
  return cellText(cell)
}

function sayReasons(row: DraftRow): string {
  const reasons = row.notes
    .filter((note) => note.weight !== 'plain')
    .map(
      ({ column, why, remedy }) =>
        `${column === null ? '' : `${column}：`}${why}${remedy === null ? '' : `（${remedy}）`}`,
    )
  return `第 ${row.row} 行。${reasons.join('；')}`
}
