import { existsSync, readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import * as library from '@e965/xlsx'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { RowChecksum, canonicalRow } from './row-checksum.ts'
import type { WrittenCell } from './row-checksum.ts'
import { temporaryFiles } from './testing.ts'
import { isUnkeepable, visibleText } from './text-cells.ts'
import type { WriteSheet } from './write-xlsx.ts'
import { writeXlsx } from './write-xlsx.ts'

const files = temporaryFiles()

/** Texts as they can stand in the ledger: what the reader gives. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom('=', "'", '<', '&', '_x0041_', '\n', '\r', '某', '1', '"', '\u0001'),
      maxLength: 8,
    }),
  )
  .filter((value) => visibleText(value) === value && !isUnkeepable(value))
const cell: fc.Arbitrary<WrittenCell> = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  fc.boolean(),
  fc.constant(null),
)

function trimmed(row: readonly WrittenCell[]): WrittenCell[] {
  const cells = row.map((value) => (Object.is(value, -0) ? 0 : value))
  while (cells.length > 0 && cells.at(-1) === null) cells.pop()
  return cells
}

test('what is written comes back cell for cell', async () => {
  const path = files.path('round.xlsx')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      async (rows) => {
        const columns = ['一', '二', '三', '四', '五'].map((title) => ({ title }))
        const written = await writeXlsx(path, { sheets: [{ name: '表', columns, rows }] })
        const table = await readTable(path)
        const expected = rows.map(trimmed).filter((row) => row.length > 0)
        expect(table.sheets[0]?.rows.slice(1)).toEqual(expected)
        expect(written.sheets[0]?.rows).toBe(expected.length)
      },
    ),
    { seed: 20261121, numRuns: 80 },
  )
})

async function streamed(sheet: WriteSheet): Promise<Buffer> {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  await writeXlsx(out, { sheets: [sheet] })
  return Buffer.concat(chunks)
}

async function* slowRows(): AsyncGenerator<WrittenCell[]> {
  yield ['a']
  yield [null, '  ']
  yield ['b']
}

describe('a written workbook', () => {
  const rows = [
    ['大连甲公司', '912102021184174421', 3, '=1+1'],
    ['大连乙厂', '911', null, null],
  ]
  const columns = [
    { title: '单位名称', width: 36 },
    { title: '信用代码', kind: 'code' as const },
    { title: '人数', kind: 'number' as const },
    { title: '备注' },
  ]
  const sheet = { name: '台账', titles: ['某区台账'], notes: ['截至 2026 年'], columns, rows }

  test('titles and notes above a frozen, filtered heading; codes in text format; nothing runs', async () => {
    const path = files.path('shape.xlsx')
    await writeXlsx(path, { sheets: [sheet] })
    const book = library.read(readFileSync(path), { cellNF: true, cellStyles: true, dense: false })
    const found = book.Sheets['台账'] as library.WorkSheet
    expect(found['!autofilter']).toEqual({ ref: 'A3:D5' })
    expect(found['!merges']).toHaveLength(2)
    expect(found['B4']).toMatchObject({ t: 's', v: '912102021184174421', z: '@' })
    expect(found['D4']).toMatchObject({ t: 's', v: '=1+1' })
    expect(found['D4'].f).toBeUndefined()
    const mine = await readTable(path)
    expect(mine.sheets[0]?.rows).toEqual([
      ['某区台账'],
      ['截至 2026 年'],
      columns.map(({ title }) => title),
      rows[0],
      ['大连乙厂', '911'],
    ])
  })

  test('the check sheet gives count and checksum, which the rows read back confirm', async () => {
    const path = files.path('check.xlsx')
    const { sheets } = await writeXlsx(path, { sheets: [sheet] })
    const table = await readTable(path)
    const checksum = new RowChecksum()
    for (const row of table.sheets[0]?.rows.slice(3) ?? []) checksum.add(row as WrittenCell[])
    expect(sheets).toEqual([{ name: '台账', rows: 2, checksum: checksum.digest() }])
    expect(table.sheets[1]).toMatchObject({
      name: '校验',
      rows: [
        ['工作表', '行数', '校验码'],
        ['台账', 2, sheets[0]?.checksum],
      ],
    })
  })

  test('the same rows give the same file, byte for byte', async () => {
    expect((await streamed(sheet)).equals(await streamed(sheet))).toBe(true)
  })

  test('names that spreadsheets refuse, and names that meet', async () => {
    const path = files.path('names.xlsx')
    const names = ['中山区/西岗区', '中山区 西岗区', 'a'.repeat(40), '', '校验']
    await writeXlsx(path, { sheets: names.map((name) => ({ name, columns: [{ title: 'x' }], rows: [] })) })
    const { sheets } = await readTable(path)
    expect(sheets.map(({ name }) => name)).toEqual([
      '中山区 西岗区',
      '中山区 西岗区(2)',
      'a'.repeat(31),
      '数据',
      '校验',
      '校验(2)',
    ])
  })

  test('rows from an async source, blank ones left out', async () => {
    const { sheets } = await writeXlsx(files.path('async.xlsx'), {
      sheets: [{ name: '表', columns: [{ title: 'x' }], rows: slowRows() }],
    })
    expect(sheets[0]?.rows).toBe(2)
  })

  test('a text longer than a cell can hold is cut and counted', async () => {
    const path = files.path('long.xlsx')
    const { cut } = await writeXlsx(path, {
      sheets: [{ name: '表', columns: [{ title: 'x' }], rows: [['长'.repeat(40_000)]] }],
    })
    expect(cut).toBe(1)
    expect((await readTable(path)).sheets[0]?.rows[1]).toEqual(['长'.repeat(32_767)])
  })

  test('more rows than a sheet holds go on in a next one', async () => {
    const many = Array.from({ length: 25 }, (_, i) => [i])
    const path = files.path('two-sheets.xlsx')
    const book = { sheets: [{ name: '表', titles: ['题'], columns: [{ title: 'x' }], rows: many }] }
    const { sheets } = await writeXlsx(path, book, { rowsPerSheet: 12 })
    expect(sheets).toMatchObject([{ name: '表', rows: 25 }])
    const table = await readTable(path)
    expect(table.sheets.map(({ name, rows: found }) => [name, found.length])).toEqual([
      ['表', 12],
      ['表(2)', 12],
      ['表(3)', 7],
      ['校验', 2],
    ])
    expect(table.sheets.slice(0, 3).flatMap(({ rows: found }) => found.slice(2))).toEqual(many)
  })

  test('a cancel leaves no file', async () => {
    const abort = new AbortController()
    abort.abort(new Error('enough'))
    const writing = writeXlsx(files.path('cancelled.xlsx'), { sheets: [sheet] }, { signal: abort.signal })
    await expect(writing).rejects.toThrow('enough')
    expect(existsSync(files.path('cancelled.xlsx'))).toBe(false)
  })
})

test('the canonical text of a row', () => {
  expect(canonicalRow(['a\tb\\\n', null, 1.5, true, '  ', null])).toBe('a\\tb\\\\\\n\t\t1.5\tTRUE')
})
