import { expect, test } from 'vitest'
import { onOf } from './on-of.ts'

const choice = { area: null, whole: false, section: 'C', unit: null, organization: null }

test('what is not chosen is not granted: an empty field gives nothing', () => {
  for (const kind of ['area', 'line', 'organization', 'unit'] as const) expect(onOf({ ...choice, kind })).toBeNull()
  for (const kind of ['organization', 'unit'] as const) {
    expect(onOf({ ...choice, kind, area: 'a1', whole: true })).toBeNull()
  }
})

test('the whole office is said', () => {
  expect(onOf({ ...choice, kind: 'area', whole: true })).toEqual({ kind: 'area', area: '' })
  expect(onOf({ ...choice, kind: 'line', whole: true })).toEqual({ kind: 'line', section: 'C', area: '' })
})

test('a part is granted as it was chosen', () => {
  expect(onOf({ ...choice, kind: 'area', area: 'a1' })).toEqual({ kind: 'area', area: 'a1' })
  expect(onOf({ ...choice, kind: 'line', area: 'a1', unit: 'u1' })).toEqual({ kind: 'line', section: 'C', area: 'a1' })
  expect(onOf({ ...choice, kind: 'unit', unit: 'u1', area: 'a1' })).toEqual({ kind: 'unit', unit: 'u1' })
  expect(onOf({ ...choice, kind: 'organization', organization: 'o1' })).toEqual({
    kind: 'organization',
    organization: 'o1',
  })
  expect(onOf({ ...choice, kind: 'self', unit: 'u1' })).toEqual({ kind: 'self' })
})
