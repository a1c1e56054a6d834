import { expect, test } from 'vitest'
import { sayDue, sayLine } from './say.ts'
import { zh } from './words.zh.ts'

test('conditions of one line all hold, lines are alternatives', () => {
  const due = [
    [{ field: 'membersFull' as const, atLeast: 3, below: null }],
    [
      { field: 'employees' as const, atLeast: 50, below: 80 },
      { field: 'revenue' as const, atLeast: 2000, below: null },
    ],
  ]
  expect(sayDue(zh, due)).toBe('正式党员 3 名以上，或者职工 50 人以上、不足 80 人，且营业收入 2,000 万元以上')
  expect(sayLine(zh, due[0] ?? [])).toBe('正式党员 3 名以上')
})
