import { workerData } from 'node:worker_threads'
import { openFolder } from './embedded.ts'

/** Runs as a thread: makes an empty database in the folder it is given and ends. */
const { pg } = await openFolder(String(workerData))
await pg.close()
