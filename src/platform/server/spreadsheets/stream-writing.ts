/**
 * Writing to files and streams. A file is written beside its place and put there by renaming, so that a full disk or a
 * broken pipe never leaves half a file under the name the clerk knows.
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { spreadsheetProblem } from './problems.ts'

/** Hands a chunk to a stream and waits while it is full. Rejects with the stream's error. */
export function writeChunk(out: Writable, chunk: Buffer): Promise<void> | void {
  if (out.errored) throw out.errored
  if (out.destroyed) throw new Error('stream is closed')
  if (out.write(chunk)) return
  return new Promise((resolve, reject) => {
    const settle = () => {
      out.off('drain', settle)
      out.off('error', settle)
      out.off('close', settle)
      if (out.errored) reject(out.errored)
      else if (out.destroyed) reject(new Error('stream is closed'))
      else resolve()
    }
    out.on('drain', settle)
    out.on('error', settle)
    out.on('close', settle)
  })
}

/**
 * Runs `produce` on a stream to a file beside `path`, then puts that file in the place of `path`.
 * @throws spreadsheets.disk-full, spreadsheets.cannot-write; whatever `produce` throws. No file is left behind then.
 */
export async function writeFileWhole<T>(
  path: string,
  produce: (out: Writable) => Promise<T>,
  openStream: (path: string) => Writable = (place) => createWriteStream(place, { flags: 'wx' }),
): Promise<T> {
  const name = basename(path)
  const place = join(dirname(path), `.${name}.${randomBytes(6).toString('hex')}.tmp`)
  const out = openStream(place)
  // Errors are taken up where the stream is written to; this keeps one that comes in between from ending the process.
  out.on('error', () => {})
  try {
    const result = await produce(out)
    out.end()
    await finished(out)
    await toDisk(place)
    await rename(place, path)
    return result
  } catch (error) {
    await destroyed(out)
    await unlink(place).catch(() => {})
    throw asProblem(error, name)
  }
}

/** Only a closed stream no longer makes its file. */
async function destroyed(out: Writable): Promise<void> {
  const closed = out.closed ? null : new Promise<void>((resolve) => out.once('close', resolve))
  out.destroy()
  await closed
}

async function toDisk(place: string): Promise<void> {
  const handle = await open(place, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Turns what the disk refuses into a Problem; everything else stays as it is. */
export function asProblem(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return spreadsheetProblem('disk-full', { name })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY' || code === 'EROFS' || code === 'ENOENT') {
    return spreadsheetProblem('cannot-write', { name })
  }
  return error
}
