import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { listAttachments } from './attachments.ts'
import { rowDigest } from './digest.ts'
import { packPieces, type Closing, type Piece } from './entries.ts'
import { sealFrames } from './frames.ts'
import { headerLine, headerSum, type Header } from './header.ts'
import type { Store } from './source.ts'
import { findSequences, findTables, type TableShape } from './tables.ts'

export interface Contents {
  readonly store: Store
  /** Holds the files that are not in the database. */
  readonly dataDir: string
  readonly keyFile: string
  /** What is being taken out now, and how far, 0–1. */
  readonly say: (doing: string, progress: number) => void
}

/** Everything that goes into a backup, in its order. */
export async function* piecesOf({ store, dataDir, keyFile, say }: Contents): AsyncGenerator<Piece> {
  const tables = await findTables(store)
  const sequences = await findSequences(store)
  yield { at: 'begin', begin: { kind: 'manifest', tables: tables.map(({ name }) => name), sequences } }
  yield { at: 'end', end: { rows: 0, sum: '' } }
  const keys = await readFile(keyFile)
  yield { at: 'begin', begin: { kind: 'keys' } }
  yield { at: 'data', data: keys }
  yield { at: 'end', end: { rows: keys.length, sum: createHash('sha256').update(keys).digest('hex') } }
  const sums: Closing['tables'] = []
  for (const [place, table] of tables.entries()) {
    say(`备份 ${table.name}`, place / tables.length)
    const end = yield* tablePieces(store, table)
    sums.push({ name: table.name, ...end })
  }
  let files = 0
  for (const path of await listAttachments(dataDir, [keyFile])) {
    if (yield* filePieces(dataDir, path)) files++
  }
  yield { at: 'begin', begin: { kind: 'closing', tables: sums, files } }
  yield { at: 'end', end: { rows: 0, sum: '' } }
}

async function* tablePieces(store: Store, { name, columns }: TableShape) {
  yield { at: 'begin', begin: { kind: 'table', name, columns: [...columns] } } satisfies Piece
  const digest = rowDigest()
  for await (const data of store.copyOut(name, columns)) {
    digest.add(data)
    yield { at: 'data', data } satisfies Piece
  }
  const end = digest.end()
  yield { at: 'end', end } satisfies Piece
  return end
}

/** False when the file is gone meanwhile, as uploads are once they are written. */
async function* filePieces(dataDir: string, path: string) {
  const from = join(dataDir, path)
  const there = await stat(from).catch(() => null)
  if (there === null) return false
  yield { at: 'begin', begin: { kind: 'file', path } } satisfies Piece
  const hash = createHash('sha256')
  let rows = 0
  try {
    for await (const piece of createReadStream(from)) {
      const data = piece as Buffer
      hash.update(data)
      rows += data.length
      yield { at: 'data', data } satisfies Piece
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  yield { at: 'end', end: { rows, sum: hash.digest('hex') } } satisfies Piece
  return true
}

export interface Written {
  readonly path: string
  readonly bytes: number
  readonly rows: number
  readonly files: number
}

/**
 * Packs, compresses, encrypts and writes. The file has its name only once every byte of it is on the disk: what has
 * another name is not a backup.
 */
export async function writeBackup(path: string, header: Header, key: Buffer, contents: Contents): Promise<Written> {
  const line = headerLine(header)
  const making = `${path}.part`
  let rows = 0
  let files = 0
  async function* counted(): AsyncGenerator<Piece> {
    for await (const piece of piecesOf(contents)) {
      if (piece.at === 'begin' && piece.begin.kind === 'closing') {
        rows = piece.begin.tables.reduce((sum, table) => sum + table.rows, 0)
        files = piece.begin.files
      }
      yield piece
    }
  }
  await mkdir(dirname(path), { recursive: true })
  try {
    await pipeline(
      Readable.from(packPieces(counted()), { objectMode: true, highWaterMark: 2 }),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
      async function* (compressed: AsyncIterable<Buffer>) {
        yield line
        yield* sealFrames(compressed, key, headerSum(line))
      },
      createWriteStream(making, { mode: 0o600 }),
    )
    await syncFile(making)
    await rename(making, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(making, { force: true })
    throw error
  }
  return { path, bytes: (await stat(path)).size, rows, files }
}

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is on the disk once its folder is; Windows has no such call and does not need it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
