import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import type { BookParts } from './testing.ts'
import { bookEntries, makeXlsx, makeZip, sheetXml, temporaryFiles } from './testing.ts'

const files = temporaryFiles()
let count = 0

function read(parts: BookParts) {
  return readTable(files.write(`book${++count}.xlsx`, makeXlsx(parts)))
}

async function rowsOf(xml: string, more: Partial<BookParts> = {}) {
  const table = await read({ sheets: [{ name: '台账', xml }], ...more })
  return table.sheets[0]?.rows
}

describe('cells', () => {
  test('shared strings, rich text joined, phonetic guides dropped', async () => {
    const strings =
      '<si><t>名称</t></si><si><r><t>大连</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 某公司</t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t>a_x000D_b</t></si>'
    const xml =
      '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row></sheetData>'
    expect(await rowsOf(xml, { strings })).toEqual([['名称', '大连 某公司', '東京', 'a\rb']])
  })

  test('inline strings, character references, booleans, errors, formulas', async () => {
    const xml = `<sheetData><row r="1">
      <c r="A1" t="inlineStr"><is><t>&#32479;&#x4E00;&amp;</t></is></c>
      <c r="B1" t="inlineStr"><is><r><t>约</t></r><r><t>30</t></r></is></c>
      <c r="C1" t="b"><v>1</v></c>
      <c r="D1" t="e"><f>VLOOKUP(A1,B:B,1)</f><v>#N/A</v></c>
      <c r="E1" t="str"><f>A1&amp;"x"</f><v>文字</v></c>
      <c r="F1"><f>SUM(A1:A2)</f><v>12.5</v></c>
    </row></sheetData>`
    expect(await rowsOf(xml)).toEqual([['统一&', '约30', true, { kind: 'error', error: '#N/A' }, '文字', 12.5]])
  })

  test('a formula without a stored result is blank and said', async () => {
    const table = await read({
      sheets: [
        {
          name: '台账',
          xml: '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1"><f>SUM(C1)</f><v></v></c><c r="C1"><f>1+1</f></c></row></sheetData>',
        },
      ],
    })
    expect(table.sheets[0]?.rows).toEqual([['合计']])
    expect(table.warnings).toEqual([
      expect.objectContaining({ code: 'formula-not-calculated', sheet: '台账', row: 1, column: 1, count: 2 }),
    ])
  })

  test('cells and rows without references follow one another; gaps are blank', async () => {
    const xml =
      '<sheetData><row><c t="inlineStr"><is><t>a</t></is></c><c/><c><v>3</v></c></row><row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row><row><c><v>9</v></c></row></sheetData>'
    const table = await read({ sheets: [{ name: '台账', xml }] })
    expect(table.sheets[0]).toMatchObject({
      rows: [['a', null, 3], [null, null, 1, 2], [9]],
      rowNumbers: [1, 5, 6],
      columnCount: 4,
    })
  })

  test('a reference beyond the last column is no cell', async () => {
    const table = await read({
      sheets: [
        {
          name: '表',
          xml: '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZ1"><v>2</v></c></row></sheetData>',
        },
      ],
    })
    expect(table.sheets[0]?.rows).toEqual([[1]])
    expect(table.warnings).toEqual([expect.objectContaining({ code: 'unreadable-cell', row: 1 })])
  })

  test('elements with a prefix', async () => {
    const xml = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData>'
    expect(await rowsOf(xml)).toEqual([[7]])
  })
})

describe('numbers', () => {
  const styles =
    '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="000000"/><numFmt numFmtId="178" formatCode="0&quot;人&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="10"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs>'
  const cell = (style: number, value: string) =>
    rowsOf(`<sheetData><row r="1"><c r="A1" s="${style}"><v>${value}</v></c></row></sheetData>`, { styles })

  test.each([
    [0, '43586', 43_586],
    [0, '-1.5E-3', -0.0015],
    [1, '43586', { kind: 'date', serial: 43_586, text: '2019-05-01', precision: 'day' }],
    [2, '43586', { kind: 'date', serial: 43_586, text: '2019-05', precision: 'month' }],
    [3, '0.355', { kind: 'number', value: 0.355, text: '35.5%', precisionLost: false }],
    [4, '210200', { kind: 'number', value: 210_200, text: '210200', precisionLost: false }],
    [4, '7', { kind: 'number', value: 7, text: '000007', precisionLost: false }],
    [5, '12', { kind: 'number', value: 12, text: '12人', precisionLost: false }],
    [1, '-5', -5],
  ])('style %i, %s', async (style, value, expected) => {
    expect(await cell(style, value)).toEqual([[expected]])
  })

  test('days counted from 1904', async () => {
    const xml = '<sheetData><row r="1"><c r="A1" s="1"><v>42124</v></c></row></sheetData>'
    expect(await rowsOf(xml, { styles, date1904: true })).toEqual([[expect.objectContaining({ text: '2019-05-01' })]])
  })

  test('dates of the strict form', async () => {
    const xml = '<sheetData><row r="1"><c r="A1" t="d"><v>2019-05-01T00:00:00</v></c></row></sheetData>'
    expect(await rowsOf(xml)).toEqual([[expect.objectContaining({ kind: 'date', text: '2019-05-01' })]])
  })

  test.each([
    ['9.1210202118417446E+17', '912102021184174000', true],
    ['912102021184174000', '912102021184174000', true],
    ['912102021184174421', '912102021184174421', false],
    ['1234567890123456', '1234567890123456', false],
  ])('a code as a number: %s', async (stored, text, precisionLost) => {
    const table = await read({
      sheets: [{ name: '台账', xml: `<sheetData><row r="1"><c r="A1"><v>${stored}</v></c></row></sheetData>` }],
    })
    expect(table.sheets[0]?.rows).toEqual([[{ kind: 'number', value: Number(stored), text, precisionLost }]])
    expect(table.warnings.map((warning) => warning.code)).toEqual(precisionLost ? ['precision-lost'] : [])
  })
})

