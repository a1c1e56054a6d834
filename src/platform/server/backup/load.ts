import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { isInside } from './attachments.ts'
import type { Piece } from './entries.ts'
import type { TableSum } from './digest.ts'
import { backupProblem } from './problems.ts'
import { quoted, type Store } from './source.ts'
import { findTables, sayDifference, setSequences, sumTables, type Sequence } from './tables.ts'
import { syncFile } from './write-backup.ts'

export interface Loaded {
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** The key file that was inside. */
  readonly keys: Buffer
}

/** COPY text handed over at once: a few thousand rows. */
const SLICE = 4 << 20
const LINE_END = 10

/**
 * Puts the entries of a backup, or of another database, into tables that the same steps have made, and proves it: every
 * table is read back and must have the count and the checksum it had where it comes from. Files go under `folder`.
 */
export async function load(
  pieces: AsyncIterable<Piece>,
  store: Store,
  folder: string,
  say: (doing: string, progress: number) => void,
): Promise<Loaded> {
  const here = await findTables(store)
  const known = new Map(here.map((table) => [table.name, table]))
  if (here.length > 0) await store.ask(`truncate ${here.map(({ name }) => quoted(name)).join(', ')}`)
  const expected = new Map<string, TableSum>()
  let sequences: readonly Sequence[] = []
  let keys = Buffer.alloc(0)
  let files = 0
  let total = 1
  let sink: Sink | null = null
  for await (const piece of pieces) {
    if (piece.at === 'begin') {
      const { begin } = piece
      if (begin.kind === 'manifest') {
        sequences = begin.sequences
        total = Math.max(1, begin.tables.length)
      } else if (begin.kind === 'keys') sink = keep((bytes) => (keys = bytes))
      else if (begin.kind === 'file') {
        sink = await fileSink(folder, begin.path)
        files++
      } else if (begin.kind === 'table') {
        const table = known.get(begin.name)
        if (!table) throw backupProblem('unlike', { what: `没有表 ${begin.name}` })
        const other = differing(table.columns, begin.columns)
        if (other !== undefined) throw backupProblem('unlike', { what: `${begin.name} 的列 ${other} 只有一边有` })
        say(`写入 ${begin.name}`, (expected.size / total) * 0.7)
        sink = tableSink(store, begin.name, begin.columns)
        expected.set(begin.name, { rows: 0, sum: '' })
      } else {
        for (const { name, rows, sum } of begin.tables) expected.set(name, { rows, sum })
      }
    } else if (piece.at === 'data') await sink?.add(piece.data)
    else {
      await sink?.end()
      sink = null
    }
  }
  await setSequences(store, sequences)
  say('核对行数和校验和', 0.75)
  const difference = sayDifference(expected, await sumTables(store, here))
  if (difference !== null) throw backupProblem('unlike', { what: difference })
  const rows = [...expected.values()].reduce((sum, table) => sum + table.rows, 0)
  return { tables: expected.size, rows, files, keys }
}

interface Sink {
  add(data: Buffer): Promise<void>
  end(): Promise<void>
}

function keep(done: (bytes: Buffer<ArrayBuffer>) => void): Sink {
  const pieces: Buffer[] = []
  return { add: async (data) => void pieces.push(Buffer.from(data)), end: async () => done(Buffer.concat(pieces)) }
}

function tableSink(store: Store, name: string, columns: readonly string[]): Sink {
  let waiting: Buffer[] = []
  let held = 0
  const flush = async (all: boolean): Promise<void> => {
    const text = Buffer.concat(waiting)
    const end = all ? text.length : text.lastIndexOf(LINE_END) + 1
    if (end > 0) await store.copyIn(name, columns, text.subarray(0, end))
    waiting = end < text.length ? [text.subarray(end)] : []
    held = text.length - end
  }
  return {
    async add(data) {
      // A whole COPY of a large slice would hold the row text, its parsed form and its index entries at once.
      for (let from = 0; from < data.length; from += SLICE) {
        const part = data.subarray(from, from + SLICE)
        waiting.push(Buffer.from(part))
        held += part.length
        if (held >= SLICE) await flush(false)
      }
    },
    end: () => flush(true),
  }
}

async function fileSink(folder: string, path: string): Promise<Sink> {
  if (!isInside(path)) throw backupProblem('wrong-content', { what: `文件名 ${JSON.stringify(path)}` })
  const to = join(folder, path)
  await mkdir(dirname(to), { recursive: true })
  const stream = createWriteStream(to, { mode: 0o600 })
  return {
    async add(data) {
      if (!stream.write(data)) await new Promise<void>((drained) => void stream.once('drain', () => drained()))
    },
    async end() {
      stream.end()
      await finished(stream)
      await syncFile(to)
    },
  }
}

function differing(here: readonly string[], there: readonly string[]): string | undefined {
  return here.find((column) => !there.includes(column)) ?? there.find((column) => !here.includes(column))
}
