/**
 * Reads web pages that carry a table, most often saved under the name .xls by a web system. All tables of the page come
 * one below the other into one sheet, as WPS shows them; a table inside a cell follows that cell. End tags of
 * cells and rows may be missing.
 */
import { basename, extname } from 'node:path'
import type { Cell, Sheet } from './types.ts'
import type { SourceFile } from './source-file.ts'
import type { Reading } from './sheet-builder.ts'
import { SheetBuilder } from './sheet-builder.ts'
import type { XmlHandler, XmlTag } from './xml-scanner.ts'
import { XmlScanner } from './xml-scanner.ts'
import { attribute, xmlText } from './xml-text.ts'
import { visibleText } from './text-cells.ts'
import { numberWithLostDigits } from './long-numbers.ts'
import { transcodedChunks } from './transcoded-chunks.ts'

export async function readHtml(file: SourceFile, reading: Reading): Promise<{ encoding: string; sheets: Sheet[] }> {
  const builder = new SheetBuilder(basename(file.name, extname(file.name)), 0, reading)
  const handler = new TableHandler(builder, reading)
  const scanner = new XmlScanner(handler, { html: true })
  const { encoding, chunks } = transcodedChunks(file, reading)
  for await (const { bytes, share } of chunks) {
    scanner.write(bytes)
    await builder.pause(share)
  }
  scanner.end()
  handler.finish()
  return { encoding, sheets: [await builder.finish()] }
}

class TableHandler implements XmlHandler {
  wantsText = false
  readonly #builder: SheetBuilder
  readonly #reading: Reading
  #row = 0
  #cells: Cell[] | null = null
  #text: string | null = null
  #span = { columns: 1, rows: 1 }
  /** By column: the row down to which a cell from above reaches. */
  readonly #reach: number[] = []

  constructor(builder: SheetBuilder, reading: Reading) {
    this.#builder = builder
    this.#reading = reading
  }

  open(tag: XmlTag): void {
    switch (tag.name) {
      case 'table':
        this.#endRow()
        break
      case 'tr':
        this.#endRow()
        this.#beginRow()
        break
      case 'td':
      case 'th':
        this.#endCell()
        this.#text = ''
        this.#span = { columns: spanOf(tag, 'colspan'), rows: spanOf(tag, 'rowspan') }
        this.wantsText = true
        break
      case 'br':
        if (this.#text !== null) this.#text += '\n'
        break
    }
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') this.#endCell()
    else if (name === 'tr' || name === 'table') this.#endRow()
  }

  text(bytes: Buffer, start: number, end: number): void {
    if (this.#text !== null) this.#text += xmlText(bytes, start, end).replace(/[ \t\r\n\u00A0]+/g, ' ')
  }

  finish(): void {
    this.#endRow()
  }

  #endCell(): void {
    this.wantsText = false
    if (this.#text === null) return
    const text = this.#text.replace(/ *\n */g, '\n').trim()
    this.#text = null
    // A cell may come without its row.
    const cells = this.#cells ?? this.#beginRow()
    // Further right than any sheet reaches: spans piled upon spans.
    if (cells.length > LAST_COLUMN) return
    while ((this.#reach[cells.length] ?? 0) >= this.#row) cells.push(null)
    const left = cells.length
    const right = left + this.#span.columns - 1
    const bottom = this.#row + this.#span.rows - 1
    const visible = visibleText(text)
    if (visible?.includes('\uFFFD')) {
      const count = visible.split('\uFFFD').length - 1
      this.#reading.warnings.note(
        'undecodable-bytes',
        { sheet: this.#builder.name, row: this.#row, column: left },
        '',
        count,
      )
    }
    cells.push(visible === null ? null : (numberWithLostDigits(visible) ?? visible))
    for (let column = left + 1; column <= right; column++) cells.push(null)
    if (bottom > this.#row) for (let column = left; column <= right; column++) this.#reach[column] = bottom
    if (bottom > this.#row || right > left) this.#builder.merges.push({ top: this.#row, bottom, left, right })
  }

  #beginRow(): Cell[] {
    this.#row++
    this.#cells = []
    return this.#cells
  }

  #endRow(): void {
    this.#endCell()
    if (this.#cells !== null) this.#builder.add(this.#row, this.#cells)
    this.#cells = null
  }
}

const LAST_COLUMN = 16_383

/** Spans of a thousand and more are a slip of the writing program, and would fill the memory. */
function spanOf(tag: XmlTag, name: string): number {
  const span = Number.parseInt(attribute(tag, name) ?? '1', 10)
  return span >= 1 && span <= (name === 'colspan' ? 1000 : 65_536) ? span : 1
}
