import { expect, test } from 'vitest'
import { dataRows } from './data-rows.ts'
import { recogniseSheet } from './recognise.ts'
import { inventedUnits, sheetOf } from './testing.ts'

const units = inventedUnits(8)
const heading = ['单位名称', '地址', '职工人数', '党组织名称']

function rowsOf(sheet: ReturnType<typeof sheetOf>) {
  return [...dataRows(sheet, recogniseSheet(sheet))]
}

test('rows without merged cells come as they are', () => {
  const sheet = sheetOf([['某镇台账'], heading, ...units.map((u, i) => [u.name, u.address, i]), ['合计', null, 28]])
  const rows = rowsOf(sheet)
  expect(rows.map(({ row }) => row)).toEqual([3, 4, 5, 6, 7, 8, 9, 10])
  expect(rows[0]?.cells).toBe(sheet.rows[2])
  expect(rows.every(({ repeated, section }) => repeated.length === 0 && section === null)).toBe(true)
})

test('a merged value is repeated downwards and said to be', () => {
  const sheet = sheetOf(
    [heading, ...units.map((u, i) => [u.name, u.address, i, i === 1 || i === 5 ? `第${i}联合党支部` : null])],
    { merges: ['D3:D5', 'D7:D8', 'A1:A1'] },
  )
  const rows = rowsOf(sheet)
  expect(rows.map(({ cells }) => cells[3] ?? null)).toEqual([
    null,
    '第1联合党支部',
    '第1联合党支部',
    '第1联合党支部',
    null,
    '第5联合党支部',
    '第5联合党支部',
    null,
  ])
  expect(rows.map(({ repeated }) => repeated)).toEqual([[], [], [3], [3], [], [], [3], []])
  expect(recogniseSheet(sheet).warnings).toEqual([expect.objectContaining({ code: 'merged-data', row: 3 })])
})

test('a value of its own is not overwritten, and merges across a skipped row go on', () => {
  const sheet = sheetOf(
    [
      heading,
      [units[0]?.name ?? '', '一路', 1, '甲支部'],
      [units[1]?.name ?? '', '二路', 2, '乙支部'],
      ['小计', null, 3],
      [units[2]?.name ?? '', '三路', 4],
    ],
    { merges: ['D2:D5'] },
  )
  expect(rowsOf(sheet).map(({ row, cells }) => [row, cells[3]])).toEqual([
    [2, '甲支部'],
    [3, '乙支部'],
    [5, '甲支部'],
  ])
})

test('a merged heading does not run into the data', () => {
  const sheet = sheetOf([heading, [null, null, null, null], ...units.map((u, i) => [u.name, u.address, i])], {
    merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2'],
  })
  expect(rowsOf(sheet).every(({ repeated }) => repeated.length === 0)).toBe(true)
})

test('each row knows the line it stands under', () => {
  const sheet = sheetOf(
    [
      heading,
      ['一、望海街道'],
      ...units.slice(0, 2).map((u, i) => [u.name, u.address, i]),
      ['二、临港镇'],
      ...units.slice(2, 4).map((u, i) => [u.name, u.address, i]),
    ],
    { merges: ['A2:D2', 'A5:D5'] },
  )
  expect(rowsOf(sheet).map(({ section }) => section)).toEqual([
    '一、望海街道',
    '一、望海街道',
    '二、临港镇',
    '二、临港镇',
  ])
})

test('a heading alone has no rows', () => {
  expect(rowsOf(sheetOf([heading]))).toEqual([])
})
