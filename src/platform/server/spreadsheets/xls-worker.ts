/** The thread in which one old workbook is read: it posts each sheet packed, or the refusal, and ends. */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../../kernel/problem.ts'
import { buffersOf, packRows } from './packed-rows.ts'
import type { FromXlsThread } from './read-xls.ts'
import { readXlsBook } from './xls-book.ts'

const { path, name } = workerData as { readonly path: string; readonly name: string }

// The library says aloud what it does not know of a damaged file, which nobody can use.
console.error = () => {}

function post(message: FromXlsThread, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

try {
  for (const { rows, rowNumbers, ...sheet } of await readXlsBook(await readFile(path), name)) {
    const packed = packRows(rows, rowNumbers)
    post({ kind: 'sheet', sheet, packed }, buffersOf(packed))
  }
  post({ kind: 'done' })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  post({ kind: 'problem', code: error.code, details: error.details })
}
