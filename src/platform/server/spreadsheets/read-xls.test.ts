import * as library from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { temporaryFiles } from './testing.ts'

const files = temporaryFiles()
let count = 0

function write(
  sheets: Record<string, library.WorkSheet>,
  bookType: library.BookType = 'biff8',
  name = `old${++count}.xls`,
) {
  const book = library.utils.book_new()
  for (const [sheet, cells] of Object.entries(sheets)) library.utils.book_append_sheet(book, cells, sheet)
  return files.write(name, library.write(book, { type: 'buffer', bookType }) as Buffer)
}

const rows = [
  ['单位名称', '信用代码', '人数', '成立日期'],
  ['大连甲公司', '912102021184174421', 3, null],
]

describe('old binary workbooks', () => {
  test('texts, numbers, merged areas, row numbers', async () => {
    const sheet = library.utils.aoa_to_sheet([...rows, [], ['乙厂', null, 5]])
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }]
    const table = await readTable(write({ 台账: sheet }))
    expect(table).toMatchObject({ kind: 'xls', warnings: [] })
    expect(table.sheets[0]).toMatchObject({
      name: '台账',
      rows: [rows[0], ['大连甲公司', '912102021184174421', 3], ['乙厂', null, 5]],
      rowNumbers: [1, 2, 4],
      merges: [{ top: 1, bottom: 1, left: 0, right: 2 }],
    })
  })

  test('dates, percentages, lost digits, errors, booleans', async () => {
    const sheet: library.WorkSheet = {
      '!ref': 'A1:E1',
      A1: { t: 'n', v: 43_586, z: 'yyyy"年"m"月"' },
      B1: { t: 'n', v: 0.5, z: '0%' },
      C1: { t: 'n', v: Number('912102021184174421') },
      D1: { t: 'e', v: 0x2a },
      E1: { t: 'b', v: true },
    }
    const table = await readTable(write({ 表: sheet }))
    expect(table.sheets[0]?.rows[0]).toEqual([
      { kind: 'date', serial: 43_586, text: '2019-05', precision: 'month' },
      { kind: 'number', value: 0.5, text: '50%', precisionLost: false },
      expect.objectContaining({ kind: 'number', precisionLost: true }),
      { kind: 'error', error: '#N/A' },
      true,
    ])
    expect(table.warnings.map(({ code }) => code).sort()).toEqual(['formula-error', 'precision-lost'])
  })

  test('several sheets; the older BIFF5', async () => {
    const two = { 一: library.utils.aoa_to_sheet([['a']]), 二: library.utils.aoa_to_sheet([['b', 2]]) }
    expect((await readTable(write(two))).sheets.map(({ name, rows: found }) => [name, found])).toEqual([
      ['一', [['a']]],
      ['二', [['b', 2]]],
    ])
    const old = await readTable(write({ S: library.utils.aoa_to_sheet([['x', 1.5]]) }, 'biff5'))
    expect(old.sheets[0]?.rows).toEqual([['x', 1.5]])
  })

  test('under the name .xlsx, and .xlsx under the name .xls: read, and said', async () => {
    const sheet = library.utils.aoa_to_sheet(rows)
    const renamed = await readTable(write({ 表: sheet }, 'biff8', 'renamed.xlsx'))
    expect(renamed).toMatchObject({ kind: 'xls', warnings: [{ code: 'name-and-content-differ' }] })
    const other = await readTable(write({ 表: sheet }, 'xlsx', 'renamed.xls'))
    expect(other).toMatchObject({ kind: 'xlsx', warnings: [{ code: 'name-and-content-differ' }] })
    expect(other.sheets[0]?.rows).toEqual(renamed.sheets[0]?.rows)
  })

  test('WPS tables (.et) need no word', async () => {
    expect((await readTable(write({ 表: library.utils.aoa_to_sheet(rows) }, 'biff8', 'wps.et'))).warnings).toEqual([])
  })
})
