/** One thread of `group-threads.ts`: works off tasks as they come. */
import { parentPort } from 'node:worker_threads'
import type { GroupTasks } from '../src/solver/groups/tasks.ts'
import { runTasks } from '../src/solver/groups/tasks.ts'

parentPort?.on('message', (tasks: GroupTasks) => {
  runTasks(tasks)
  parentPort?.postMessage('done', [])
})
