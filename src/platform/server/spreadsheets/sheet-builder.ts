/**
 * Gathers the rows of one sheet as a reader finds them. Blank rows and trailing blank cells are dropped at once, so a
 * sheet of a million formatted blank rows costs nothing; a budget shared by all sheets of the file stops one that would
 * not fit into memory. With `onRows` the rows are handed on in batches and forgotten.
 */
import type { Cell, Limits, Merge, ReadOptions, Sheet } from './types.ts'
import { spreadsheetProblem } from './problems.ts'
import { isUnkeepable, keepableText } from './text-cells.ts'
import type { WarningList } from './warnings.ts'

const BATCH = 2_000

export interface Reading {
  readonly name: string
  readonly limits: Limits
  readonly options: ReadOptions
  readonly warnings: WarningList
  /** Used up so far by all sheets. */
  readonly used: { cells: number; characters: number; rows: number }
}

export class SheetBuilder {
  readonly name: string
  readonly #index: number
  readonly #reading: Reading
  #rows: Cell[][] = []
  #rowNumbers: number[] = []
  #columnCount = 0
  #lastRow = 0
  #lastMentioned = 0
  #blankTail = 0
  readonly merges: Merge[] = []
  hidden = false
  hiddenRows = 0

  constructor(name: string, index: number, reading: Reading) {
    this.name = name
    this.#index = index
    this.#reading = reading
  }

  get nextRow(): number {
    return this.#lastMentioned + 1
  }

  /** `number` is the sheet row from 1; the array is kept. A row out of order is put after the last one. */
  add(number: number, cells: Cell[]): void {
    const row = Math.max(number, this.#lastMentioned + 1)
    this.#lastMentioned = row
    let length = cells.length
    while (length > 0 && cells[length - 1] === null) length--
    if (length === 0) {
      this.#blankTail++
      return
    }
    cells.length = length
    this.#blankTail = 0
    this.#account(row, cells)
    if (length > this.#columnCount) this.#columnCount = length
    this.#rows.push(cells)
    this.#rowNumbers.push(row)
    this.#lastRow = row
  }

  #account(row: number, cells: Cell[]): void {
    const { limits, used, warnings, name } = this.#reading
    if (cells.length > limits.columns) {
      throw spreadsheetProblem('too-many-columns', { name, sheet: this.name, row, limit: limits.columns })
    }
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column] as Cell
      if (cell === null) continue
      used.cells++
      if (typeof cell === 'string') {
        used.characters += cell.length
        if (isUnkeepable(cell)) cells[column] = keepableText(cell)
      }
      if (typeof cell === 'object') {
        if (cell.kind === 'error') warnings.note('formula-error', { sheet: this.name, row, column }, cell.error)
        else if (cell.kind === 'number' && cell.precisionLost) {
          warnings.note('precision-lost', { sheet: this.name, row, column })
        }
      }
    }
    used.rows++
    const { name: sheet } = this
    if (used.cells > limits.cells) throw spreadsheetProblem('too-many-cells', { name, sheet, row, limit: limits.cells })
    if (used.characters > limits.characters) {
      throw spreadsheetProblem('too-much-text', { name, sheet, row, limit: limits.characters })
    }
  }

  /** To be called between chunks: hands on full batches, tells the progress, notices a cancel. */
  async pause(share: number): Promise<void> {
    const { options, used } = this.#reading
    options.signal?.throwIfAborted()
    if (options.onRows && this.#rows.length >= BATCH) await this.#handOn()
    options.onProgress?.({ share, rows: used.rows, sheet: this.name })
  }

  async #handOn(): Promise<void> {
    const rows = this.#rows
    const rowNumbers = this.#rowNumbers
    this.#rows = []
    this.#rowNumbers = []
    await this.#reading.options.onRows?.({ sheet: this.name, sheetIndex: this.#index, rows, rowNumbers })
  }

  async finish(): Promise<Sheet> {
    const { options, warnings } = this.#reading
    if (options.onRows && this.#rows.length > 0) await this.#handOn()
    if (this.hidden && this.#lastRow > 0) warnings.note('hidden-sheet', { sheet: this.name })
    if (this.hiddenRows > 0) warnings.note('hidden-rows', { sheet: this.name }, '', this.hiddenRows)
    const dropped = this.#lastRow > 0 ? this.#blankTail : 0
    // A screenful of formatted blank rows under a table is everyday; thousands are worth a word.
    if (dropped >= 1000) warnings.note('blank-rows-dropped', { sheet: this.name }, '', dropped)
    return {
      name: this.name,
      hidden: this.hidden,
      rows: this.#rows,
      rowNumbers: this.#rowNumbers,
      columnCount: this.#columnCount,
      merges: this.merges,
      blankRowsDropped: dropped,
      hiddenRows: this.hiddenRows,
    }
  }
}
