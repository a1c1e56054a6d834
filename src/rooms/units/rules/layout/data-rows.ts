/** The rows of data of a sheet, one by one, with merged values repeated downwards and the group line each stands under. */
import type { DataRow, LayoutCell, LayoutMerge, LayoutSheet, SheetLayout } from './types.ts'
import { cellText } from './cells.ts'
import { firstText } from './row-kinds.ts'

/** Rows without merged cells are handed on as they are, not copied. */
export function* dataRows(sheet: LayoutSheet, layout: SheetLayout): Generator<DataRow> {
  if (layout.firstDataRow === null || layout.lastDataRow === null) return
  const skipped = new Map(layout.skipped.map((row) => [row.row, row.reason]))
  const repeater = new MergedValues(sheet.merges, layout.firstDataRow)
  let section: string | null = null
  for (let index = 0; index < sheet.rows.length; index++) {
    const row = sheet.rowNumbers[index] ?? 0
    const cells = sheet.rows[index] ?? []
    const reason = skipped.get(row)
    if (reason === 'section') section = firstText(cells)
    if (reason !== undefined || row < layout.firstDataRow || row > layout.lastDataRow) continue
    const { filled, repeated } = repeater.apply(row, cells)
    yield { row, cells: filled, repeated, section }
  }
}

class MergedValues {
  readonly #merges: readonly LayoutMerge[]
  #next = 0
  #active: { readonly merge: LayoutMerge; readonly value: LayoutCell }[] = []

  constructor(merges: readonly LayoutMerge[], firstRow: number) {
    this.#merges = merges
      .filter((merge) => merge.bottom > merge.top && merge.bottom >= firstRow && merge.top >= firstRow)
      .sort((a, b) => a.top - b.top)
  }

  /** Rows must come in their order. */
  apply(row: number, cells: readonly LayoutCell[]): { filled: readonly LayoutCell[]; repeated: readonly number[] } {
    if (this.#active.length === 0 && (this.#merges[this.#next]?.top ?? Infinity) > row)
      return { filled: cells, repeated: [] }
    this.#active = this.#active.filter(({ merge }) => merge.bottom >= row)
    const filled = [...cells]
    const repeated: number[] = []
    for (const { merge, value } of this.#active) {
      if (cellText(filled[merge.left]) !== '') continue
      while (filled.length < merge.left) filled.push(null)
      filled[merge.left] = value
      repeated.push(merge.left)
    }
    for (; (this.#merges[this.#next]?.top ?? Infinity) <= row; this.#next++) {
      const merge = this.#merges[this.#next] as LayoutMerge
      const value = merge.top === row ? (cells[merge.left] ?? null) : null
      if (value !== null && merge.bottom > row) this.#active.push({ merge, value })
    }
    return repeated.length > 0 ? { filled, repeated } : { filled: cells, repeated }
  }
}
