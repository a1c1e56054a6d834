/**
 * Reads the old binary .xls in a thread of its own, always: the library holds the workbook whole, does not yield, and can be
 * led by a few damaged bytes to take all memory there is, which must end the thread and not the process.
 */
import { Worker } from 'node:worker_threads'
import type { Cell, Sheet } from './types.ts'
import type { SourceFile } from './source-file.ts'
import type { Reading } from './sheet-builder.ts'
import { SheetBuilder } from './sheet-builder.ts'
import type { PackedRows } from './packed-rows.ts'
import { unpackRows } from './packed-rows.ts'
import { problemAgain, spreadsheetProblem } from './problems.ts'
import { sizeInWords } from './limits.ts'
import { endThread, isOutOfMemory } from './reading-threads.ts'
import type { XlsSheet } from './xls-book.ts'

export type FromXlsThread =
  | { readonly kind: 'sheet'; readonly sheet: Omit<XlsSheet, 'rows' | 'rowNumbers'>; readonly packed: PackedRows }
  | { readonly kind: 'done' }
  | { readonly kind: 'problem'; readonly code: string; readonly details: Readonly<Record<string, unknown>> }

type SheetMessage = FromXlsThread & { readonly kind: 'sheet' }

const MEBI = 1024 * 1024
/** Real files of this format stay below 40 MB. */
const LARGEST = 96 * MEBI
/** A sound file of less than this cannot exhaust the memory it is given. */
const CERTAINLY_FITS = 16 * MEBI
/** Rows between two looks at the clock and the signal. */
const SLICE = 5_000

export async function readXls(file: SourceFile, reading: Reading): Promise<Sheet[]> {
  const { name, size } = file
  if (size > LARGEST) {
    throw spreadsheetProblem('file-too-large', { name, size: sizeInWords(size), limit: sizeInWords(LARGEST) })
  }
  const found = await sheetsFromThread(file, reading.options.signal)
  const sheets: Sheet[] = []
  for (const [index, { sheet, packed }] of found.entries()) {
    if (!sheet.isTable) {
      reading.warnings.note('sheet-not-a-table', { sheet: sheet.name }, sheet.name)
      continue
    }
    const builder = new SheetBuilder(sheet.name, sheets.length, reading)
    builder.hidden = sheet.hidden
    builder.hiddenRows = sheet.hiddenRows
    builder.merges.push(...sheet.merges)
    await addRows(builder, unpackRows(packed), packed.rowNumbers, (index + 1) / found.length)
    sheets.push(await builder.finish())
  }
  return sheets
}

async function addRows(builder: SheetBuilder, rows: Cell[][], rowNumbers: Uint32Array, share: number): Promise<void> {
  for (const [index, row] of rows.entries()) {
    builder.add(rowNumbers[index] ?? 0, row)
    if (index % SLICE === 0) await builder.pause(share)
  }
}

function sheetsFromThread({ path, name, size }: SourceFile, signal: AbortSignal | undefined): Promise<SheetMessage[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./xls-worker.ts', import.meta.url), {
      workerData: { path, name },
      execArgv: [],
      // Measured: 30 times the file for a sheet of short texts.
      resourceLimits: { maxOldGenerationSizeMb: Math.min(2048, 192 + 48 * Math.ceil(size / MEBI)) },
    })
    const sheets: SheetMessage[] = []
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', abort)
      endThread(worker)
      settle()
    }
    const abort = () => end(() => reject(signal?.reason))
    signal?.addEventListener('abort', abort)
    worker.on('message', (message: FromXlsThread) => {
      if (message.kind === 'sheet') sheets.push(message)
      else if (message.kind === 'done') end(() => resolve(sheets))
      else end(() => reject(problemAgain(message.code, message.details)))
    })
    worker.on('error', (error) => end(() => reject(isOutOfMemory(error) ? tooMuch(name, size) : error)))
    worker.on('exit', () => end(() => reject(tooMuch(name, size))))
  })
}

function tooMuch(name: string, size: number) {
  if (size > CERTAINLY_FITS) return spreadsheetProblem('no-memory', { name })
  return spreadsheetProblem('damaged', { name, where: '工作簿内容' })
}
