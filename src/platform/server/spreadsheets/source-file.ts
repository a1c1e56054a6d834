/**
 * A file as it was when the reading began. One pass over its bytes takes the SHA-256 and, for text, counts what is and
 * is not UTF-8; after the reading the same is taken again, so a file saved over in the meantime is noticed even on
 * network shares whose clock counts whole seconds.
 */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { spreadsheetProblem } from './problems.ts'
import { sizeInWords } from './limits.ts'
import { Utf8Census } from './utf8-census.ts'

const CHUNK = 1024 * 1024
const HEAD = 64 * 1024

export interface SourceFile {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly sha256: string
  /** The first 64 KB. */
  readonly head: Buffer
  readonly census: Utf8Census
}

/** @throws spreadsheets.not-found, is-folder, cannot-open, empty, file-too-large */
export async function inspectFile(
  path: string,
  name: string | undefined,
  fileBytes: number,
  signal: AbortSignal | undefined,
): Promise<SourceFile> {
  const shown = name ?? basename(path)
  const handle = await openForReading(path, shown)
  try {
    const stat = await handle.stat()
    if (stat.isDirectory()) throw spreadsheetProblem('is-folder', { name: shown })
    if (stat.size === 0) throw spreadsheetProblem('empty', { name: shown })
    if (stat.size > fileBytes) {
      throw spreadsheetProblem('file-too-large', {
        name: shown,
        size: sizeInWords(stat.size),
        limit: sizeInWords(fileBytes),
      })
    }
    const head = Buffer.alloc(Math.min(HEAD, stat.size))
    await handle.read(head, 0, head.length, 0)
    const census = new Utf8Census()
    // A zip or an OLE2 container is no text: its first bytes hold NULs or controls, and counting would be idle.
    const textual = !head.subarray(0, 8).includes(0) && head[0] !== 0xd0 && head.readUInt16BE(0) !== 0x504b
    const sha256 = await digest(handle, stat.size, signal, textual ? census : null)
    return { path, name: shown, size: stat.size, sha256, head, census }
  } finally {
    await handle.close()
  }
}

/** @throws spreadsheets.changed-while-reading */
export async function refuseIfChanged(file: SourceFile): Promise<void> {
  const handle = await open(file.path, 'r').catch(() => null)
  if (handle === null) throw spreadsheetProblem('changed-while-reading', { name: file.name })
  try {
    const { size } = await handle.stat()
    if (size !== file.size || (await digest(handle, size, undefined, null)) !== file.sha256) {
      throw spreadsheetProblem('changed-while-reading', { name: file.name })
    }
  } finally {
    await handle.close()
  }
}

/** The file's bytes from `start` on, in chunks that are valid only until the next is asked for. */
export async function* chunksOf(
  file: SourceFile,
  start: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const handle = await openForReading(file.path, file.name)
  try {
    // A file that grows while it is read would never end.
    yield* readChunks(handle, start, file.size, signal)
  } finally {
    await handle.close()
  }
}

async function* readChunks(
  handle: FileHandle,
  start: number,
  end: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK)
  for (let position = start; position < end;) {
    signal?.throwIfAborted()
    const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK, end - position), position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

async function digest(
  handle: FileHandle,
  size: number,
  signal: AbortSignal | undefined,
  census: Utf8Census | null,
): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of readChunks(handle, 0, size, signal)) {
    hash.update(chunk)
    census?.add(chunk)
  }
  census?.end()
  return hash.digest('hex')
}

async function openForReading(path: string, name: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') throw spreadsheetProblem('not-found', { name })
    if (code === 'EISDIR') throw spreadsheetProblem('is-folder', { name })
    throw spreadsheetProblem('cannot-open', { name })
  }
}
