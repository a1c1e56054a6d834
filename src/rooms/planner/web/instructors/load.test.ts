import { describe, expect, test } from 'vitest'
import type { InstructorRow } from '../../contract.ts'
import { inOrder, loadOf, matching } from './load.ts'

const row = (name: string, part: Partial<InstructorRow> = {}): InstructorRow => ({
  key: name,
  name,
  units: 3,
  capacity: null,
  until: null,
  leaving: false,
  townNames: [],
  conflicts: [],
  note: '',
  ...part,
})

describe('instructors', () => {
  test.each([
    [
      { units: 3, capacity: null },
      { most: 5, over: 0, room: 2 },
    ],
    [
      { units: 7, capacity: null },
      { most: 5, over: 2, room: 0 },
    ],
    [
      { units: 7, capacity: 8 },
      { most: 8, over: 0, room: 1 },
    ],
    [
      { units: 1, capacity: 0 },
      { most: 0, over: 1, room: 0 },
    ],
  ])('load of %o', (of, expected) => expect(loadOf(of, 5)).toEqual(expected))

  test('by town, then name; how much someone looks after changes nothing', () => {
    const rows = [
      row('张三', { townNames: ['柳桥街道'], units: 9 }),
      row('李四', { townNames: ['柳桥街道'], units: 1 }),
      row('王五', { townNames: ['凌河街道'], units: 0 }),
    ]
    const names = inOrder(rows).map(({ name }) => name)
    expect(names).toEqual(['王五', '李四', '张三'])
    expect(inOrder(rows.map((one) => ({ ...one, units: 10 - one.units }))).map(({ name }) => name)).toEqual(names)
  })

  test('filters', () => {
    const rows = [
      row('张三', { townNames: ['柳桥街道'], units: 5 }),
      row('李四', { leaving: true }),
      row('王五', { townNames: ['凌河街道'] }),
    ]
    const found = (q: string, only?: 'leaving' | 'full') => matching(rows, { q, only }, 5).map(({ name }) => name)
    expect(found('')).toEqual(['张三', '李四', '王五'])
    expect(found('凌河')).toEqual(['王五'])
    expect(found('', 'leaving')).toEqual(['李四'])
    expect(found('', 'full')).toEqual(['张三'])
    expect(found('李', 'full')).toEqual([])
  })
})
