import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeGb18030 } from './gb18030-encoder.ts'
import { findEncoding } from './text-encoding.ts'
import { Utf8Census } from './utf8-census.ts'

function encodingOf(bytes: Buffer): string {
  const census = new Utf8Census()
  census.add(bytes)
  census.end()
  return findEncoding(bytes, census).encoding
}

const TEXT = '单位名称,统一社会信用代码,地址\r\n大连某某机电有限公司,91210200,辽宁省大连市中山区人民路1号\r\n'

describe('findEncoding', () => {
  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
    ['GB18030', encodeGb18030(TEXT), 'gb18030'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), 'utf-16le'],
    ['UTF-16, the other end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(), 'utf-16be'],
    ['ASCII', Buffer.from('name,code\nx,1\n'), 'utf-8'],
    ['two characters that are also UTF-8 by chance', encodeGb18030('联通公司,移动公司,电信公司'), 'gb18030'],
  ])('%s', (_, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding)
  })

  test('Big5, which GB18030 would garble', () => {
    // 公司名稱,地址 … in Big5, from a table of this text: the platform does not write Big5.
    const line = Buffer.from(
      'a4bda571a657bad92ca661a77d0d0aa578a55fa5ab2ca4a4a4b3b8f4a440ac712ca572a57cb8b90d0a',
      'hex',
    )
    expect(encodingOf(Buffer.concat(Array.from({ length: 20 }, () => line)))).toBe('big5')
  })

  test('a few damaged bytes do not make another encoding of UTF-8', () => {
    const bytes = Buffer.from(TEXT.repeat(20))
    bytes[100] = 0xff
    bytes[1000] = 0xc0
    expect(encodingOf(bytes)).toBe('utf-8')
  })
})

describe('Utf8Census', () => {
  test('finds no fault in UTF-8, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(200), fc.nat(200), (text, one, two) => {
        const bytes = Buffer.from(text)
        const census = new Utf8Census()
        const [from, to] = [Math.min(one, two), Math.max(one, two)]
        for (const chunk of [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)]) census.add(chunk)
        census.end()
        expect(census.bad).toBe(0)
      }),
      { seed: 20261121, numRuns: 500 },
    )
  })

  test('finds every damaged text, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(40), (array, at) => {
        const bytes = Buffer.from(array)
        const census = new Utf8Census()
        census.add(bytes.subarray(0, at))
        census.add(bytes.subarray(at))
        census.end()
        const sound = Buffer.from(bytes.toString('utf8')).equals(bytes)
        expect(census.bad === 0).toBe(sound)
      }),
      { seed: 20261121, numRuns: 2000 },
    )
  })
})
