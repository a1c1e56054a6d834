import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { platformProblem } from '../contract.ts'

/** Bytes of the disk that a folder lies on. */
export interface Space {
  readonly free: number
  readonly total: number
}

export interface Disk {
  /** `low`: too little for the database to go on writing safely. Free and total are 0 where the system does not say. */
  look(): Promise<Space & { readonly low: boolean }>
  /** Throws `platform.disk-low` before anything is written. */
  demandRoom(): Promise<void>
}

const MB = 1024 * 1024
/**
 * Two per cent of the disk, but never less than the log of the embedded database grows between two checkpoints with room
 * to spare, and never more than two gigabytes.
 */
const FEWEST = 300 * MB
const MOST = 2048 * MB
const SHARE = 0.02

export function leastFree(total: number, env: Readonly<Record<string, string | undefined>> = process.env): number {
  const set = Number(env['JUXIN_DISK_LEAST_MB'] ?? Number.NaN)
  if (Number.isFinite(set) && set >= 0) return set * MB
  return Math.max(FEWEST, Math.min(MOST, total * SHARE))
}

export interface DiskOptions {
  readonly space?: (folder: string) => Promise<Space>
  readonly now?: () => number
  readonly least?: (total: number) => number
  /** Milliseconds that an answer is good for. */
  readonly fresh?: number
}

export function makeDisk(
  folder: string,
  { space = askSystem, now = () => performance.now(), least = leastFree, fresh = 3000 }: DiskOptions = {},
): Disk {
  let known: { at: number; answer: Promise<Space & { low: boolean }> } | null = null
  const look = (): Promise<Space & { low: boolean }> => {
    if (known === null || now() - known.at > fresh) {
      // What cannot be found out does not stop anybody: a full disk is then met when it is full.
      const answer = space(folder).then(
        (found) => ({ ...found, low: found.free < least(found.total) }),
        () => ({ free: 0, total: 0, low: false }),
      )
      known = { at: now(), answer }
    }
    return known.answer
  }
  return {
    look,
    async demandRoom() {
      const { low, free } = await look()
      if (low) throw platformProblem('disk-low', { free: sayBytes(free) })
    },
  }
}

/** `1.4 GB`, `310 MB`, `84 KB`. */
export function sayBytes(bytes: number): string {
  if (bytes >= 1024 * MB) return `${(bytes / (1024 * MB)).toFixed(1)} GB`
  return bytes >= MB ? `${Math.floor(bytes / MB)} MB` : `${Math.ceil(bytes / 1024)} KB`
}

/** Whether the system or the database says that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : null
  return code === 'ENOSPC' || code === '53100' || /ENOSPC|No space left/i.test(error.message)
}

/** Recovery writes a segment of the log and may not find the disk full again. */
const RECOVERY = 64 * MB

/** Throws `platform.disk-full` unless so much can really be written: a quota is not told by the free space of the disk. */
export async function demandRoomToRecover(folder: string): Promise<void> {
  const path = join(folder, 'room.part')
  try {
    await writeFile(path, Buffer.alloc(RECOVERY), { flush: true })
  } catch (error) {
    throw isDiskFull(error) || (error instanceof Error && 'code' in error && error.code === 'EDQUOT')
      ? platformProblem('disk-full')
      : error
  } finally {
    await rm(path, { force: true })
  }
}

async function askSystem(folder: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, total: blocks * bsize }
}
