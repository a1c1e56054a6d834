/**
 * Reads “XML 表格 2003” (SpreadsheetML), which many web systems write under the name .xls.
 * Source: Microsoft, XML Spreadsheet Reference (Office 2003).
 */
import type { Cell, Sheet } from './types.ts'
import type { SourceFile } from './source-file.ts'
import type { Reading } from './sheet-builder.ts'
import { SheetBuilder } from './sheet-builder.ts'
import type { XmlHandler, XmlTag } from './xml-scanner.ts'
import { XmlScanner } from './xml-scanner.ts'
import { attribute, xmlText } from './xml-text.ts'
import { NumberCells } from './number-cells.ts'
import type { NumberShow } from './number-formats.ts'
import { PLAIN, showOfFormat } from './number-formats.ts'
import { serialOfIso } from './serial-dates.ts'
import { visibleText } from './text-cells.ts'
import { transcodedChunks } from './transcoded-chunks.ts'
import { spreadsheetProblem } from './problems.ts'

export async function readXml2003(file: SourceFile, reading: Reading): Promise<{ encoding: string; sheets: Sheet[] }> {
  const handler = new Xml2003Handler(reading)
  const scanner = new XmlScanner(handler)
  const { encoding, chunks } = transcodedChunks(file, reading)
  for await (const { bytes, share } of chunks) {
    scanner.write(bytes)
    await handler.builders.at(-1)?.pause(share)
  }
  if (!scanner.end()) throw spreadsheetProblem('cut-off', { name: file.name, bytes: file.size })
  const sheets: Sheet[] = []
  for (const builder of handler.builders) sheets.push(await builder.finish())
  return { encoding, sheets }
}

/** Formats that go by a name. */
const NAMED_FORMATS: Readonly<Record<string, string>> = {
  'General Date': 'yyyy-m-d h:mm',
  'Long Date': 'yyyy-m-d',
  'Medium Date': 'yyyy-m-d',
  'Short Date': 'yyyy-m-d',
  'Long Time': 'h:mm:ss',
  'Medium Time': 'h:mm',
  'Short Time': 'h:mm',
  Percent: '0.00%',
}

class Xml2003Handler implements XmlHandler {
  wantsText = false
  readonly builders: SheetBuilder[] = []
  readonly #reading: Reading
  readonly #numbers = new NumberCells(false)
  readonly #shows = new Map<string, NumberShow>()
  #style = ''
  #row = 0
  #cells: Cell[] = []
  #column = -1
  #across = 0
  #show: NumberShow = PLAIN
  #type = ''
  #text = ''
  #comment = false
  #formula = false

  constructor(reading: Reading) {
    this.#reading = reading
  }

  open(tag: XmlTag): void {
    switch (tag.name) {
      case 'Style':
        this.#style = attribute(tag, 'ID') ?? ''
        break
      case 'NumberFormat': {
        const format = attribute(tag, 'Format') ?? ''
        this.#shows.set(this.#style, showOfFormat(NAMED_FORMATS[format] ?? format))
        break
      }
      case 'Worksheet':
        this.#openSheet(tag)
        break
      case 'Row':
        this.#row = Number(attribute(tag, 'Index') ?? this.#row + 1)
        this.#cells = []
        this.#column = -1
        this.#across = 0
        break
      case 'Cell':
        this.#openCell(tag)
        break
      case 'Comment':
        this.#comment = true
        break
      case 'Data':
        if (this.#comment) break
        this.#type = attribute(tag, 'Type') ?? 'String'
        this.#text = ''
        this.wantsText = true
        break
    }
  }

  close(name: string): void {
    switch (name) {
      case 'Comment':
        this.#comment = false
        break
      case 'Data':
        if (this.#comment) break
        this.wantsText = false
        this.#put(this.#toCell())
        this.#formula = false
        break
      case 'Cell':
        if (this.#formula) {
          this.#reading.warnings.note('formula-not-calculated', {
            sheet: this.#builder()?.name ?? null,
            row: this.#row,
            column: this.#column,
          })
        }
        break
      case 'Row':
        this.#builder()?.add(this.#row, this.#cells)
        break
    }
  }

  text(bytes: Buffer, start: number, end: number): void {
    this.#text += xmlText(bytes, start, end)
  }

  #builder(): SheetBuilder | undefined {
    return this.builders.at(-1)
  }

  #openSheet(tag: XmlTag): void {
    const name = attribute(tag, 'Name') ?? `Sheet${this.builders.length + 1}`
    this.builders.push(new SheetBuilder(name, this.builders.length, this.#reading))
    this.#row = 0
  }

  #openCell(tag: XmlTag): void {
    const index = attribute(tag, 'Index')
    this.#column = index === null ? this.#column + 1 + this.#across : Number(index) - 1
    this.#show = this.#shows.get(attribute(tag, 'StyleID') ?? '') ?? PLAIN
    this.#formula = tag.find('Formula')
    this.#across = Number(attribute(tag, 'MergeAcross') ?? 0)
    const down = Number(attribute(tag, 'MergeDown') ?? 0)
    if (this.#across > 0 || down > 0) {
      const area = { top: this.#row, bottom: this.#row + down, left: this.#column, right: this.#column + this.#across }
      this.#builder()?.merges.push(area)
    }
  }

  #toCell(): Cell {
    const text = this.#text
    switch (this.#type) {
      case 'Number':
        return this.#numbers.cell(Number(text), this.#show, () => text.trim())
      case 'DateTime': {
        const serial = serialOfIso(text)
        const precision = this.#show.as === 'date' ? this.#show.precision : 'minute'
        return (serial === null ? null : this.#numbers.date(serial, precision)) ?? text
      }
      case 'Boolean':
        return text.trim() === '1'
      case 'Error':
        return { kind: 'error', error: text }
      default:
        return visibleText(text)
    }
  }

  #put(cell: Cell): void {
    if (cell === null || !(this.#column >= 0) || this.#column > 16_384) return
    if (typeof cell === 'string' && cell.includes('\uFFFD')) {
      const place = { sheet: this.#builder()?.name ?? null, row: this.#row, column: this.#column }
      this.#reading.warnings.note('undecodable-bytes', place, '', cell.split('\uFFFD').length - 1)
    }
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells[this.#column] = cell
  }
}
