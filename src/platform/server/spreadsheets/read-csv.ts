/** Reads .csv, .tsv and .txt: one sheet, every cell text. Streams, so the size of the file is no matter. */
import { basename, extname } from 'node:path'
import type { Cell, Sheet } from './types.ts'
import type { Reading } from './sheet-builder.ts'
import { SheetBuilder } from './sheet-builder.ts'
import type { SourceFile } from './source-file.ts'
import { chunksOf } from './source-file.ts'
import { findEncoding } from './text-encoding.ts'
import { findSeparator } from './csv-separator.ts'
import { CsvTokenizer } from './csv-tokenizer.ts'
import { csvText } from './text-cells.ts'
import { numberWithLostDigits } from './long-numbers.ts'

export async function readCsv(
  file: SourceFile,
  reading: Reading,
): Promise<{ encoding: string; separator: string; sheets: Sheet[] }> {
  const { encoding, mark } = findEncoding(file.head, file.census)
  const start = new TextDecoder(encoding).decode(file.head.subarray(mark), { stream: true })
  const { separator, declared } = findSeparator(start)
  const builder = new SheetBuilder(basename(file.name, extname(file.name)), 0, reading)
  const lengths = new LengthCensus()
  // `sep=;` in the first line is a word to Excel, which shows the sheet from the second line on.
  const skip = declared ? 1 : 0
  const tokenizer = new CsvTokenizer(separator, (fields, record) => {
    if (record <= skip) return
    const cells = toCells(fields)
    builder.add(record - skip, cells)
    if (cells.length > 0) lengths.add(fields.length, cells.length, record - skip)
    if (damaged) noteDamage(cells, record - skip, builder, reading)
  })
  let damaged = false
  let done = mark
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunksOf(file, mark, reading.options.signal)) {
    done += chunk.length
    const text = decoder.decode(chunk, { stream: true })
    damaged ||= text.includes('\uFFFD')
    tokenizer.write(text)
    await builder.pause(done / file.size)
  }
  const tail = decoder.decode()
  damaged ||= tail !== ''
  tokenizer.write(tail)
  tokenizer.end()
  noteShape(tokenizer, lengths, builder, reading, skip)
  return { encoding, separator, sheets: [await builder.finish()] }
}

function toCells(fields: readonly string[]): Cell[] {
  const cells: Cell[] = []
  for (const field of fields) {
    const text = csvText(field)
    cells.push(text === null ? null : (numberWithLostDigits(text) ?? text))
  }
  while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop()
  return cells
}

function noteDamage(cells: readonly Cell[], row: number, builder: SheetBuilder, reading: Reading): void {
  for (const [column, cell] of cells.entries()) {
    if (typeof cell !== 'string' || !cell.includes('\uFFFD')) continue
    reading.warnings.note(
      'undecodable-bytes',
      { sheet: builder.name, row, column },
      '',
      cell.split('\uFFFD').length - 1,
    )
  }
}

function noteShape(
  tokenizer: CsvTokenizer,
  lengths: LengthCensus,
  builder: SheetBuilder,
  reading: Reading,
  skip: number,
): void {
  const sheet = builder.name
  for (const record of tokenizer.unpairedQuotes) {
    reading.warnings.note('quote-not-closed', { sheet, row: record - skip })
  }
  const usual = lengths.usual()
  const longer = lengths.longerThan(usual)
  if (longer.count > 0 && longer.count * 10 < lengths.total) {
    reading.warnings.note('ragged-rows', { sheet, row: longer.row }, '', longer.count)
  }
  const lastRow = builder.nextRow - 1
  if (tokenizer.endedInQuotes || (!tokenizer.endedWithLine && lengths.total > 2 && lengths.last * 2 <= usual)) {
    reading.warnings.note('file-cut-off', { sheet, row: lastRow })
  }
}

/**
 * How many rows have how many fields: the usual number tells which rows are out of line. A row is long by its filled cells
 * (trailing separators say nothing), and short by its fields (the last cells of a total row are blank, but there).
 */
class LengthCensus {
  readonly #fields = new Map<number, number>()
  readonly #filled = new Map<number, { count: number; row: number }>()
  total = 0
  /** Fields of the last row. */
  last = 0

  add(fields: number, filled: number, row: number): void {
    this.#fields.set(fields, (this.#fields.get(fields) ?? 0) + 1)
    const before = this.#filled.get(filled)
    if (before) before.count++
    else this.#filled.set(filled, { count: 1, row })
    this.total++
    this.last = fields
  }

  usual(): number {
    let usual = 0
    let most = 0
    for (const [length, count] of this.#fields) {
      if (count > most || (count === most && length > usual)) [usual, most] = [length, count]
    }
    return usual
  }

  longerThan(usual: number): { count: number; row: number | null } {
    let count = 0
    let row: number | null = null
    for (const [length, seen] of this.#filled) {
      if (length <= usual) continue
      count += seen.count
      row = row === null ? seen.row : Math.min(row, seen.row)
    }
    return { count, row }
  }
}
