/**
 * The reading thread: for each file it is told to read it posts the rows in packed batches, then what is left of the
 * result, or the refusal.
 */
import { parentPort } from 'node:worker_threads'
import { Problem } from '../../../kernel/problem.ts'
import { buffersOf, packRows } from './packed-rows.ts'
import type { FromWorker, ToWorker } from './read-in-worker.ts'
import { readTable } from './read-table.ts'

function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

async function read({ path, name, limits }: ToWorker): Promise<void> {
  try {
    const table = await readTable(path, {
      name,
      limits,
      onProgress: (progress) => post({ kind: 'progress', progress }),
      onRows: ({ sheetIndex, rows, rowNumbers }) => {
        const packed = packRows(rows, rowNumbers)
        post({ kind: 'rows', sheetIndex, packed }, buffersOf(packed))
      },
    })
    post({ kind: 'table', table })
  } catch (error) {
    if (error instanceof Problem) post({ kind: 'problem', code: error.code, details: error.details })
    // Not one of ours: it ends the thread and reaches the caller as the thread's error.
    else throw error
  }
}

parentPort?.on('message', read)
