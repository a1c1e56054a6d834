import { describe, expect, test } from 'vitest'
import { encodeGb18030 } from './gb18030-encoder.ts'
import { readTable } from './read-table.ts'
import { temporaryFiles } from './testing.ts'

const files = temporaryFiles()
let count = 0

function read(page: string | Buffer) {
  return readTable(files.write(`page${++count}.xls`, page))
}

const PAGE = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<!--[if gte mso 9]><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml><![endif]--><style>td { mso-number-format:'\\@'; }</style></head>
<body><table border=1><tr><td colspan=3 style='text-align:center'>企业名单</td></tr>
<TR><TH rowspan="2">名称</TH><TH colspan=2>党员</TH></TR><tr><td>正式<td>预备</tr>
<tr><td>大连&amp;甲<br>公司</td><td>&nbsp;3</td><td></td></tr></table></body></html>`

describe('web pages saved as .xls', () => {
  test('spans, missing end tags, references, line breaks', async () => {
    const table = await read(PAGE)
    expect(table.sheets[0]).toMatchObject({
      rows: [['企业名单'], ['名称', '党员'], [null, '正式', '预备'], ['大连&甲\n公司', '3']],
      rowNumbers: [1, 2, 3, 4],
      merges: [
        { top: 1, bottom: 1, left: 0, right: 2 },
        { top: 2, bottom: 3, left: 0, right: 0 },
        { top: 2, bottom: 2, left: 1, right: 2 },
      ],
    })
    expect(table.warnings).toEqual([expect.objectContaining({ code: 'name-and-content-differ' })])
  })

  test('in GB18030', async () => {
    const table = await read(encodeGb18030(PAGE))
    expect(table).toMatchObject({ kind: 'html', encoding: 'gb18030' })
    expect(table.sheets[0]?.rows[3]?.[0]).toBe('大连&甲\n公司')
  })

  test('several tables one below the other; a table inside a cell loses nothing', async () => {
    const table = await read(
      '<table><tr><td>标题</td></tr></table><table><tr><td>外<table><tr><td>内1</td><td>内2</td></tr></table></td></tr></table>',
    )
    expect(table.sheets[0]?.rows).toEqual([['标题'], ['外'], ['内1', '内2']])
  })

  test('cells without rows', async () => {
    const table = await read('<table><td>a</td><td>b</td></table>')
    expect(table.sheets[0]).toMatchObject({ rows: [['a', 'b']], rowNumbers: [1] })
  })

  test('codes shown in scientific notation are lost digits', async () => {
    const table = await read('<table><tr><td>9.12E+17</td></tr></table>')
    expect(table.warnings.map(({ code }) => code)).toContain('precision-lost')
  })

  test('an absurd span does not fill the memory', async () => {
    const table = await read('<table><tr><td colspan=99999999 rowspan=99999999>a</td><td>b</td></tr></table>')
    expect(table.sheets[0]?.rows).toEqual([['a', 'b']])
  })
})
