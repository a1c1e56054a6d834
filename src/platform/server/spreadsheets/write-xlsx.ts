/**
 * Writes .xlsx as a stream: memory stays the same however many rows come. Texts are written as texts, never as formulas,
 * whatever they begin with; columns of codes carry the text format, so that WPS does not make 9.12E+17 of a credit code
 * that is typed or pasted there. The heading is frozen and filtered; a last sheet 校验 gives each sheet's row count and
 * checksum (row-checksum.ts). A sheet that would grow past 1,048,576 rows is carried on in a next one.
 */
import type { Writable } from 'node:stream'
import type { WrittenCell } from './row-checksum.ts'
import { RowChecksum } from './row-checksum.ts'
import { ZipWriter } from './zip-writer.ts'
import { asProblem, writeFileWhole } from './stream-writing.ts'
import { columnLetters } from './column-letters.ts'
import { CELL_STYLE, packageParts, xmlString } from './xlsx-parts.ts'
import type { WrittenSheet } from './xlsx-parts.ts'

export interface WriteColumn {
  readonly title: string
  /** In characters of the standard font; a Chinese character takes two. Default: from the title. */
  readonly width?: number | undefined
  /** `code`: text format, so that what is typed there stays as typed. */
  readonly kind?: 'text' | 'number' | 'code' | undefined
}

export interface WriteSheet {
  /** Up to 31 characters; forbidden ones are replaced. */
  readonly name: string
  /** Lines above the heading; the first is set as the title. */
  readonly titles?: readonly string[] | undefined
  /** Lines between the titles and the heading, in small type. */
  readonly notes?: readonly string[] | undefined
  readonly columns: readonly WriteColumn[]
  readonly rows: AsyncIterable<readonly WrittenCell[]> | Iterable<readonly WrittenCell[]>
}

export interface WriteResult {
  readonly sheets: readonly { readonly name: string; readonly rows: number; readonly checksum: string }[]
  /** Texts longer than the 32,767 characters a cell can hold, which were cut. */
  readonly cut: number
}

export interface WriteOptions {
  readonly signal?: AbortSignal | undefined
  /** Name shown in problems when the target is a stream. */
  readonly name?: string | undefined
  /** Rows of a sheet, titles and heading included, after which a next sheet is begun. Default: as many as a sheet holds. */
  readonly rowsPerSheet?: number | undefined
}

const LAST_ROW = 1_048_576
/** Excel refuses a workbook with longer texts. */
const LONGEST_CELL = 32_767
const CHECK_SHEET = '校验'
/** Rows of text gathered before they are handed to the zip. */
const BATCH_CHARACTERS = 64 * 1024

/**
 * `target`: a path (written beside and renamed) or a stream (left open at the end).
 * @throws spreadsheets.disk-full, spreadsheets.cannot-write
 */
export async function writeXlsx(
  target: string | Writable,
  book: { readonly sheets: readonly WriteSheet[] },
  options: WriteOptions = {},
): Promise<WriteResult> {
  if (typeof target === 'string') return writeFileWhole(target, (out) => writeBook(out, book.sheets, options))
  try {
    return await writeBook(target, book.sheets, options)
  } catch (error) {
    throw asProblem(error, options.name ?? '导出文件')
  }
}

async function writeBook(out: Writable, sheets: readonly WriteSheet[], options: WriteOptions): Promise<WriteResult> {
  const zip = new ZipWriter(out)
  const written: Facts[] = []
  const results: { name: string; rows: number; checksum: string }[] = []
  for (const sheet of sheets) {
    const checksum = new RowChecksum()
    const rows = new RowSource(sheet.rows, checksum, options.signal)
    do {
      const name = freeName(sheet.name, written)
      const facts = factsOf(name, sheet)
      const part = sheetPart({ ...sheet, name }, rows, facts, options.rowsPerSheet ?? LAST_ROW)
      await zip.part(`xl/worksheets/sheet${written.length + 1}.xml`, part)
      written.push(facts)
    } while (await rows.more())
    results.push({ name: sheet.name, rows: checksum.count, checksum: checksum.digest() })
  }
  const check = checkSheet(results)
  const name = freeName(CHECK_SHEET, written)
  const facts = factsOf(name, check)
  const checkRows = new RowSource(check.rows, new RowChecksum(), options.signal)
  await zip.part(`xl/worksheets/sheet${written.length + 1}.xml`, sheetPart(check, checkRows, facts, LAST_ROW))
  written.push(facts)
  for (const [part, text] of packageParts(written)) await zip.part(part, [text])
  await zip.finish()
  return { sheets: results, cut: written.reduce((sum, sheet) => sum + sheet.cut, 0) }
}

function checkSheet(results: readonly { name: string; rows: number; checksum: string }[]): WriteSheet {
  return {
    name: CHECK_SHEET,
    columns: [
      { title: '工作表', width: 30 },
      { title: '行数', width: 12, kind: 'number' },
      { title: '校验码', width: 22, kind: 'code' },
    ],
    rows: results.map(({ name, rows, checksum }) => [name, rows, checksum]),
  }
}

/** Rows one by one over several sheets, blank ones left out. */
class RowSource {
  readonly #rows: AsyncIterator<readonly WrittenCell[]> | Iterator<readonly WrittenCell[]>
  readonly #checksum: RowChecksum
  readonly #signal: AbortSignal | undefined
  #ahead: readonly WrittenCell[] | null = null

