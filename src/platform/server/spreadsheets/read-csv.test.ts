import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { encodeGb18030 } from './gb18030-encoder.ts'
import { readTable } from './read-table.ts'
import { temporaryFiles } from './testing.ts'

const files = temporaryFiles()
let count = 0

function read(content: Buffer | string, name = `file${++count}.csv`) {
  return readTable(files.write(name, content))
}

const TEXT = '单位名称,信用代码,人数\r\n大连甲公司,912102021184174421,3\r\n大连乙厂,,约30\r\n'
const ROWS = [
  ['单位名称', '信用代码', '人数'],
  ['大连甲公司', '912102021184174421', '3'],
  ['大连乙厂', null, '约30'],
]

test.each<[string, Buffer, string]>([
  ['utf-8', Buffer.from(TEXT), 'utf-8'],
  ['utf-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
  ['gb18030', encodeGb18030(TEXT), 'gb18030'],
  ['utf-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
  [
    'tabs in utf-16, as Excel writes “Unicode 文本”',
    Buffer.from(`\uFEFF${TEXT.replaceAll(',', '\t')}`, 'utf16le'),
    'utf-16le',
  ],
])('%s', async (_, bytes, encoding) => {
  const table = await read(bytes)
  expect(table.sheets[0]?.rows).toEqual(ROWS)
  expect(table).toMatchObject({ kind: 'csv', encoding, warnings: [], bytes: bytes.length })
})

describe('rows as a spreadsheet shows them', () => {
  test('blank lines count, rows of separators are blank, trailing blanks are cut', async () => {
    const table = await read('a,b\n\n,,\nc,,\n')
    expect(table.sheets[0]).toMatchObject({ rows: [['a', 'b'], ['c']], rowNumbers: [1, 4], columnCount: 2 })
  })

  test("Excel's separator line is no row", async () => {
    const table = await read('sep=;\na;b\nc;d\n')
    expect(table).toMatchObject({
      separator: ';',
      sheets: [
        {
          rows: [
            ['a', 'b'],
            ['c', 'd'],
          ],
          rowNumbers: [1, 2],
        },
      ],
    })
  })

  test('line ends inside quotes stay in the cell', async () => {
    const table = await read('a,"一\n二",c\nd,e,f\n')
    expect(table.sheets[0]).toMatchObject({
      rows: [
        ['a', '一\n二', 'c'],
        ['d', 'e', 'f'],
      ],
      rowNumbers: [1, 2],
    })
  })

  test('the sheet is named after the file', async () => {
    expect((await read(TEXT, '中山区.csv')).sheets[0]?.name).toBe('中山区')
  })
})

test('tab-separated text under the name .xls, as web systems send it', async () => {
  const table = await read(encodeGb18030(TEXT.replaceAll(',', '\t')), '导出.xls')
  expect(table).toMatchObject({ kind: 'csv', separator: '\t', warnings: [{ code: 'name-and-content-differ' }] })
  expect(table.sheets[0]?.rows).toEqual(ROWS)
})

test('a code that a spreadsheet turned into 9.12E+17 is recognisable', async () => {
  const table = await read('名称,代码\n甲,9.12102E+17\n')
  expect(table.sheets[0]?.rows[1]?.[1]).toEqual({
    kind: 'number',
    value: 9.12102e17,
    text: '912102000000000000',
    precisionLost: true,
  })
  expect(table.warnings).toEqual([expect.objectContaining({ code: 'precision-lost', row: 2, column: 1 })])
})

test('undecodable bytes: where, how many, and the rest goes on', async () => {
  const bytes = encodeGb18030(`名称,地址\n${'大连甲公司,人民路\n'.repeat(50)}`)
  // Half a character before a separator, and a byte that begins none.
  bytes[bytes.indexOf(encodeGb18030('司,')) + 1] = 0x2c
  bytes[400] = 0xff
  const table = await read(bytes)
  expect(table.encoding).toBe('gb18030')
  expect(table.sheets[0]?.rows).toHaveLength(51)
  const warning = table.warnings.find(({ code }) => code === 'undecodable-bytes')
  expect(warning).toMatchObject({ row: 2, column: 0 })
  expect(warning?.count).toBeGreaterThanOrEqual(2)
})

test('damaged UTF-8 stays UTF-8', async () => {
  const bytes = Buffer.from(`名称,地址\n${'大连甲公司,人民路\n'.repeat(50)}`)
  bytes[200] = 0xff
  const table = await read(bytes)
  expect(table).toMatchObject({ encoding: 'utf-8', warnings: [{ code: 'undecodable-bytes' }] })
})

describe('cut off', () => {
  test('inside quotes', async () => {
    const table = await read('名称,范围\n甲,零售\n乙,"批发、零')
    expect(table.sheets[0]?.rows[2]).toEqual(['乙', '批发、零'])
    expect(table.warnings.map(({ code }) => code)).toContain('file-cut-off')
  })

  test('in the middle of a row', async () => {
    const table = await read('名称,代码,地址,人数\n甲,91,一路,3\n乙,92,二路,4\n丙')
    expect(table.warnings).toEqual([expect.objectContaining({ code: 'file-cut-off', row: 4 })])
  })

  test('a total row at the end, blank but for its first cells, is whole', async () => {
    expect((await read('名称,代码,地址,人数\n甲,91,一路,3\n乙,92,二路,4\n合计,,,')).warnings).toEqual([])
  })

  test('a last row without a line end is whole when its cells are there', async () => {
    expect((await read('名称,代码,人数\n甲,91,3\n乙,92,4')).warnings).toEqual([])
  })
})

test('rows with more cells than the others', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `单位${i},地址${i},${i}`)
  rows[10] = '单位,地址,一号,二楼,5'
  const table = await read(rows.join('\n'))
  expect(table.warnings).toEqual([expect.objectContaining({ code: 'ragged-rows', row: 11, count: 1 })])
  expect(table.sheets[0]?.rows[10]).toHaveLength(5)
})

test('a stray quote costs one row only', async () => {
  const table = await read('名称,址\n"甲公司,一路\n乙公司,二路\n丙"公司,三路\n')
  expect(table.sheets[0]?.rows).toHaveLength(4)
  expect(table.warnings).toEqual([expect.objectContaining({ code: 'quote-not-closed', row: 2 })])
})

const MARKET = fileURLToPath(new URL('../../../../../shared/data/dalian/market.csv', import.meta.url))

test.skipIf(!existsSync(MARKET))('the real registry export, against csv-parse', async () => {
  const table = await readTable(MARKET)
  const text = new TextDecoder('gb18030').decode(readFileSync(MARKET))
  const expected: string[][] = parse(text, { relax_quotes: true, relax_column_count: true })
  const cells = table.sheets[0]?.rows.map((row) => Array.from({ length: 9 }, (_, i) => row[i] ?? ''))
  expect(cells).toHaveLength(expected.length)
  const different = expected.filter((row, i) =>
    row.some((field, column) => field.trim() !== '' && field !== cells?.[i]?.[column]),
  )
  expect(different).toEqual([])
  expect(table.warnings).toEqual([])
})
