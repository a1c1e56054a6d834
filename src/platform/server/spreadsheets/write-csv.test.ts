import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { temporaryFiles } from './testing.ts'
import { writeCsv } from './write-csv.ts'

const files = temporaryFiles()
const columns = [{ title: '单位名称' }, { title: '信用代码' }, { title: '备注' }]

test.each(['utf-8', 'gb18030'] as const)('texts come back from %s', async (encoding) => {
  const path = files.path(`round-${encoding}.csv`)
  const unit = fc.constantFrom('=', '+', '-', '@', '\t', "'", '"', ',', ';', '\n', '1', 'A', '某', '镕', '😀', ' ')
  const text = fc
    .string({ unit, minLength: 1, maxLength: 8 })
    .filter((value) => value.trim() !== '' && !/^="[^"]*"$/.test(value))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 8 }), async (rows) => {
      const { rows: count } = await writeCsv(path, { columns, rows }, { encoding, closing: false })
      const table = await readTable(path)
      expect(table.sheets[0]?.rows).toEqual([['单位名称', '信用代码', '备注'], ...rows])
      expect(count).toBe(rows.length)
    }),
    { seed: 20261121, numRuns: 60 },
  )
})

test('marks, line ends, guards and the closing line', async () => {
  const path = files.path('shape.csv')
  const rows = [
    ['=HYPERLINK("x")', -5, null],
    ['甲,乙', true, '"'],
  ]
  const { checksum } = await writeCsv(path, { columns, rows })
  expect(readFileSync(path, 'utf8')).toBe(
    `\uFEFF单位名称,信用代码,备注\r\n"'=HYPERLINK(""x"")",-5,\r\n"甲,乙",TRUE,""""\r\n校验：共 2 行，校验码 ${checksum}\r\n`,
  )
})

test('GB18030 has no mark', async () => {
  const path = files.path('gb.csv')
  await writeCsv(path, { columns: [{ title: '大连' }], rows: [] }, { encoding: 'gb18030', closing: false })
  expect(readFileSync(path).toString('hex')).toBe('b4f3c1ac0d0a')
})
