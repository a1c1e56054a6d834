/**
 * The checksum that closes an export, so that whoever receives it can tell whether rows were lost or changed on the way.
 *
 * Canonical text of a row: its cells joined by tabs, trailing blank ones left out, then a line end. A blank cell is empty,
 * a number is written as JavaScript writes it, true and false as TRUE and FALSE; in texts a backslash, tab, line feed and
 * carriage return are written `\\ \t \n \r`. Rows without any value do not count. The checksum is the first 16 hexadecimal
 * digits of the SHA-256 of all rows' canonical text in UTF-8; headings and titles are no part of it.
 */
import { createHash } from 'node:crypto'

export type WrittenCell = string | number | boolean | null

export class RowChecksum {
  readonly #hash = createHash('sha256')
  #count = 0

  /** False for a row without any value, which neither counts nor is to be written. */
  add(row: readonly WrittenCell[]): boolean {
    const text = canonicalRow(row)
    if (text === '') return false
    this.#hash.update(`${text}\n`)
    this.#count++
    return true
  }

  get count(): number {
    return this.#count
  }

  /** 16 hexadecimal digits. To be asked once, at the end. */
  digest(): string {
    return this.#hash.digest('hex').slice(0, 16)
  }
}

export function canonicalRow(row: readonly WrittenCell[]): string {
  return row.map(canonicalCell).join('\t').replace(/\t+$/, '')
}

function canonicalCell(cell: WrittenCell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  if (/^[\s\u200B\uFEFF]*$/.test(cell)) return ''
  return /[\\\t\n\r]/.test(cell) ? cell.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] ?? letter) : cell
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
