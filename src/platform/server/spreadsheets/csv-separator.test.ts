import { expect, test } from 'vitest'
import { findSeparator } from './csv-separator.ts'

test.each<[string, string, string]>([
  ['comma', '名称,代码,人数\n甲公司,91,3\n乙公司,92,4\n', ','],
  ['tab', '名称\t代码\t经营范围\n甲公司\t91\t销售,修理,安装\n乙公司\t92\t零售\n', '\t'],
  ['semicolon with commas in the text', '名称;地址\n甲公司;一路1号,二楼\n乙公司;二路\n丙公司;三路\n', ';'],
  ['bar', '名称|代码\n甲|91\n乙|92\n', '|'],
  ['title row without separators', '某区企业名单\n名称;代码;人数\n甲;1;2\n乙;3;4\n丙;1;1\n', ';'],
  ['quoted fields hide the others', '"a;b;c","d"\n"e;f;g","h"\n', ','],
  ['a single column with a few marks in it', '名称\n甲公司\n乙;公司\n丙公司\n丁公司\n', ','],
  ['a single column', '名称\n甲公司\n乙公司\n', ','],
  ['nothing', '', ','],
])('%s', (_, sample, separator) => {
  expect(findSeparator(sample)).toEqual({ separator, declared: false })
})

test("Excel's own word is taken", () => {
  expect(findSeparator('sep=;\r\na,b;c\n')).toEqual({ separator: ';', declared: true })
})
