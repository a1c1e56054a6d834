/**
 * Reads a table file as it arrives: looks at its bytes to tell what it is, hands it to the reader of that kind, and makes
 * sure at the end that it is still the file it was at the beginning.
 *
 * This runs on the caller's thread and yields between chunks; a server calls `readTableInWorker` instead.
 */
import { extname } from 'node:path'
import type { ReadOptions, Sheet, TableFile, TableKind } from './types.ts'
import type { SourceFile } from './source-file.ts'
import { inspectFile, refuseIfChanged } from './source-file.ts'
import { sniff } from './sniff.ts'
import { limitsWith } from './limits.ts'
import { WarningList } from './warnings.ts'
import type { Reading } from './sheet-builder.ts'
import { spreadsheetProblem } from './problems.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { readXls } from './read-xls.ts'
import { readHtml } from './read-html.ts'
import { readXml2003 } from './read-xml-2003.ts'

interface Found {
  readonly sheets: Sheet[]
  readonly encoding?: string
  readonly separator?: string
}

/**
 * @throws Problem `spreadsheets.*` (problems.ts): the file cannot be read as a table, or would not fit.
 * @throws the signal's reason when it is aborted.
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<TableFile> {
  const limits = limitsWith(options.limits)
  const file = await inspectFile(path, options.name, limits.fileBytes, options.signal)
  const sniffed = sniff(file)
  if (sniffed.kind === null) {
    throw spreadsheetProblem('not-a-table', { name: file.name, what: sniffed.what, remedy: sniffed.remedy })
  }
  const warnings = new WarningList()
  const reading: Reading = { name: file.name, limits, options, warnings, used: { cells: 0, characters: 0, rows: 0 } }
  const found = await readKind(sniffed.kind, file, reading).catch(async (error: unknown) => {
    // What looks like damage is most often a file that is being saved at this moment: that is said first.
    if (!options.signal?.aborted) await refuseIfChanged(file)
    // A string, an array or a token beyond what the platform or the scanner can hold.
    if (error instanceof RangeError) throw spreadsheetProblem('damaged', { name: file.name, where: '内容' })
    throw error
  })
  options.signal?.throwIfAborted()
  await refuseIfChanged(file)
  if (reading.used.rows === 0) throw spreadsheetProblem('no-values', { name: file.name })
  noteDifferingName(file.name, sniffed.kind, warnings)
  return {
    name: file.name,
    kind: sniffed.kind,
    encoding: found.encoding ?? null,
    separator: found.separator ?? null,
    bytes: file.size,
    sha256: file.sha256,
    sheets: found.sheets,
    warnings: warnings.list(),
  }
}

async function readKind(kind: TableKind, file: SourceFile, reading: Reading): Promise<Found> {
  switch (kind) {
    case 'csv':
      return readCsv(file, reading)
    case 'xlsx':
      return { sheets: await readXlsx(file, reading) }
    case 'xls':
      return { sheets: await readXls(file, reading) }
    case 'html':
      return readHtml(file, reading)
    case 'xml-2003':
      return readXml2003(file, reading)
  }
}

const EXTENSIONS: Record<TableKind, { readonly usual: RegExp; readonly words: string }> = {
  xlsx: { usual: /^\.(xlsx|xlsm|xltx|xltm|et)$/i, words: '新版工作簿（xlsx）' },
  xls: { usual: /^\.(xls|et|xlt|ett)$/i, words: '旧版工作簿（xls）' },
  csv: { usual: /^\.(csv|tsv|txt|tab)$/i, words: '纯文本表格（CSV）' },
  html: { usual: /^\.html?$/i, words: '网页表格（HTML）' },
  'xml-2003': { usual: /^\.xml$/i, words: 'XML 表格 2003' },
}

function noteDifferingName(name: string, kind: TableKind, warnings: WarningList): void {
  const extension = extname(name)
  const { usual, words } = EXTENSIONS[kind]
  if (extension === '' || usual.test(extension)) return
  warnings.note('name-and-content-differ', {}, `名为“${extension}”，实为${words}`)
}
