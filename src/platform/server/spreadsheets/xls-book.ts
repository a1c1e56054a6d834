/**
 * The sheets of an old binary workbook (BIFF5 to BIFF8; WPS .et is the same), read whole by @e965/xlsx. The container is
 * looked into first, for a password, for other documents of the same age, and for a new workbook locked into an old container.
 */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { Problem } from '../../../kernel/problem.ts'
import type { Cell, Merge } from './types.ts'
import { NumberCells } from './number-cells.ts'
import { showOfFormat } from './number-formats.ts'
import { spreadsheetProblem } from './problems.ts'
import { visibleText } from './text-cells.ts'

export interface XlsSheet {
  readonly name: string
  /** False for charts and macros, which have no rows. */
  readonly isTable: boolean
  readonly hidden: boolean
  readonly hiddenRows: number
  readonly rows: readonly (readonly Cell[])[]
  readonly rowNumbers: readonly number[]
  readonly merges: readonly Merge[]
}

/**
 * @throws spreadsheets.password-protected, not-a-table, cut-off, damaged. A damaged file can also make the library take all
 * memory there is: call this only in a thread with a ceiling.
 */
export async function readXlsBook(bytes: Buffer, name: string): Promise<XlsSheet[]> {
  const library = await loadLibrary()
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') inspectContainer(library.CFB, bytes, name)
  try {
    const book = library.read(bytes, {
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      codepage: 936,
    })
    return sheetsOf(book)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw spreadsheetProblem('damaged', { name, where: '工作簿内容' })
  }
}

function sheetsOf(book: WorkBook): XlsSheet[] {
  const numbers = new NumberCells(book.Workbook?.WBProps?.date1904 === true)
  return book.SheetNames.map((name, index) => {
    const sheet = book.Sheets[name]
    const isTable = sheet !== undefined && (sheet as { '!type'?: string })['!type'] === undefined
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    const hiddenRows = sheet?.['!rows']?.filter((row) => row?.hidden === true).length ?? 0
    const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      bottom: e.r + 1,
      left: s.c,
      right: e.c,
    }))
    return { name, isTable, hidden, hiddenRows, merges, ...rowsOf(sheet, numbers) }
  })
}

function rowsOf(sheet: WorkSheet | undefined, numbers: NumberCells): { rows: Cell[][]; rowNumbers: number[] } {
  // `dense` sheets keep their rows in `!data`; rows and cells that the file does not have are holes.
  const data = (sheet as { '!data'?: ((CellObject | undefined)[] | undefined)[] } | undefined)?.['!data'] ?? []
  const rows: Cell[][] = []
  const rowNumbers: number[] = []
  for (const [index, row] of data.entries()) {
    if (row === undefined) continue
    rows.push(Array.from(row, (cell) => toCell(cell, numbers)))
    rowNumbers.push(index + 1)
  }
  return { rows, rowNumbers }
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

function inspectContainer(cfb: { read(bytes: Buffer, options: object): Container }, bytes: Buffer, name: string): void {
  let container: Container
  try {
    container = cfb.read(bytes, { type: 'buffer' })
  } catch {
    throw spreadsheetProblem('cut-off', { name, bytes: bytes.length })
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

/** With the tables of the code pages that BIFF5 files need. */
async function loadLibrary(): Promise<typeof import('@e965/xlsx')> {
  const [library, pages] = await Promise.all([import('@e965/xlsx'), import('@e965/xlsx/dist/cpexcel.full.mjs')])
  library.set_cptable(pages)
  return library
}
