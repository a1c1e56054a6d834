import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { Problem } from '../../../kernel/problem.ts'
import { rowDigest, type TableSum } from './digest.ts'
import { unpackPieces, type Begin, type Closing, type Piece } from './entries.ts'
import { openFrames } from './frames.ts'
import { headerSum, readHeader, unwrapKey, type Header } from './header.ts'
import { backupProblem } from './problems.ts'

export interface Opened {
  readonly header: Header
  readonly by: 'office' | 'passphrase'
  /** Every piece, each entry checked against its own checksum and all of them against the closing manifest. */
  pieces(): AsyncGenerator<Piece>
}

export async function openBackup(path: string, keyFile: string, passphrase: string | null): Promise<Opened> {
  const { header, line } = await readHeader(path)
  const { key, by } = await unwrapKey(header, keyFile, passphrase)
  return { header, by, pieces: () => checked(unpackPieces(plain(path, line, key))) }
}

export interface Checked {
  readonly header: Header
  readonly closing: Closing
  readonly rows: number
}

/** Reads a backup to its end. Errors name the first thing that is wrong. */
export async function checkBackup(path: string, keyFile: string, passphrase: string | null): Promise<Checked> {
  const opened = await openBackup(path, keyFile, passphrase)
  let closing: Closing | null = null
  for await (const piece of opened.pieces()) {
    if (piece.at === 'begin' && piece.begin.kind === 'closing') closing = piece.begin
  }
  if (closing === null) throw backupProblem('wrong-content', { what: '没有结尾' })
  return { header: opened.header, closing, rows: closing.tables.reduce((sum, { rows }) => sum + rows, 0) }
}

async function* plain(path: string, line: Buffer, key: Buffer): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { start: line.length, highWaterMark: 1 << 20 })
  const frames = Readable.from(openFrames(source, key, headerSum(line)), { objectMode: true, highWaterMark: 2 })
  const inflated = createZstdDecompress()
  // `pipe` does not hand on what breaks: the reader below is told of it.
  frames.on('error', (error) => inflated.destroy(error))
  try {
    for await (const piece of frames.pipe(inflated)) yield piece as Buffer
  } catch (error) {
    if (error instanceof Problem) throw error
    if (error instanceof Error && 'code' in error && /^(Z_|ZSTD_|ERR_ZSTD)/.test(String(error.code)))
      throw backupProblem('wrong-content', { what: '压缩数据不完整' })
    throw error
  } finally {
    source.destroy()
    frames.destroy()
  }
}

/** Entries in another order than they are written, or with other sums than they say, do not pass. */
export async function* checked(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  const sums = new Map<string, TableSum>()
  let files = 0
  let open: { begin: Begin; add(data: Buffer): void; end(): TableSum } | null = null
  let closed = false
  const wrong = (what: string) => backupProblem('wrong-content', { what })
  for await (const piece of pieces) {
    if (closed && piece.at === 'begin') throw wrong('结尾之后还有内容')
    if (piece.at === 'begin') {
      if (open !== null) throw wrong('上一项没有结束')
      open = { begin: piece.begin, ...sumOf(piece.begin) }
    } else if (open === null) {
      throw wrong('内容不属于任何一项')
    } else if (piece.at === 'data') {
      open.add(piece.data)
    } else {
      const { begin } = open
      const { rows, sum } = open.end()
      if (rows !== piece.end.rows || sum !== piece.end.sum) throw wrong(`${nameOf(begin)} 的行数或校验和不符`)
      if (begin.kind === 'table') sums.set(begin.name, { rows, sum })
      if (begin.kind === 'file') files++
      if (begin.kind === 'closing') {
        closed = true
        checkClosing(begin, sums, files)
      }
      open = null
    }
    yield piece
  }
  if (!closed) throw wrong('没有结尾')

  function checkClosing(closing: Closing, found: ReadonlyMap<string, TableSum>, attached: number): void {
    if (closing.files !== attached) throw wrong(`附件应有 ${closing.files} 个，实有 ${attached} 个`)
    if (closing.tables.length !== found.size) throw wrong('表数不符')
    for (const { name, rows, sum } of closing.tables) {
      const other = found.get(name)
      if (other?.rows !== rows || other.sum !== sum) throw wrong(`${name} 与结尾所记不符`)
    }
  }
}

function sumOf(begin: Begin): { add(data: Buffer): void; end(): TableSum } {
  if (begin.kind === 'table') return rowDigest()
  if (begin.kind === 'manifest' || begin.kind === 'closing') return { add: () => {}, end: () => ({ rows: 0, sum: '' }) }
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(data) {
      hash.update(data)
      rows += data.length
    },
    end: () => ({ rows, sum: hash.digest('hex') }),
  }
}

function nameOf(begin: Begin): string {
  if (begin.kind === 'table') return begin.name
  return begin.kind === 'file' ? begin.path : begin.kind === 'keys' ? '密钥' : '清单'
}
