import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { platformProblem } from '../../contract.ts'

/**
 * One process per data folder. PGlite has no lock of its own: two processes on one folder silently lose acknowledged
 * rows. The lock file holds pid and start time; a lock whose process is gone, or whose pid now belongs to a process
 * started at another time, is taken over.
 */
export interface Lock {
  release(): void
}

interface Holder {
  pid: number
  /** Kernel start time of the process where known, so that a re-used pid is not mistaken for the holder. */
  started: string
  since: string
}

export function lockFolder(dataDir: string, now: () => Date = () => new Date()): Lock {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'juxin.lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(path, 'wx', 0o600)
      const holder: Holder = { pid: process.pid, started: startOf(process.pid), since: now().toISOString() }
      writeSync(handle, JSON.stringify(holder))
      closeSync(handle)
      return { release: () => rmSync(path, { force: true }) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const holder = readHolder(path)
      if (holder && isAlive(holder)) throw platformProblem('data-locked', { pid: holder.pid, since: holder.since })
      rmSync(path, { force: true })
    }
  }
  throw platformProblem('data-locked', { pid: '?', since: '?' })
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return null // half-written by a process that died: nobody holds it
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const started = startOf(holder.pid)
  return started === '' || holder.started === '' || started === holder.started
}

/** Field 22 of /proc/<pid>/stat (clock ticks since boot); empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
