import { describe, expect, test } from 'vitest'
import type { TableShape } from './row-kinds.ts'
import { isColumnNumbers, isOtherHeading, kindOfRow } from './row-kinds.ts'
import type { LayoutCell } from './types.ts'

const shape: TableShape = {
  headings: [['序号', '单位名称', '信用代码', '地址', '人数']],
  titles: new Set(['某区台账']),
  columnCount: 5,
  nameColumn: 1,
  codeColumn: 2,
  serialColumn: 0,
  isWide: (row) => row === 99,
}

describe('kindOfRow', () => {
  test.each<[LayoutCell[], ReturnType<typeof kindOfRow>]>([
    [[1, '大连甲公司', null, '一路', 3], null],
    [[1, '海燕', null, null, null], null],
    [[null, '合计会计师事务所', null, '一路', 3], null],
    [['合计', 10_560, null, null, 5], 'total'],
    [['合  计：', null, null, null, 5], 'total'],
    [['总计', null, null, null, 5], 'total'],
    [[null, '望海街道小计', null, null, 5], 'total'],
    [['本页小计', null, null, null, 5], 'total'],
    [['共计12家', null, null, null, null], 'total'],
    [['填报人：某某', null, '审核人：', null, null], 'note'],
    [['说明：1.本表由镇街填写；2.人数为年末数。', null, null, null, null], 'note'],
    [['注', '本表一式两份', null, null, null], 'note'],
    [['序号', '单位名称', '信用代码', '地址', '人数'], 'repeated-header'],
    [['某区台账', null, null, null, null], 'title'],
    [['一、望海街道', null, null, null, null], 'section'],
    [[null, '（二）个体工商户', null, null, null], 'section'],
    [['望海街道（24家）', null, null, null, null], 'section'],
    [[17, null, null, null, null], 'empty'],
    [[{ kind: 'error', error: '#N/A' }, null, null, null, null], 'empty'],
    [['校验：共 24 行，校验码 0123456789abcdef', null, null, null, null], 'checksum'],
    [[1, '说明书印刷厂', '912102021184174421', null, 3], null],
    [['备注', '某某', '912102021184174421', null, 3], null],
    [[null, null, { kind: 'number', value: 9.1e17, text: '910000000000000000', precisionLost: true }, null, 3], null],
  ])('%j', (row, kind) => {
    expect(kindOfRow(row, 10, shape)).toBe(kind)
  })

  test('a lone name in the name column is a unit, unless the cell is merged over the table', () => {
    expect(kindOfRow([null, '望海水产', null, null, null], 10, shape)).toBeNull()
    expect(kindOfRow([null, '望海水产', null, null, null], 99, shape)).toBe('section')
  })

  test('in a table of two columns every row is data', () => {
    expect(
      kindOfRow(['望海水产', null], 10, { ...shape, columnCount: 2, nameColumn: 0, serialColumn: null }),
    ).toBeNull()
  })
})

test.each<[LayoutCell[], boolean]>([
  [['1', '2', '3', '4'], true],
  [[1, 2, 3, 4], true],
  [['甲', '乙', 1, 2, 3], true],
  [['(1)', '(2)', '(3)'], true],
  [['栏次', '1', '2', '3'], true],
  [[1, '某公司', 3, 4], false],
  [[1, 2], false],
  [[3, 1, 2], false],
])('numbers of columns: %j %s', (row, expected) => {
  expect(isColumnNumbers(row)).toBe(expected)
})

test.each<[LayoutCell[], boolean]>([
  [['序号', '党组织名称', '书记', '成立时间'], true],
  [[1, '大连甲公司', '联络员', '备注'], false],
  [['是', '否', '有', '无'], false],
])('another heading: %j %s', (row, expected) => {
  expect(isOtherHeading(row)).toBe(expected)
})
