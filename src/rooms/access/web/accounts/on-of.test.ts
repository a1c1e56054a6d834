import { expect, test } from 'vitest'
import { onOf } from './on-of.ts'

const choice = { area: null, whole: false, section: 'C', unit: null }

test('what is not chosen is not granted: neither an empty area nor an empty unit gives anything', () => {
  for (const kind of ['area', 'line', 'unit'] as const) expect(onOf({ ...choice, kind })).toBeNull()
  expect(onOf({ ...choice, kind: 'unit', area: 'a1', whole: true })).toBeNull()
})

test('the whole office is said', () => {
  expect(onOf({ ...choice, kind: 'area', whole: true })).toEqual({ kind: 'area', area: '' })
  expect(onOf({ ...choice, kind: 'line', whole: true })).toEqual({ kind: 'line', section: 'C', area: '' })
})

test('a part is granted as it was chosen', () => {
  expect(onOf({ ...choice, kind: 'area', area: 'a1' })).toEqual({ kind: 'area', area: 'a1' })
  expect(onOf({ ...choice, kind: 'line', area: 'a1', unit: 'u1' })).toEqual({ kind: 'line', section: 'C', area: 'a1' })
  expect(onOf({ ...choice, kind: 'unit', unit: 'u1', area: 'a1' })).toEqual({ kind: 'unit', unit: 'u1' })
  expect(onOf({ ...choice, kind: 'self', unit: 'u1' })).toEqual({ kind: 'self' })
})