describe('sheets', () => {
  test('several, hidden ones named, merged areas, hidden rows', async () => {
    const table = await read({
      sheets: [
        {
          name: '中山区',
          xml: sheetXml([['名称'], ['甲']], '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'),
        },
        { name: '旧表', hidden: true, xml: '<sheetData><row r="1" hidden="1"><c><v>1</v></c></row></sheetData>' },
      ],
    })
    expect(table.sheets.map(({ name, hidden, hiddenRows }) => ({ name, hidden, hiddenRows }))).toEqual([
      { name: '中山区', hidden: false, hiddenRows: 0 },
      { name: '旧表', hidden: true, hiddenRows: 1 },
    ])
    expect(table.sheets[0]?.merges).toEqual([{ top: 1, bottom: 2, left: 0, right: 2 }])
    expect(table.warnings.map((warning) => warning.code).sort()).toEqual(['hidden-rows', 'hidden-sheet'])
  })

  test('chart sheets are left out and named', async () => {
    const entries = bookEntries({
      sheets: [
        { name: '数据', xml: sheetXml([['a']]) },
        { name: '图', xml: '' },
      ],
    }).map((entry) =>
      entry.name.endsWith('workbook.xml.rels')
        ? {
            ...entry,
            data: String(entry.data).replace(
              'worksheet" Target="worksheets/sheet2.xml"',
              'chartsheet" Target="chartsheets/sheet1.xml"',
            ),
          }
        : entry,
    )
    const table = await readTable(files.write('chart.xlsx', makeZip(entries)))
    expect(table.sheets.map((sheet) => sheet.name)).toEqual(['数据'])
    expect(table.warnings).toEqual([
      expect.objectContaining({ code: 'sheet-not-a-table', words: expect.stringContaining('“图”') }),
    ])
  })

  test('names of parts with backslashes, other cases and absolute targets', async () => {
    const entries = bookEntries({ sheets: [{ name: 'S', xml: sheetXml([['a']]) }] }).map((entry) => ({
      ...entry,
      name: entry.name.replaceAll('/', '\\').replace('sheet1', 'Sheet1'),
      data: String(entry.data).replace('Target="worksheets/', 'Target="/xl/worksheets/'),
    }))
    const table = await readTable(files.write('odd.xlsx', makeZip(entries)))
    expect(table.sheets[0]?.rows).toEqual([['a']])
  })

  test('parts in UTF-16', async () => {
    const entries = bookEntries({ sheets: [{ name: '表', xml: sheetXml([['大连', 5]]) }] }).map((entry) =>
      /workbook\.xml$|sheet1\.xml$/.test(entry.name)
        ? {
            ...entry,
            data: Buffer.from(
              `\uFEFF${String(entry.data).replace('encoding="UTF-8"', 'encoding="UTF-16"')}`,
              'utf16le',
            ),
          }
        : entry,
    )
    const table = await readTable(files.write('wide.xlsx', makeZip(entries)))
    expect(table.sheets[0]).toMatchObject({ name: '表', rows: [['大连', 5]] })
  })
})

test('rows can be handed on in batches instead of being kept', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => [`单位${i}`, i])
  const path = files.write('batches.xlsx', makeXlsx({ sheets: [{ name: '表', xml: sheetXml(rows) }] }))
  const seen: unknown[] = []
  const numbers: number[] = []
  const table = await readTable(path, {
    onRows: async (batch) => {
      seen.push(...batch.rows)
      numbers.push(...batch.rowNumbers)
    },
  })
  expect(seen).toEqual(rows)
  expect(numbers).toEqual(rows.map((_, i) => i + 1))
  expect(table.sheets[0]).toMatchObject({ rows: [], columnCount: 2 })
})
