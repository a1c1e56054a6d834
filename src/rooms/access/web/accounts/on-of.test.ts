import { expect, test } from 'vitest'
import { onOf } from './on-of.ts'

const choice = { area: null, section: 'C', unit: null, organization: null }

test('an area that is not chosen is the whole office; a unit and an organisation must be chosen', () => {
  expect(onOf({ ...choice, kind: 'area' })).toEqual({ kind: 'area', area: '' })
  expect(onOf({ ...choice, kind: 'area', area: 'a1' })).toEqual({ kind: 'area', area: 'a1' })
  expect(onOf({ ...choice, kind: 'line', area: 'a1', unit: 'u1' })).toEqual({ kind: 'line', section: 'C', area: 'a1' })
  expect(onOf({ ...choice, kind: 'unit' })).toBeNull()
  expect(onOf({ ...choice, kind: 'unit', unit: 'u1', area: 'a1' })).toEqual({ kind: 'unit', unit: 'u1' })
  expect(onOf({ ...choice, kind: 'organization', unit: 'u1' })).toBeNull()
  expect(onOf({ ...choice, kind: 'organization', organization: 'o1' })).toEqual({
    kind: 'organization',
    organization: 'o1',
  })
  expect(onOf({ ...choice, kind: 'self', unit: 'u1' })).toEqual({ kind: 'self' })
})
