/**
 * Writes csv as a stream, for programs and for WPS: UTF-8 with a byte order mark (without one WPS takes it for GB18030)
 * or GB18030, CR LF line ends, fields quoted where needed. Text that a spreadsheet would run as a formula is hidden behind
 * an apostrophe. A closing line gives row count and checksum (row-checksum.ts).
 */
import type { Writable } from 'node:stream'
import { RowChecksum } from './row-checksum.ts'
import type { WrittenCell } from './row-checksum.ts'
import type { WriteColumn, WriteOptions, WriteSheet } from './write-xlsx.ts'
import { asProblem, writeChunk, writeFileWhole } from './stream-writing.ts'
import { csvHidden } from './text-cells.ts'
import { encodeGb18030 } from './gb18030-encoder.ts'

export interface WriteCsvOptions extends WriteOptions {
  readonly encoding?: 'utf-8' | 'gb18030' | undefined
  /** Leave the closing line out, for programs that want rows only. */
  readonly closing?: boolean | undefined
}

const BATCH_CHARACTERS = 64 * 1024

/**
 * `target`: a path (written beside and renamed) or a stream (left open at the end). Titles and notes are left out.
 * @throws spreadsheets.disk-full, spreadsheets.cannot-write
 */
export async function writeCsv(
  target: string | Writable,
  sheet: Pick<WriteSheet, 'rows'> & { readonly columns: readonly Pick<WriteColumn, 'title'>[] },
  options: WriteCsvOptions = {},
): Promise<{ readonly rows: number; readonly checksum: string }> {
  if (typeof target === 'string') return writeFileWhole(target, (out) => writeRows(out, sheet, options))
  try {
    return await writeRows(target, sheet, options)
  } catch (error) {
    throw asProblem(error, options.name ?? '导出文件')
  }
}

async function writeRows(
  out: Writable,
  sheet: Parameters<typeof writeCsv>[1],
  options: WriteCsvOptions,
): Promise<{ rows: number; checksum: string }> {
  const encode = options.encoding === 'gb18030' ? encodeGb18030 : (text: string) => Buffer.from(text)
  const checksum = new RowChecksum()
  let text = options.encoding === 'gb18030' ? '' : '\uFEFF'
  text += record(sheet.columns.map((column) => column.title))
  for await (const row of sheet.rows) {
    options.signal?.throwIfAborted()
    if (!checksum.add(row)) continue
    text += record(row)
    if (text.length > BATCH_CHARACTERS) {
      await writeChunk(out, encode(text))
      text = ''
    }
  }
  const result = { rows: checksum.count, checksum: checksum.digest() }
  if (options.closing !== false) text += record([`校验：共 ${result.rows} 行，校验码 ${result.checksum}`])
  await writeChunk(out, encode(text))
  return result
}

function record(cells: readonly WrittenCell[]): string {
  return `${cells.map(field).join(',')}\r\n`
}

function field(cell: WrittenCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  const text = csvHidden(cell)
  return /[",\r\n]|^[ \t]|[ \t]$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
