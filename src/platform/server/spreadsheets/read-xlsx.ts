/** Reads .xlsx (and .xlsm, .xltx): each sheet is streamed from the zip, one after another, in the workbook's order. */
import type { Sheet } from './types.ts'
import type { SourceFile } from './source-file.ts'
import type { Reading } from './sheet-builder.ts'
import { SheetBuilder } from './sheet-builder.ts'
import { ZipParts } from './zip-parts.ts'
import { XmlScanner } from './xml-scanner.ts'
import type { XmlHandler } from './xml-scanner.ts'
import type { Relation } from './xlsx-workbook.ts'
import { SharedStrings, readRelations, readStyles, readWorkbook, relationsPart, utf8Of } from './xlsx-workbook.ts'
import { SheetHandler } from './xlsx-sheet.ts'
import type { WorkbookContext } from './xlsx-sheet.ts'
import { NumberCells } from './number-cells.ts'
import { spreadsheetProblem } from './problems.ts'
import { zipContents } from './sniff.ts'

/** @throws spreadsheets.cut-off, damaged, inflates-too-far, not-a-table, password-protected, too-many-cells … */
export async function readXlsx(file: SourceFile, reading: Reading): Promise<Sheet[]> {
  const zip = await ZipParts.open(file, reading.limits)
  try {
    return await readParts(zip, file, reading)
  } finally {
    zip.close()
  }
}

async function readParts(zip: ZipParts, file: SourceFile, reading: Reading): Promise<Sheet[]> {
  const { signal } = reading.options
  const roots = readRelations((await zip.whole('_rels/.rels', signal)) ?? Buffer.alloc(0), '')
  const bookPart = roots.find((root) => root.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const bookBytes = await zip.whole(bookPart, signal)
  const what = zipContents(zip.names())
  if (what !== null) throw spreadsheetProblem('not-a-table', { name: file.name, ...what })
  if (bookBytes === null) throw spreadsheetProblem('damaged', { name: file.name, where: '工作簿目录' })
  const book = readWorkbook(utf8Of(bookBytes))
  const relations = readRelations((await zip.whole(relationsPart(bookPart), signal)) ?? Buffer.alloc(0), bookPart)
  const context: WorkbookContext = {
    strings: await readStrings(zip, relations, file, reading),
    shows: readStyles((await zip.whole(partOf(relations, 'styles') ?? 'xl/styles.xml', signal)) ?? Buffer.alloc(0)),
    numbers: new NumberCells(book.date1904),
    warnings: reading.warnings,
  }
  const sheets: Sheet[] = []
  for (const entry of book.sheets) {
    const relation = relations.find((candidate) => candidate.id === entry.relation)
    if (relation && relation.type !== 'worksheet') {
      reading.warnings.note('sheet-not-a-table', { sheet: entry.name }, entry.name)
      continue
    }
    const part = relation?.target ?? `xl/worksheets/sheet${sheets.length + 1}.xml`
    if (!zip.has(part)) throw spreadsheetProblem('damaged', { name: file.name, where: `工作表“${entry.name}”` })
    const builder = new SheetBuilder(entry.name, sheets.length, reading)
    builder.hidden = entry.hidden
    await scanPart(zip, part, new SheetHandler(builder, context), file, reading, () =>
      builder.pause(Math.min(1, zip.packedRead / file.size)),
    )
    sheets.push(await builder.finish())
  }
  return sheets
}

async function readStrings(
  zip: ZipParts,
  relations: Relation[],
  file: SourceFile,
  reading: Reading,
): Promise<string[]> {
  const { used, limits, name } = reading
  const handler = new SharedStrings((count) => {
    used.characters += count
    if (used.characters > limits.characters) {
      throw spreadsheetProblem('too-much-text', { name, sheet: '（共享文字）', row: 1, limit: limits.characters })
    }
  })
  const part = partOf(relations, 'sharedStrings') ?? 'xl/sharedStrings.xml'
  await scanPart(zip, part, handler, file, reading, async () => {})
  // Each use of a string is counted again with its cell; the table itself is let go after the reading.
  used.characters = 0
  return handler.texts
}

function partOf(relations: readonly Relation[], type: string): string | undefined {
  return relations.find((relation) => relation.type === type)?.target
}

async function scanPart(
  zip: ZipParts,
  part: string,
  handler: XmlHandler,
  file: SourceFile,
  reading: Reading,
  pause: () => Promise<void>,
): Promise<void> {
  const scanner = new XmlScanner(handler)
  let decoder: TextDecoder | null | undefined
  for await (const chunk of zip.chunks(part, reading.options.signal)) {
    if (decoder === undefined) decoder = wideDecoder(chunk)
    scanner.write(decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk)
    await pause()
  }
  if (!scanner.end()) throw spreadsheetProblem('damaged', { name: file.name, where: `其中的“${part}”` })
}

/** A few old writers use UTF-16. */
function wideDecoder(start: Buffer): TextDecoder | null {
  const mark = start.length >= 2 ? start.readUInt16BE(0) : 0
  if (mark === 0xfffe) return new TextDecoder('utf-16le')
  return mark === 0xfeff ? new TextDecoder('utf-16be') : null
}
