import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { refusal, temporaryFiles } from './testing.ts'

const files = temporaryFiles()

const BOOK = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="0%"/></Style></Styles>
<Worksheet ss:Name="中山区"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">企业&amp;名单</Data></Cell><Cell><Data ss:Type="String">右</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">12</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="DateTime">2019-05-01T00:00:00.000</Data></Cell>
<Cell ss:StyleID="s2"><Data ss:Type="Number">0.5</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell>
<Cell ss:Formula="=RC[-1]"></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="西岗区"><Table><Row><Cell><Data ss:Type="String">乙</Data></Cell></Row></Table></Worksheet></Workbook>`

describe('XML spreadsheets of 2003', () => {
  test('cells, indexes, merged areas, types, sheets', async () => {
    const table = await readTable(files.write('book.xls', BOOK))
    expect(table.kind).toBe('xml-2003')
    expect(table.sheets.map(({ name }) => name)).toEqual(['中山区', '西岗区'])
    expect(table.sheets[0]).toMatchObject({
      rows: [
        ['企业&名单', null, null, '右'],
        [
          '甲',
          null,
          12,
          { kind: 'date', serial: 43_586, text: '2019-05-01', precision: 'day' },
          { kind: 'number', value: 0.5, text: '50%' },
          true,
          { kind: 'error', error: '#REF!' },
        ],
      ],
      rowNumbers: [1, 4],
      merges: [
        { top: 1, bottom: 1, left: 0, right: 2 },
        { top: 4, bottom: 5, left: 0, right: 0 },
      ],
    })
    expect(table.warnings.map(({ code }) => code).sort()).toEqual([
      'formula-error',
      'formula-not-calculated',
      'name-and-content-differ',
    ])
  })

  test('cut off in the middle', async () => {
    const problem = await refusal(files.write('cut.xls', BOOK.slice(0, 800)))
    expect(problem.code).toBe('spreadsheets.cut-off')
  })
})
