import { expect, test } from 'vitest'
import { fileName } from './save-file.ts'

test.each([
  [null, ''],
  ['attachment', ''],
  ['attachment; filename="ledger.xlsx"', 'ledger.xlsx'],
  [`attachment; filename="x.xlsx"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx`, '台账.xlsx'],
])('%s names %s', (disposition, name) => {
  expect(fileName(disposition)).toBe(name)
})
