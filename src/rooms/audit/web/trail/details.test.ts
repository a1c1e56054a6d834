import { expect, test } from 'vitest'
import { sayValue, splitDetails } from './details.ts'

test.each([
  [null, '—'],
  [undefined, '—'],
  ['', '—'],
  [0, '0'],
  [true, '是'],
  [false, '否'],
  [[], '—'],
  [['甲', '乙'], '甲、乙'],
  [{ town: '甲街道', due: true }, 'town：甲街道；due：是'],
])('%j reads %s', (value, text) => {
  expect(sayValue(value, '是', '否')).toBe(text)
})

test('what was changed stands apart from the rest, a field that is on one side only too', () => {
  const { changes, rest } = splitDetails(
    { before: { employees: 42, note: '旧' }, after: { employees: 57, size: '小型' }, reason: '走访核实' },
    '是',
    '否',
  )
  expect(changes).toEqual([
    { field: 'employees', before: '42', after: '57' },
    { field: 'note', before: '旧', after: '—' },
    { field: 'size', before: '—', after: '小型' },
  ])
  expect(rest).toEqual([{ field: 'reason', value: '走访核实' }])
})

test('a before that is no record is kept as it is', () => {
  expect(splitDetails({ before: '甲', after: '乙' }, '是', '否')).toEqual({
    changes: [],
    rest: [
      { field: 'before', value: '甲' },
      { field: 'after', value: '乙' },
    ],
  })
})
