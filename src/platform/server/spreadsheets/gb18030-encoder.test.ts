import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeGb18030 } from './gb18030-encoder.ts'

const decoder = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true })

test.each([
  ['大连', 'b4f3c1ac'],
  ['A1', '4131'],
  ['\u4DB6', '82358739'],
  ['😀', '9439fc36'],
])('%s is %s', (text, hex) => {
  expect(encodeGb18030(text).toString('hex')).toBe(hex)
})

// Eighteen private-use characters gave their codes to real ones in 2022; they have none now.
test('every character of the basic plane but private ones comes back', () => {
  const wrong: string[] = []
  for (let unit = 0; unit < 0xfffe; unit++) {
    if (unit >= 0xd800 && unit <= 0xf8ff) continue
    const text = String.fromCharCode(unit)
    if (decoder.decode(encodeGb18030(text)) !== text) wrong.push(unit.toString(16))
  }
  expect(wrong).toEqual([])
})

test('any well-formed text comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(decoder.decode(encodeGb18030(text))).toBe(text)
    }),
    { seed: 20261121, numRuns: 500 },
  )
})

test('half a surrogate pair becomes a question mark', () => {
  expect(encodeGb18030('a\uD800b').toString('latin1')).toBe('a?b')
})
