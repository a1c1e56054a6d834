import type { Context } from '../../../../platform/server/room.ts'
import type { FactName, FactValue, Life } from '../../contract.ts'
import { editedColumns, FINGERPRINT } from '../../rules/export-columns.ts'
import { cellText, readRow, type RowFacts, type RowNote } from '../../rules/facts.ts'
import type { LayoutCell } from '../../rules/layout/types.ts'
import { lifeNames } from '../../rules/names.ts'
import type { DraftSheet } from './draft.ts'

/** Reads rows of our own export that came back: only cells that were edited become facts; an emptied cell takes the fact out. */
export function readEdits(
  context: Context,
  sheet: DraftSheet,
): (cells: readonly LayoutCell[], whole: RowFacts) => RowFacts {
  const byTitle = new Map(sheet.layout.columns.map((column) => [column.title.trim(), column.index]))
  const marksAt = byTitle.get(FINGERPRINT)
  const today = context.clock.today()
  return (cells, whole) => {
    const marks = marksAt === undefined ? '' : cellText(cells[marksAt] ?? null)
    if (marks === '') {
      const note: RowNote = {
        column: FINGERPRINT,
        why: '没有校对码，分不出改了哪一格',
        remedy: '重新导出，保留“校对码”一列再改',
        weight: 'refused',
      }
      return { ...whole, facts: {}, refused: note }
    }
    const facts: Partial<Record<FactName, FactValue>> = {}
    const notes: RowNote[] = []
    const edited = editedColumns(marks, (title) => {
      const index = byTitle.get(title)
      return index === undefined ? null : cellText(cells[index] ?? null)
    })
    for (const { title, edit } of edited) {
      const index = byTitle.get(title)
      if (edit === null || index === undefined) continue
      const text = cellText(cells[index] ?? null)
      if (text === '') {
        facts[edit.fact] = null
      } else if (edit.field === 'life') {
        const life = (Object.keys(lifeNames) as Life[]).find((key) => lifeNames[key] === text)
        if (life) facts.life = life
        else
          notes.push({
            column: title,
            why: `“${text}”不是经营状态`,
            remedy: `填${Object.values(lifeNames).join('、')}之一`,
            weight: 'refused',
          })
      } else {
        const read = readRow([{ index, title, field: edit.field }], cells, today)
        const value = read.facts[edit.fact]
        if (value !== undefined) facts[edit.fact] = value
        notes.push(...read.notes)
      }
    }
    return { ...whole, facts, texts: {}, notes, refused: null, taken: Object.keys(facts).length }
  }
}
