/**
 * Writes a zip in one go onto a stream, holding no part in memory: each part is deflated as it comes, and its size and
 * checksum follow it in a data descriptor. Source: APPNOTE.TXT 6.3.10, 4.3. Parts of 4 GB and more are not supported.
 */
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Writable } from 'node:stream'
import { writeChunk } from './stream-writing.ts'

/** Bit 3: sizes follow the data. Bit 11: names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** 1980-01-01: the same rows always give the same file. */
const DOS_DATE = 0x21

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly checksum: number
  readonly packed: number
  readonly size: number
}

export class ZipWriter {
  readonly #out: Writable
  readonly #written: Written[] = []
  #offset = 0

  constructor(out: Writable) {
    this.#out = out
  }

  /** Writes one part from its pieces of text or bytes. */
  async part(name: string, pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void> {
    const nameBytes = Buffer.from(name)
    const offset = this.#offset
    await this.#write(localHeader(nameBytes))
    const deflate = createDeflateRaw({ level: 6, chunkSize: 64 * 1024 })
    let checksum = 0
    let size = 0
    let packed = 0
    let targetFailure: unknown
    const packing = (async () => {
      for await (const chunk of deflate as AsyncIterable<Buffer>) {
        packed += chunk.length
        try {
          await this.#write(chunk)
        } catch (error) {
          targetFailure = error
          throw error
        }
      }
    })()
    try {
      for await (const piece of pieces) {
        const bytes =
          typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
        checksum = crc32(bytes, checksum)
        size += bytes.length
        // A failure of the target must end the feeding, which would otherwise wait for room for ever.
        await Promise.race([writeChunk(deflate, bytes), packing])
      }
      deflate.end()
      await packing
    } catch (error) {
      deflate.destroy()
      await packing.catch(() => {})
      // A target that fails also breaks the stream that feeds it: the first cause is what counts.
      throw targetFailure ?? error
    }
    await this.#write(words(0x08074b50, checksum, packed, size))
    this.#written.push({ name: nameBytes, offset, checksum, packed, size })
  }

  /** Writes the directory. The stream is left open. */
  async finish(): Promise<void> {
    const start = this.#offset
    for (const entry of this.#written) await this.#write(directoryEntry(entry))
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.#written.length, 8)
    end.writeUInt16LE(this.#written.length, 10)
    end.writeUInt32LE(this.#offset - start, 12)
    end.writeUInt32LE(start, 16)
    await this.#write(end)
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length
    await writeChunk(this.#out, bytes)
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DOS_DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function directoryEntry({ name, offset, checksum, packed, size }: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DOS_DATE, 14)
  header.writeUInt32LE(checksum, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4)
  return bytes
}
