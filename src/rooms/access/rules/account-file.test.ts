import { expect, test } from 'vitest'
import { findHeading, readRows } from './account-file.ts'

const read = (rows: string[][]) => {
  const heading = findHeading(rows)
  return (
    heading &&
    readRows(
      rows,
      rows.map((_, index) => index + 1),
      heading,
    )
  )
}

test('headings in any words, below a title, columns in any order', () => {
  expect(
    read([
      ['××区账号名单（2026 年）'],
      ['序号', '姓 名*', '登录名（拼音）', '管辖范围', '角色'],
      ['1', '王秀英', ' WangXiuYing ', '凌河街道', '街道干部'],
      ['2', '李娜', 'ｌｉｎａ', '', ''],
      ['合计', '', '', '', ''],
    ]),
  ).toEqual([
    { row: 3, username: 'wangxiuying', name: '王秀英', role: '街道干部', on: '凌河街道' },
    { row: 4, username: 'lina', name: '李娜', role: null, on: null },
  ])
})

test('a sheet without a username column is no list of accounts', () => {
  expect(
    read([
      ['单位名称', '姓名'],
      ['甲', '乙'],
    ]),
  ).toBeNull()
})

test('a half empty row is kept, to be told about', () => {
  expect(
    read([
      ['账号', '姓名'],
      ['abc', ''],
      ['', '赵敏'],
    ]),
  ).toHaveLength(2)
})