  constructor(rows: WriteSheet['rows'], checksum: RowChecksum, signal: AbortSignal | undefined) {
    this.#rows = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
    this.#checksum = checksum
    this.#signal = signal
  }

  async next(): Promise<readonly WrittenCell[] | null> {
    if (this.#ahead !== null) {
      const row = this.#ahead
      this.#ahead = null
      return row
    }
    for (;;) {
      this.#signal?.throwIfAborted()
      const pulled = this.#rows.next()
      const step = pulled instanceof Promise ? await pulled : pulled
      if (step.done === true) return null
      if (this.#checksum.add(step.value)) return step.value
    }
  }

  async more(): Promise<boolean> {
    this.#ahead ??= await this.next()
    return this.#ahead !== null
  }
}

interface Facts extends WrittenSheet {
  lastRow: number
  cut: number
}

function factsOf(name: string, sheet: WriteSheet): Facts {
  const above = (sheet.titles?.length ?? 0) + (sheet.notes?.length ?? 0)
  return { name, headerRow: above + 1, columns: sheet.columns.length, lastRow: 0, cut: 0 }
}

async function* sheetPart(sheet: WriteSheet, rows: RowSource, facts: Facts, lastRow: number): AsyncGenerator<string> {
  const { columns, titles = [], notes = [] } = sheet
  const above = [...titles, ...notes]
  const headerRow = above.length + 1
  yield sheetStart(columns, headerRow)
  let text = ''
  for (const [index, line] of above.entries()) {
    const style = index === 0 && titles.length > 0 ? CELL_STYLE.title : CELL_STYLE.note
    text += `<row r="${index + 1}">${stringCell('A', index + 1, line, style)}</row>`
  }
  text += `<row r="${headerRow}">`
  for (const [index, column] of columns.entries()) {
    text += stringCell(columnLetters(index), headerRow, column.title, CELL_STYLE.heading)
  }
  text += '</row>'
  const letters = columns.map((_, index) => columnLetters(index))
  let row = headerRow
  while (row < lastRow) {
    const cells = await rows.next()
    if (cells === null) break
    for (const cell of cells) if (typeof cell === 'string' && cell.length > LONGEST_CELL) facts.cut++
    text += rowText(++row, cells, columns, letters)
    if (text.length > BATCH_CHARACTERS) {
      yield text
      text = ''
    }
  }
  facts.lastRow = row
  yield text + sheetEnd(columns.length, above.length, headerRow, row)
}

function sheetStart(columns: readonly WriteColumn[], headerRow: number): string {
  const widths = columns.map((column, index) => {
    const width = column.width ?? Math.min(40, Math.max(10, displayWidth(column.title) + 4))
    // Cells not written yet take the column's style: a code typed into a new row stays text as well.
    const style = column.kind === 'code' ? ` style="${CELL_STYLE.code}"` : ''
    return `<col min="${index + 1}" max="${index + 1}" width="${width}"${style} customWidth="1"/>`
  })
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">' +
    `<pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`
  )
}

function sheetEnd(columns: number, above: number, headerRow: number, lastRow: number): string {
  const right = columnLetters(Math.max(0, columns - 1))
  const filter = columns > 0 ? `<autoFilter ref="A${headerRow}:${right}${lastRow}"/>` : ''
  const merges =
    columns > 1 ? Array.from({ length: above }, (_, i) => `<mergeCell ref="A${i + 1}:${right}${i + 1}"/>`) : []
  const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''
  return `</sheetData>${filter}${merged}</worksheet>`
}

function rowText(
  row: number,
  cells: readonly WrittenCell[],
  columns: readonly WriteColumn[],
  letters: readonly string[],
): string {
  let text = `<row r="${row}">`
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as WrittenCell
    if (cell === null || cell === '') continue
    const letter = letters[index] ?? columnLetters(index)
    const code = columns[index]?.kind === 'code'
    if (typeof cell === 'string') text += stringCell(letter, row, cell, code ? CELL_STYLE.code : 0)
    else if (typeof cell === 'boolean') text += `<c r="${letter}${row}" t="b"><v>${cell ? 1 : 0}</v></c>`
    else if (code) text += stringCell(letter, row, String(cell), CELL_STYLE.code)
    else if (Number.isFinite(cell)) text += `<c r="${letter}${row}"><v>${cell}</v></c>`
  }
  return `${text}</row>`
}

function stringCell(letter: string, row: number, text: string, style: number): string {
  const attributes = `r="${letter}${row}"${style > 0 ? ` s="${style}"` : ''} t="inlineStr"`
  return `<c ${attributes}><is><t xml:space="preserve">${xmlString(text.slice(0, LONGEST_CELL))}</t></is></c>`
}

function displayWidth(text: string): number {
  let width = 0
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1
  return width
}

/** A sheet's name as spreadsheets allow it, not yet taken by another sheet of the book. */
function freeName(wanted: string, taken: readonly WrittenSheet[]): string {
  const base =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .trim()
      .slice(0, 31) || '数据'
  const isTaken = (name: string) => taken.some((sheet) => sheet.name.toLowerCase() === name.toLowerCase())
  if (!isTaken(base)) return base
  for (let number = 2; ; number++) {
    const suffix = `(${number})`
    const name = base.slice(0, 31 - suffix.length) + suffix
    if (!isTaken(name)) return name
  }
}
