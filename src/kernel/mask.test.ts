import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMasked, mask, maskIdentity, maskName, maskPhone, namesIn, type PersonalKind } from './mask.ts'

const seeded = { seed: 20261122 }
const word = fc.stringMatching(/^[\u4e00-\u9fffA-Za-z𠮷·]{1,8}$/u)
const anything = fc.string({ unit: 'grapheme', maxLength: 40 })
const kind = fc.constantFrom<PersonalKind>('name', 'phone', 'identity')

describe('masking', () => {
  it('leaves enough to tell two colleagues apart', () => {
    expect(maskName('张伟')).toBe('张*')
    expect(maskName('欧阳明明')).toBe('欧***')
    expect(maskName('张伟、李娜')).toBe('张*、李*')
    expect(maskName('伟')).toBe('*')
    expect(maskPhone('13812345678')).toBe('138****5678')
    expect(maskIdentity('210202199001011234')).toBe('210***********1234')
    expect(maskPhone('6123456')).toBe('*******')
    expect(maskPhone('84001234')).toBe('840****4')
    expect([mask('name', null), mask('phone', '')]).toEqual([null, ''])
  })

  it('shows of a name its first character at most, and is as long as the name', () => {
    fc.assert(
      fc.property(word, (name) => {
        const [first = '', ...later] = [...maskName(name)]
        expect(later.every((character) => character === '*')).toBe(true)
        expect([...maskName(name)]).toHaveLength([...name].length)
        expect(first).toBe([...name].length === 1 ? '*' : [...name][0])
      }),
      seeded,
    )
  })

  it('makes nothing longer, shows nothing that was not there, and does not change by being repeated', () => {
    fc.assert(
      fc.property(kind, anything, (of, text) => {
        const masked = mask(of, text)
        expect(masked.length).toBeLessThanOrEqual(text.length)
        const there = new Set([...text, '*'])
        expect([...masked].every((character) => there.has(character))).toBe(true)
        expect(mask(of, masked)).toBe(masked)
      }),
      seeded,
    )
  })

  it('hides every name of a cell, and the mask is known as one', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (names) => {
        const cell = names.join('、')
        expect(namesIn(cell)).toEqual(names)
        expect(isMasked(maskName(cell))).toBe(true)
        expect(isMasked(cell)).toBe(false)
        for (const name of names.filter((one) => [...one].length > 1)) expect(maskName(cell)).not.toContain(name)
      }),
      seeded,
    )
  })

  it('shows of a number seven digits at most', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,30}$/), (digits) => {
        const hidden = maskPhone(digits).replaceAll(/[^*]/g, '').length
        expect(hidden).toBeGreaterThanOrEqual(Math.min(digits.length, 4))
        expect(digits.length - hidden).toBeLessThanOrEqual(7)
      }),
      seeded,
    )
  })
})
