/**
 * `readTable` on a thread of its own, so that a server goes on answering while a large file is read. Costs the start of the
 * thread and the handing over of the rows (docs/adr/0006-spreadsheets.md); for a command line `readTable` will do.
 */
import { basename } from 'node:path'
import { endThread, giveBackThread, isOutOfMemory, takeThread } from './reading-threads.ts'
import type { Cell, Limits, ReadOptions, ReadProgress, TableFile } from './types.ts'
import type { PackedRows } from './packed-rows.ts'
import { unpackRows } from './packed-rows.ts'
import { problemAgain, spreadsheetProblem } from './problems.ts'

export interface ToWorker {
  readonly path: string
  readonly name: string | undefined
  readonly limits: Partial<Limits> | undefined
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  | { readonly kind: 'rows'; readonly sheetIndex: number; readonly packed: PackedRows }
  | { readonly kind: 'table'; readonly table: TableFile }
  | { readonly kind: 'problem'; readonly code: string; readonly details: Readonly<Record<string, unknown>> }

export interface WorkerReadOptions extends Omit<ReadOptions, 'onRows'> {
  /** Ceiling of the thread's own memory; reaching it is the Problem `spreadsheets.no-memory`. Default 1,024 MB. */
  readonly memoryMegabytes?: number | undefined
}

/** Like `readTable`. Aborting the signal ends the thread at once, in the middle of whatever it does. */
export function readTableInWorker(path: string, options: WorkerReadOptions = {}): Promise<TableFile> {
  const { name, limits, signal, onProgress, memoryMegabytes = 1024 } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const worker = takeThread(memoryMegabytes)
    const collected = new RowsBySheet()
    const fail = (error: unknown) => {
      signal?.removeEventListener('abort', abort)
      endThread(worker)
      reject(error)
    }
    const finish = (settle: () => void) => {
      signal?.removeEventListener('abort', abort)
      giveBackThread(worker, memoryMegabytes)
      settle()
    }
    const abort = () => fail(signal?.reason)
    signal?.addEventListener('abort', abort)
    worker.on('message', (message: FromWorker) => {
      switch (message.kind) {
        case 'progress':
          onProgress?.(message.progress)
          break
        case 'rows':
          collected.add(message.sheetIndex, message.packed)
          break
        case 'table':
          finish(() => resolve(collected.into(message.table)))
          break
        case 'problem':
          finish(() => reject(problemAgain(message.code, message.details)))
          break
      }
    })
    const shown = name ?? basename(path)
    worker.on('error', (error) => fail(isOutOfMemory(error) ? spreadsheetProblem('no-memory', { name: shown }) : error))
    worker.on('exit', () => fail(spreadsheetProblem('no-memory', { name: shown })))
    const job: ToWorker = { path, name, limits }
    worker.postMessage(job, [])
  })
}

class RowsBySheet {
  readonly #rows: Cell[][][] = []
  readonly #rowNumbers: number[][] = []

  add(sheetIndex: number, packed: PackedRows): void {
    const rows = (this.#rows[sheetIndex] ??= [])
    const rowNumbers = (this.#rowNumbers[sheetIndex] ??= [])
    for (const row of unpackRows(packed)) rows.push(row)
    for (const number of packed.rowNumbers) rowNumbers.push(number)
  }

  into(table: TableFile): TableFile {
    const sheets = table.sheets.map((sheet, index) => ({
      ...sheet,
      rows: this.#rows[index] ?? [],
      rowNumbers: this.#rowNumbers[index] ?? [],
    }))
    return { ...table, sheets }
  }
}
