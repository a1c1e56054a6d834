import { expect, test } from 'vitest'
import { anyCondition, filterOf, toggled, valuesOf } from './filter.ts'

test('a value goes into the list and out of it again', () => {
  expect(toggled(undefined, 'own')).toBe('own')
  expect(toggled('own', 'joint')).toBe('own,joint')
  expect(toggled('own,joint', 'own')).toBe('joint')
  expect(toggled('own', 'own')).toBeUndefined()
})

test('sorting, columns and the open row choose no units', () => {
  const filter = filterOf({ kind: 'enterprise', sort: 'name', desc: 'true', open: 'x', cols: 'code' })
  expect(filter).toEqual({ kind: 'enterprise' })
  expect(anyCondition(filter)).toBe(true)
  expect(anyCondition(filterOf({ sort: 'name' }))).toBe(false)
})

test('an empty list has no values', () => {
  expect(valuesOf(undefined)).toEqual([])
  expect(valuesOf('own,,none')).toEqual(['own', 'none'])
})
