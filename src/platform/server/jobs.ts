import { EventEmitter } from 'node:events'
import type { Scope } from '../../kernel/scope.ts'
import type { Job } from '../../kernel/shapes.ts'
import { Problem } from '../../kernel/problem.ts'
import { platformProblem } from '../contract.ts'
import type { Clock } from './clock.ts'

/**
 * Long work: one at a time, with progress, cancel and an end that is told once. Jobs live in memory: nothing they have
 * written is lost with them (each writes in one transaction), and what they had not written can be asked for again. Work
 * that nobody waits for goes to the background lane: one at a time as well, beside the others and never before them.
 */
export interface JobHandle {
  readonly signal: AbortSignal
  /** Says what is being done and how far (0–1, or null). Throws when the job was cancelled. */
  report(doing: string, progress: number | null): void
  /** From here on it can no longer be cancelled, e.g. once the writing transaction commits. */
  pastCancel(): void
}

export type Lane = 'main' | 'background'

export interface Jobs {
  start(
    scope: Scope,
    kind: string,
    work: (handle: JobHandle) => Promise<Readonly<Record<string, unknown>>>,
    options?: { readonly lane?: Lane },
  ): Job
  /** A job is its starter's own: for anybody else it is not there. */
  get(scope: Scope, id: string): Job
  list(scope: Scope): Job[]
  cancel(scope: Scope, id: string): Job
  /** The program itself gives way, e.g. background work to a new plan: all jobs of a kind, or all there are. */
  stopAll(kind?: string): void
  /** Every change of the job, the last one included; returns a function that stops the watching. */
  watch(id: string, listener: (job: Job) => void): () => void
  finished(id: string): Promise<Job>
  /** How many there are in each state, of everybody, for the figures of the server. */
  counts(): Readonly<Record<Job['state'], number>>
  /** Cancels what can be cancelled and waits for the rest. */
  drain(): Promise<void>
}

const KEPT = 200

interface Entry {
  job: Job
  readonly owner: string | null
  readonly abort: AbortController
  startedAt: number
  cancellable: boolean
}

export function makeJobs(clock: Clock, onUnexpected: (error: unknown, job: Job) => void): Jobs {
  const all = new Map<string, Entry>()
  const events = new EventEmitter()
  events.setMaxListeners(0)
  const queues: Record<Lane, Promise<void>> = { main: Promise.resolve(), background: Promise.resolve() }

  const entry = (id: string) => {
    const found = all.get(id)
    if (!found) throw platformProblem('job-not-found')
    return found
  }
  const own = (scope: Scope, id: string): Entry => {
    const found = entry(id)
    if (found.owner !== scope.account) throw platformProblem('job-not-found')
    return found
  }
  const change = (id: string, part: Partial<Job>): Job => {
    const found = entry(id)
    found.job = { ...found.job, ...part }
    for (const listener of events.listeners(id)) {
      try {
        listener(found.job)
      } catch (error) {
        // Whoever watches may fail (a browser that is gone): the other watchers, the work and what waits behind it go on.
        onUnexpected(error, found.job)
      }
    }
    return found.job
  }
  const ended = (job: Job): boolean => job.state !== 'waiting' && job.state !== 'running'

  const run = async (id: string, work: Parameters<Jobs['start']>[2]): Promise<void> => {
    const found = entry(id)
    if (found.abort.signal.aborted) return
    found.startedAt = clock.now().getTime()
    change(id, { state: 'running' })
    const handle: JobHandle = {
      signal: found.abort.signal,
      report(doing, progress) {
        if (found.abort.signal.aborted) throw platformProblem('cancelled')
        const spent = (clock.now().getTime() - found.startedAt) / 1000
        const remaining = progress !== null && progress > 0.05 ? Math.ceil((spent / progress) * (1 - progress)) : null
        change(id, { doing, progress, remaining })
      },
      pastCancel() {
        if (found.abort.signal.aborted) throw platformProblem('cancelled')
        found.cancellable = false
      },
    }
    try {
      const result = await work(handle)
      change(id, { state: 'done', progress: 1, remaining: 0, result: { ...result } })
    } catch (error) {
      if (found.abort.signal.aborted) {
        change(id, { state: 'cancelled', remaining: null })
        return
      }
      const problem = error instanceof Problem ? error : platformProblem('internal', { requestId: id })
      if (problem !== error) onUnexpected(error, found.job)
      change(id, {
        state: 'failed',
        remaining: null,
        problem: { code: problem.code, words: problem.message, details: { ...problem.details } },
      })
    }
  }

  const cancelIt = (id: string): Job => {
    const found = entry(id)
    if (ended(found.job) || !found.cancellable) return found.job
    found.abort.abort()
    return found.job.state === 'waiting' ? change(id, { state: 'cancelled' }) : found.job
  }

  return {
    start(scope, kind, work, { lane = 'main' } = {}) {
      const id = clock.id()
      const job: Job = {
        id,
        kind,
        state: 'waiting',
        doing: '排队',
        progress: null,
        remaining: null,
        problem: null,
        result: null,
      }
      all.set(id, { job, owner: scope.account, abort: new AbortController(), startedAt: 0, cancellable: true })
      for (const [old, { job: past }] of all) {
        if (all.size <= KEPT) break
        if (ended(past)) all.delete(old)
      }
      queues[lane] = queues[lane].then(() => run(id, work))
      return job
    },
    get: (scope, id) => own(scope, id).job,
    list: (scope) =>
      [...all.values()].filter(({ job, owner }) => !ended(job) && owner === scope.account).map(({ job }) => job),
    cancel(scope, id) {
      own(scope, id)
      return cancelIt(id)
    },
    stopAll(kind) {
      for (const { job } of all.values()) if (kind === undefined || job.kind === kind) cancelIt(job.id)
    },
    watch(id, listener) {
      entry(id)
      events.on(id, listener)
      return () => events.off(id, listener)
    },
    finished(id) {
      const { job } = entry(id)
      if (ended(job)) return Promise.resolve(job)
      return new Promise((resolve) => {
        const listen = (changed: Job): void => {
          if (!ended(changed)) return
          events.off(id, listen)
          resolve(changed)
        }
        events.on(id, listen)
      })
    },
    counts() {
      const counts = { waiting: 0, running: 0, done: 0, failed: 0, cancelled: 0 }
      for (const { job } of all.values()) counts[job.state]++
      return counts
    },
    async drain() {
      for (const { job, abort, cancellable } of all.values()) if (!ended(job) && cancellable) abort.abort()
      await Promise.all([queues.main, queues.background])
    },
  }
}
