import { describe, expect, it } from 'vitest'
import { makeUscc } from '../../../../standards/uscc.ts'
import { compareCodes, oneSlipApart, prefixBits, readCode } from './codes.ts'

const code = makeUscc('91', '990102', '12345678')
const other = makeUscc('91', '990102', '87654321')
const broken = `${code.slice(0, 17)}${code[17] === 'A' ? 'B' : 'A'}`

describe('compareCodes', () => {
  it.each([
    ['the same', code, 'equal'],
    ['in lower case, spaced, full width', ` ${code.slice(0, 9).toLowerCase()} ${code.slice(9)} `, 'equal'],
    ['not filled', null, 'missing'],
    ['a mark for nothing', '无', 'missing'],
    ['an old registration number', '210200000012345', 'missing'],
    ['the organisation code alone', `${code.slice(8, 16)}-${code[16]}`, 'organisation'],
    ['one character off', broken, 'near'],
    ['another valid code', other, 'conflict'],
    ['cut off by a number cell', `${code[0]}.${code.slice(1, 6)}E+17`, 'prefix'],
    ['a broken code of something else', `${other.slice(0, 17)}${other[17] === 'A' ? 'B' : 'A'}`, 'broken'],
  ])('%s', (_, cell, level) => expect(compareCodes(readCode(cell), code, false).level).toBe(level))

  it('says when the code is another unit’s', () => {
    expect(compareCodes(readCode(other), code, true).level).toBe('other-unit')
  })

  it('a unit without a code can neither agree nor conflict', () => {
    expect(compareCodes(readCode(code), null, false).level).toBe('missing')
  })
})

describe('oneSlipApart', () => {
  it.each([
    ['ABCD', 'ABXD', true],
    ['ABCD', 'ACBD', true],
    ['ABCD', 'ABD', true],
    ['ABCD', 'ABCDE', true],
    ['ABCD', 'AXYD', false],
    ['ABCD', 'AB', false],
  ])('%s %s', (one, two, near) => {
    expect(oneSlipApart(one, two)).toBe(near)
    expect(oneSlipApart(two, one)).toBe(near)
  })
})

describe('prefixBits', () => {
  it('the digits of kind and district are worth nothing, further ones more and more', () => {
    expect(prefixBits(6)).toBe(0)
    expect(prefixBits(15)).toBeGreaterThan(prefixBits(10))
  })
})
