/**
 * The parts of a zip, inflated one at a time in a stream. The sizes a zip declares are claims: the bytes that come out are
 * counted, and a part that grows past its claim, past the ceiling, or out of proportion to its packed size stops the reading.
 * The checksum of every part that is read to its end is compared.
 */
import { crc32, createInflateRaw } from 'node:zlib'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { Limits } from './types.ts'
import type { SourceFile } from './source-file.ts'
import { spreadsheetProblem } from './problems.ts'
import { sizeInWords } from './limits.ts'

/** Small parts may be packed extremely well; only what is large in itself is suspicious. */
const RATIO_COUNTS_FROM = 32 * 1024 * 1024
/** A workbook has a handful of parts and one per sheet, picture and chart; what comes after so many is not looked at. */
const MOST_PARTS = 20_000
const STORED = 0
const DEFLATED = 8

export class ZipParts {
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #file: SourceFile
  readonly #limits: Limits
  /** Packed bytes read so far, for the progress. */
  packedRead = 0
  #inflated = 0

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, file: SourceFile, limits: Limits) {
    this.#zip = zip
    this.#entries = entries
    this.#file = file
    this.#limits = limits
  }

  /** @throws spreadsheets.cut-off when the directory at the end is missing, spreadsheets.damaged */
  static async open(file: SourceFile, limits: Limits): Promise<ZipParts> {
    const zip = await openZip(file)
    try {
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) {
        if (entries.size >= MOST_PARTS) break
        entries.set(keyOf(nameOf(entry)), entry)
      }
      return new ZipParts(zip, entries, file, limits)
    } catch {
      zip.close()
      throw spreadsheetProblem('damaged', { name: file.name, where: '压缩包目录' })
    }
  }

  has(part: string): boolean {
    return this.#entries.has(keyOf(part))
  }

  /** Names in lower case with forward slashes. */
  names(): string[] {
    return [...this.#entries.keys()]
  }

  /** The inflated bytes of a part in chunks; none when there is no such part. */
  async *chunks(part: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(keyOf(part))
    if (!entry) return
    const { name } = this.#file
    if (entry.generalPurposeBitFlag & 1) throw spreadsheetProblem('password-protected', { name })
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw this.#damaged(part)
    if (entry.uncompressedSize > this.#limits.inflatedBytes) throw this.#bomb(part, this.#limits.inflatedBytes)
    let size = 0
    let checksum = 0
    const packedBefore = this.packedRead
    const raw = await this.#rawStream(entry, part)
    const inflate = entry.compressionMethod === DEFLATED ? createInflateRaw({ chunkSize: 128 * 1024 }) : null
    // The error of either stream reaches the loop below through the last one.
    if (inflate) pipeline(raw, inflate, () => {})
    try {
      for await (const chunk of (inflate ?? raw) as AsyncIterable<Buffer>) {
        signal?.throwIfAborted()
        size += chunk.length
        this.#inflated += chunk.length
        this.#refuseBomb(part, entry, size)
        checksum = crc32(chunk, checksum)
        this.packedRead = packedBefore + (inflate ? inflate.bytesWritten : size)
        yield chunk
      }
    } catch (error) {
      if (isStreamError(error)) throw this.#damaged(part)
      throw error
    } finally {
      raw.destroy()
      inflate?.destroy()
    }
    if (size !== entry.uncompressedSize || checksum !== entry.crc32) throw this.#damaged(part)
  }

  /** A small part as a whole; null when there is no such part. */
  async whole(part: string, signal: AbortSignal | undefined): Promise<Buffer | null> {
    if (!this.has(part)) return null
    const chunks: Buffer[] = []
    for await (const chunk of this.chunks(part, signal)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  close(): void {
    this.#zip.close()
  }

  #refuseBomb(part: string, entry: Entry, size: number): void {
    if (size > entry.uncompressedSize) throw this.#bomb(part, entry.uncompressedSize)
    if (this.#inflated > this.#limits.inflatedBytes) throw this.#bomb(part, this.#limits.inflatedBytes)
    if (size > RATIO_COUNTS_FROM && size > entry.compressedSize * this.#limits.inflatedRatio) {
      throw this.#bomb(part, entry.compressedSize * this.#limits.inflatedRatio)
    }
  }

  #bomb(part: string, limit: number) {
    return spreadsheetProblem('inflates-too-far', { name: this.#file.name, part, limit: sizeInWords(limit) })
  }

  #damaged(part: string) {
    return spreadsheetProblem('damaged', { name: this.#file.name, where: `其中的“${part}”` })
  }

  async #rawStream(entry: Entry, part: string): Promise<Readable> {
    try {
      return await this.#zip.openReadStreamPromise(
        entry,
        entry.compressionMethod === DEFLATED ? { decompress: false } : {},
      )
    } catch {
      throw this.#damaged(part)
    }
  }
}

async function openZip(file: SourceFile): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(file.path, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: false,
      // Names such as `/xl/workbook.xml` or `xl\\workbook.xml` would be refused; nothing is unpacked to disk here.
      decodeStrings: false,
    })
  } catch {
    throw spreadsheetProblem('cut-off', { name: file.name, bytes: file.size })
  }
}

/** Errors of the zip and inflate streams; ours and the abort of the caller pass through. */
function isStreamError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(Z_|ERR_STREAM)/.test(error.code)
  )
}

function nameOf(entry: Entry): string {
  // With `decodeStrings: false` the name is bytes, which the typings do not say.
  const name: unknown = entry.fileName
  return Buffer.isBuffer(name) ? name.toString('utf8') : String(name)
}

/** Some writers use backslashes, and names differ in case between a part and the references to it. */
function keyOf(part: string): string {
  return part.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
}
