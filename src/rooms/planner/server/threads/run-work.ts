import { Worker } from 'node:worker_threads'
import { platformProblem } from '../../../../platform/contract.ts'
import type { WorkAnswer, WorkOrder } from './worker.ts'
import type { Works } from './works.ts'

export type WorkName = keyof Works
export type WorkInput<Name extends WorkName> = Parameters<Works[Name]>[0]
export type WorkOutput<Name extends WorkName> = Awaited<ReturnType<Works[Name]>>

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined
  readonly onNews?: (news: unknown) => void
}

/**
 * Does a work on a thread of its own, so that the server goes on answering; a cancelled one ends at once. A thread takes
 * some tenths of a second to start: who asks for little calls the work itself.
 */
export async function runWork<Name extends WorkName>(
  name: Name,
  input: WorkInput<Name>,
  { signal, onNews = () => {} }: WorkOptions = {},
): Promise<WorkOutput<Name>> {
  if (signal?.aborted) throw platformProblem('cancelled')
  const worker = new Worker(new URL('./worker.ts', import.meta.url))
  try {
    return await new Promise<WorkOutput<Name>>((resolve, reject) => {
      // Whoever listens may fail: nobody but this promise is there to be told.
      const hear = (news: unknown): void => {
        try {
          onNews(news)
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }
      signal?.addEventListener('abort', () => reject(platformProblem('cancelled')), { once: true })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`a thread ended with ${code}`)))
      worker.on('message', (answer: WorkAnswer) => {
        if (answer.kind === 'news') hear(answer.news)
        else if (answer.kind === 'done') resolve(answer.output as WorkOutput<Name>)
        else reject(new Error(answer.error))
      })
      worker.postMessage({ name, input } satisfies WorkOrder, [])
    })
  } finally {
    await worker.terminate()
  }
}
