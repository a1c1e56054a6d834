/** Threads for tests and measurements of the grouping engine. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { GroupTasks } from '../src/solver/groups/tasks.ts'
import { collectPlan, layOutTasks } from '../src/solver/groups/tasks.ts'
import type { GroupPlan, GroupRules, GroupUnits, SearchOptions } from '../src/solver/groups/types.ts'

export class GroupThreads {
  private readonly workers: readonly Worker[]

  constructor(threads: number) {
    this.workers = Array.from({ length: threads }, () => new Worker(new URL('./group-worker.ts', import.meta.url)))
  }

  /** Resolves when every thread has returned. */
  async run(tasks: GroupTasks): Promise<void> {
    await Promise.all(
      this.workers.map((worker) => {
        worker.postMessage(tasks, [])
        return once(worker, 'message')
      }),
    )
  }

  async plan(units: GroupUnits, rules: GroupRules = {}, search: SearchOptions = {}): Promise<GroupPlan | null> {
    const tasks = layOutTasks(units, rules, search, SharedArrayBuffer)
    await this.run(tasks)
    return collectPlan(tasks)
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }
}
