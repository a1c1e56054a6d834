/**
 * Reads the old binary .xls (BIFF5 to BIFF8; WPS .et is the same) through @e965/xlsx, which holds the whole workbook in
 * memory: such a sheet has at most 65,536 rows. The container is looked into first, for a password, for other documents
 * of the same age, and for a new workbook locked into an old container.
 */
import { readFile } from 'node:fs/promises'
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import type { Cell, Sheet } from './types.ts'
import type { SourceFile } from './source-file.ts'
import type { Reading } from './sheet-builder.ts'
import { SheetBuilder } from './sheet-builder.ts'
import { NumberCells } from './number-cells.ts'
import { showOfFormat } from './number-formats.ts'
import { spreadsheetProblem } from './problems.ts'
import { sizeInWords } from './limits.ts'
import { visibleText } from './text-cells.ts'

/** The reader needs about six times the size of the file. */
const LARGEST = 96 * 1024 * 1024
/** Rows between two looks at the clock and the signal. */
const SLICE = 5_000

export async function readXls(file: SourceFile, reading: Reading): Promise<Sheet[]> {
  const { name } = file
  if (file.size > LARGEST) {
    throw spreadsheetProblem('file-too-large', { name, size: sizeInWords(file.size), limit: sizeInWords(LARGEST) })
  }
  const library = await loadLibrary()
  const bytes = await readFile(file.path)
  if (bytes.readUInt32BE(0) === 0xd0cf11e0) inspectContainer(library.CFB, bytes, file)
  let book: WorkBook
  try {
    book = library.read(bytes, {
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      codepage: 936,
    })
  } catch {
    throw spreadsheetProblem('damaged', { name, where: '工作簿内容' })
  }
  const numbers = new NumberCells(book.Workbook?.WBProps?.date1904 === true)
  const sheets: Sheet[] = []
  for (const [index, sheetName] of book.SheetNames.entries()) {
    const sheet = book.Sheets[sheetName]
    if (!sheet || (sheet as { '!type'?: string })['!type'] !== undefined) {
      reading.warnings.note('sheet-not-a-table', { sheet: sheetName }, sheetName)
      continue
    }
    const builder = new SheetBuilder(sheetName, sheets.length, reading)
    builder.hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    await addRows(sheet, builder, numbers, (index + 0.5) / book.SheetNames.length)
    sheets.push(await builder.finish())
  }
  return sheets
}

async function addRows(sheet: WorkSheet, builder: SheetBuilder, numbers: NumberCells, share: number): Promise<void> {
  // `dense` sheets keep their rows in `!data`; rows without any cell are holes.
  const rows = ((sheet as { '!data'?: (CellObject | undefined)[][] })['!data'] ?? []) as (
    | (CellObject | undefined)[]
    | undefined
  )[]
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    if (row === undefined) continue
    const cells: Cell[] = []
    for (let column = 0; column < row.length; column++) cells.push(toCell(row[column], numbers))
    builder.add(index + 1, cells)
    if (sheet['!rows']?.[index]?.hidden === true) builder.hiddenRows++
    if (index % SLICE === 0) await builder.pause(share)
  }
  for (const { s, e } of sheet['!merges'] ?? []) {
    builder.merges.push({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c })
  }
}

/** Error numbers of BIFF. Source: [MS-XLS] 2.5.10 Bes. */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
}

function toCell(cell: CellObject | undefined, numbers: NumberCells): Cell {
  if (cell === undefined || cell.v === undefined) return null
  switch (cell.t) {
    case 's':
      return visibleText(String(cell.v))
    case 'n':
      return numbers.cell(Number(cell.v), showOfFormat(String(cell.z ?? '')), () => String(cell.v))
    case 'b':
      return Boolean(cell.v)
    case 'e':
      return { kind: 'error', error: ERRORS[Number(cell.v)] ?? '#N/A' }
    default:
      return null
  }
}

interface Container {
  readonly FullPaths: readonly string[]
  readonly FileIndex: readonly { readonly content?: Uint8Array }[]
}

function inspectContainer(
  cfb: { read(bytes: Buffer, options: object): Container },
  bytes: Buffer,
  file: SourceFile,
): void {
  const { name } = file
  let container: Container
  try {
    container = cfb.read(bytes, { type: 'buffer' })
  } catch {
    throw spreadsheetProblem('cut-off', { name, bytes: file.size })
  }
  const find = (stream: string) => container.FullPaths.findIndex((path) => path.endsWith(`/${stream}`))
  if (find('EncryptedPackage') >= 0) throw spreadsheetProblem('password-protected', { name })
  const book = Math.max(find('Workbook'), find('Book'))
  if (book >= 0) {
    if (hasPassword(container.FileIndex[book]?.content)) throw spreadsheetProblem('password-protected', { name })
    return
  }
  const remedy = '请把其中的表格复制到新的工作簿，存为 xlsx 后放入。'
  if (find('WordDocument') >= 0) throw spreadsheetProblem('not-a-table', { name, what: ' Word 文档', remedy })
  if (find('PowerPoint Document') >= 0) throw spreadsheetProblem('not-a-table', { name, what: '演示文稿', remedy })
  throw spreadsheetProblem('damaged', { name, where: '工作簿目录' })
}

/** A FILEPASS record (0x2F) among the first ones means that all records after it are encrypted. Source: [MS-XLS] 2.4.117. */
function hasPassword(content: Uint8Array | undefined): boolean {
  if (!content) return false
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  for (let at = 0, records = 0; at + 4 <= view.byteLength && records < 20; records++) {
    if (view.getUint16(at, true) === 0x2f) return true
    at += 4 + view.getUint16(at + 2, true)
  }
  return false
}

type Library = typeof import('@e965/xlsx')
let library: Promise<Library> | undefined

/** Half a megabyte of code that most imports never need, with the tables of the code pages that BIFF5 files need. */
function loadLibrary(): Promise<Library> {
  library ??= (async () => {
    const [loaded, pages] = await Promise.all([import('@e965/xlsx'), import('@e965/xlsx/dist/cpexcel.full.mjs')])
    loaded.set_cptable(pages)
    return loaded
  })()
  return library
}
