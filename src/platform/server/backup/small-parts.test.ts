import { describe, expect, test } from 'vitest'
import { isInside } from './attachments.ts'
import { stamp } from './place.ts'
import { inOrder } from './tables.ts'

test.each(['../x', 'a/../../x', '/etc/x', 'C:/x', 'a\\b', 'a//b', './a', '', 'a\0b', 'a/', '..'])(
  'a file named %j would leave the data folder',
  (path) => {
    expect(isInside(path)).toBe(false)
  },
)

test.each(['a', 'uploads/1/名单.xlsx', 'a..b/c', '.hidden/x'])('a file named %j stays inside', (path) => {
  expect(isInside(path)).toBe(true)
})

test('a backup is named by the clock on the wall', () => {
  expect(stamp(new Date('2026-11-21T18:30:05Z'))).toBe('20261122-023005')
})

describe('tables that others point to come first', () => {
  test('in any order given', () => {
    const links = [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'a' },
    ]
    expect(inOrder(['a', 'b', 'c'], links)).toEqual(['c', 'a', 'b'])
  })
  test('a ring is refused', () => {
    const links = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ]
    expect(() => inOrder(['a', 'b'], links)).toThrow('ring')
  })
})
