import { parentPort } from 'node:worker_threads'
import type { WorkInput, WorkName } from './run-work.ts'
import { works, type Tell } from './works.ts'

/** One thread: does what it is sent, says its news on the way, and its failure in words. */
export interface WorkOrder {
  readonly name: WorkName
  readonly input: WorkInput<WorkName>
}

export type WorkAnswer =
  | { readonly kind: 'news'; readonly news: unknown }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: string }

const say = (answer: WorkAnswer): void => parentPort?.postMessage(answer, [])

parentPort?.on('message', async ({ name, input }: WorkOrder) => {
  try {
    // Name and input belong together by `runWork`, the only one who sends.
    const work = works[name] as (input: unknown, tell: Tell) => unknown
    say({ kind: 'done', output: await work(input, (news) => say({ kind: 'news', news })) })
  } catch (error) {
    say({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
