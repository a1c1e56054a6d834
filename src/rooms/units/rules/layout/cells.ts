/** Cells as text, the way the person sees them in the sheet. */
import type { LayoutCell } from './types.ts'

export function cellText(cell: LayoutCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  switch (typeof cell) {
    case 'string':
      return cell.trim()
    case 'number':
      return String(cell)
    case 'boolean':
      return cell ? '是' : '否'
    default:
      return cell.kind === 'error' ? '' : cell.text
  }
}

/** Shortened for lists. */
export function shortText(text: string, length = 40): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

/** `A`, `B` … `AA`: what the spreadsheet writes above the column. */
export function columnName(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}
