/** The reading thread: reads one file and posts its rows in packed batches, then what is left of the result, or the refusal. */
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../../kernel/problem.ts'
import { buffersOf, packRows } from './packed-rows.ts'
import type { FromWorker, ToWorker } from './read-in-worker.ts'
import { readTable } from './read-table.ts'

const { path, name, limits } = workerData as ToWorker

function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

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
  if (!(error instanceof Problem)) throw error
  post({ kind: 'problem', code: error.code, details: error.details })
}
