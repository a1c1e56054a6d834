/**
 * Threads that read files. Starting one costs as much as reading ten thousand rows, and files are dropped in twos and
 * threes: a thread that has finished waits a few seconds for the next file. It does not keep the process alive meanwhile.
 */
import { Worker } from 'node:worker_threads'

const WAITS_MS = 5_000

let waiting: { readonly worker: Worker; readonly megabytes: number; readonly timer: NodeJS.Timeout } | null = null

export function takeThread(megabytes: number): Worker {
  if (waiting !== null && waiting.megabytes === megabytes) {
    const { worker, timer } = waiting
    waiting = null
    clearTimeout(timer)
    silence(worker)
    worker.ref()
    return worker
  }
  return new Worker(new URL('./read-worker.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
}

/** The thread must have finished its file. */
export function giveBackThread(worker: Worker, megabytes: number): void {
  silence(worker)
  if (waiting !== null) {
    endThread(worker)
    return
  }
  const timer = setTimeout(() => {
    waiting = null
    endThread(worker)
  }, WAITS_MS)
  timer.unref()
  worker.unref()
  const gone = () => {
    if (waiting?.worker === worker) waiting = null
    clearTimeout(timer)
  }
  worker.on('error', gone)
  worker.on('exit', gone)
  waiting = { worker, megabytes, timer }
}

export function endThread(worker: Worker): void {
  silence(worker)
  // An error that arrives while the thread is being ended has nobody to tell.
  worker.on('error', () => {})
  void worker.terminate()
}

/** The thread has reached the ceiling of its memory. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

/** Only our own events: a worker has listeners of its own, without which it hears nothing. */
function silence(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
}
