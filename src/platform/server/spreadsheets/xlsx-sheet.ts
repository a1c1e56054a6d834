/**
 * Turns the XML of one worksheet into rows. Cells and rows may leave out their references, in which case they follow one
 * another. A formula gives the result stored with it; one without a stored result is blank.
 */
import type { Cell } from './types.ts'
import type { XmlHandler, XmlTag } from './xml-scanner.ts'
import { TextCache, attribute, unescapeControls } from './xml-text.ts'
import type { NumberShow } from './number-formats.ts'
import type { NumberCells } from './number-cells.ts'
import { serialOfIso } from './serial-dates.ts'
import type { SheetBuilder } from './sheet-builder.ts'
import type { WarningList } from './warnings.ts'
import { visibleText } from './text-cells.ts'
import { columnIndex } from './column-letters.ts'

export interface WorkbookContext {
  readonly strings: readonly string[]
  /** Empty when no style of the workbook changes the meaning of a number. */
  readonly shows: readonly NumberShow[]
  readonly numbers: NumberCells
  readonly warnings: WarningList
}

/** XFD. A reference further right is no cell, and would fill the memory with the blanks before it. */
const LAST_COLUMN = 16_383

type CellType = 'n' | 's' | 'b' | 'e' | 'd' | 'text'

export class SheetHandler implements XmlHandler {
  wantsText = false
  readonly #builder: SheetBuilder
  readonly #context: WorkbookContext
  readonly #cache = new TextCache()
  #cells: Cell[] = []
  #row = 0
  #column = -1
  #type: CellType = 'n'
  #style = 0
  #value: Cell = null
  #formula = false
  #phonetic = false

  constructor(builder: SheetBuilder, context: WorkbookContext) {
    this.#builder = builder
    this.#context = context
  }

  open(tag: XmlTag): void {
    switch (tag.name) {
      case 'c':
        this.#openCell(tag)
        break
      case 'v':
        this.wantsText = true
        break
      case 't':
        this.wantsText = !this.#phonetic
        break
      case 'f':
        this.#formula = true
        break
      case 'row':
        this.#openRow(tag)
        break
      case 'rPh':
        this.#phonetic = true
        break
      case 'mergeCell':
        this.#merge(attribute(tag, 'ref') ?? '')
        break
    }
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.wantsText = false
        break
      case 'c':
        this.#closeCell()
        break
      case 'row':
        this.#builder.add(this.#row, this.#cells)
        break
      case 'rPh':
        this.#phonetic = false
        break
    }
  }

  #openRow(tag: XmlTag): void {
    this.#row = tag.find('r') ? digits(tag.bytes, tag.from, tag.to) : this.#builder.nextRow
    if (tag.find('hidden') && tag.bytes[tag.from] !== 0x30 && tag.bytes[tag.from] !== 0x66) this.#builder.hiddenRows++
    this.#cells = []
    this.#column = -1
  }

  #openCell(tag: XmlTag): void {
    this.#column = tag.find('r') ? columnOf(tag.bytes, tag.from, tag.to) : this.#column + 1
    this.#style = tag.find('s') ? digits(tag.bytes, tag.from, tag.to) : 0
    this.#type = tag.find('t') ? typeOf(tag.bytes, tag.from, tag.to) : 'n'
    this.#value = null
    this.#formula = false
  }

  text(bytes: Buffer, start: number, end: number): void {
    switch (this.#type) {
      case 'n':
        this.#value = this.#number(bytes, start, end)
        break
      case 's':
        this.#value = this.#context.strings[digits(bytes, start, end)] ?? null
        if (this.#value === null) this.#noteUnreadable()
        break
      case 'text': {
        const piece = this.#cache.text(bytes, start, end)
        this.#value = typeof this.#value === 'string' ? this.#value + piece : piece
        break
      }
      case 'b':
        this.#value = bytes[start] === 0x31 || bytes[start] === 0x74
        break
      case 'e':
        this.#value = { kind: 'error', error: bytes.toString('latin1', start, end) }
        break
      case 'd':
        this.#value = this.#isoDate(bytes.toString('latin1', start, end))
        break
    }
  }

  #number(bytes: Buffer, start: number, end: number): Cell {
    const value = end - start <= 9 ? smallNumber(bytes, start, end) : Number.NaN
    const number = Number.isNaN(value) ? Number(bytes.toString('latin1', start, end)) : value
    if (Number.isNaN(number)) {
      this.#noteUnreadable()
      return this.#cache.text(bytes, start, end)
    }
    const { shows, numbers } = this.#context
    return numbers.cell(number, shows[this.#style], () => bytes.toString('latin1', start, end).trim())
  }

  #isoDate(text: string): Cell {
    const serial = serialOfIso(text)
    return (serial === null ? null : this.#context.numbers.date(serial, text.length > 10 ? 'minute' : 'day')) ?? text
  }

  #closeCell(): void {
    const value = this.#value
    if (value === null) {
      if (this.#formula) this.#context.warnings.note('formula-not-calculated', this.#place())
      return
    }
    const cell = typeof value === 'string' ? visibleText(unescapeControls(value)) : value
    if (cell === null) return
    if (this.#column < 0 || this.#column > LAST_COLUMN) {
      this.#noteUnreadable()
      return
    }
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells[this.#column] = cell
  }

  #merge(reference: string): void {
    const [from, to] = reference.split(':')
    if (!from || !to) return
    const [top, bottom] = [from, to].map((corner) => Number(/\d+$/.exec(corner)?.[0])) as [number, number]
    const [left, right] = [columnIndex(from), columnIndex(to)]
    if (top >= 1 && bottom >= top && left >= 0 && right >= left) this.#builder.merges.push({ top, bottom, left, right })
  }

  #noteUnreadable(): void {
    this.#context.warnings.note('unreadable-cell', this.#place())
  }

  #place() {
    return { sheet: this.#builder.name, row: this.#row, column: this.#column }
  }
}

function digits(bytes: Buffer, start: number, end: number): number {
  let number = 0
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - 0x30
    if (digit >= 0 && digit <= 9) number = number * 10 + digit
  }
  return number
}

/** An unsigned whole number, which most cells hold; NaN for any other form. */
function smallNumber(bytes: Buffer, start: number, end: number): number {
  if (start === end) return Number.NaN
  let number = 0
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

/** Column of a reference like `AB12`. */
function columnOf(bytes: Buffer, start: number, end: number): number {
  let index = 0
  for (let i = start; i < end; i++) {
    const letter = ((bytes[i] as number) & 0xdf) - 0x40
    if (letter < 1 || letter > 26) break
    index = index * 26 + letter
  }
  return index - 1
}

/** `s` shared string, `str` text of a formula, `inlineStr`, `b`, `e`, `d`, and `n` when it is something else. */
function typeOf(bytes: Buffer, start: number, end: number): CellType {
  const first = bytes[start]
  if (first === 0x73) return end - start === 1 ? 's' : 'text'
  if (first === 0x69) return 'text'
  if (first === 0x62) return 'b'
  if (first === 0x65) return 'e'
  if (first === 0x64) return 'd'
  return 'n'
}
