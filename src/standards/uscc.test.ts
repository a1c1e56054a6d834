import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUscc, isValidUscc, makeUscc } from './uscc.ts'
import { organisationCheckDigit, USCC_ALPHABET } from './uscc-digits.ts'
import { AUTHORITIES } from './uscc-prefixes.ts'

const character = fc.constantFrom(...USCC_ALPHABET)
const prefix = fc.constantFrom(
  ...Object.entries(AUTHORITIES).flatMap(([first, authority]) =>
    Object.keys(authority.sorts).map((second) => first + second),
  ),
)
const division = fc.constantFrom('210202', '110000', '330683', '440106', '100000')
const organisation = fc.array(character, { minLength: 8, maxLength: 8 }).map((all) => all.join(''))
const code = fc.tuple(prefix, division, organisation).map((parts) => makeUscc(...parts))
const seeded = { seed: 32100, numRuns: 300 }

describe('published codes', () => {
  it.each(['91350100M000100Y43', '11320000MB151840XJ', '9131000063159284XQ'])('%s is valid', (text) => {
    expect(checkUscc(text)).toMatchObject({ code: text, state: 'valid', warnings: [], repairs: [] })
  })
  it.each(['91350211M0000XUF46', '91350100M0001TGQXM'])(
    '%s was issued, fails a check, is kept with a warning',
    (text) => {
      const reading = checkUscc(text)
      expect(reading).toMatchObject({ code: text, state: 'suspicious', kind: 'enterprise' })
      expect(reading.warnings.length).toBeGreaterThan(0)
    },
  )
  it('91350100M000100Y4Z has a letter no code contains', () => {
    const reading = checkUscc('91350100M000100Y4Z')
    expect(reading.state).not.toBe('valid')
    expect(reading.repairs.map((repair) => repair.code)).toEqual(['91350100M000100Y43'])
  })
})

describe('what the parts say', () => {
  it('names authority, sort, division and organisation code', () => {
    expect(checkUscc('11320000MB151840XJ')).toMatchObject({
      kind: 'agency',
      authority: '机构编制部门',
      sort: '机关',
      divisionCode: '320000',
      organisationCode: 'MB151840X',
    })
  })
  it.each([
    ['91', 'enterprise'],
    ['92', 'sole-trader'],
    ['93', 'cooperative'],
    ['51', 'social-organization'],
    ['52', 'private-non-enterprise'],
    ['53', 'foundation'],
    ['31', 'law-firm'],
    ['12', 'institution'],
    ['81', 'union'],
    ['N2', 'village-collective'],
    ['71', 'religious'],
    ['Y1', 'other'],
  ] as const)('%s is %s', (head, kind) => {
    expect(checkUscc(makeUscc(head, '210202', '11841744')).kind).toBe(kind)
  })
  it('warns of an unknown sort and of an impossible division', () => {
    expect(checkUscc(makeUscc('97', '210202', '11841744')).warnings.map((each) => each.code)).toEqual(['authority'])
    expect(checkUscc(makeUscc('91', '990202', '11841744')).warnings.map((each) => each.code)).toEqual(['division'])
  })
})

describe('cells as they arrive', () => {
  const right = makeUscc('91', '210202', '1184174X')
  it.each([
    ['lower case', right.toLowerCase()],
    ['full width', right.replace(/./g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))],
    ['spaces', `  ${right.slice(0, 6)} ${right.slice(6)}\u3000`],
    ['dashes', `${right.slice(0, 8)}-${right.slice(8, 16)}-${right.slice(16)}`],
    ['apostrophe', `'${right}`],
    ['label and copy number', `统一社会信用代码：${right}(1-1)`],
    ['zero-width space', `\u200b${right}`],
  ])('%s is cleaned and valid', (_, text) => {
    expect(checkUscc(text)).toMatchObject({ code: right, state: 'valid' })
    expect(checkUscc(text).warnings.map((each) => each.code)).toEqual(['cleaned'])
  })
  it('reads O as 0 and I as 1, and says so', () => {
    const reading = checkUscc(right.replace('0', 'O').replace('1', 'I'))
    expect(reading).toMatchObject({ code: right, state: 'suspicious' })
    expect(reading.warnings.at(-1)?.words).toContain('O')
  })
  it.each([Number('912102021184174421'), '9.1210E+17', '912102021184174000', 9.121e17])(
    '%s has lost its last digits',
    (value) => {
      const reading = checkUscc(value)
      expect(reading).toMatchObject({ code: null, state: 'unusable', form: 'digits-lost' })
      expect(reading.warnings[0]?.words).toContain('文本')
    },
  )
  it('a code that really ends in 000 stays', () => {
    const text = allCodes().find((each) => each.endsWith('000') && /^\d+$/.test(each))
    expect(text).toBeDefined()
    expect(checkUscc(text)).toMatchObject({ state: 'valid', code: text })
  })
  it.each([
    ['210200000012345', 'registration-number'],
    [210200000012345, 'registration-number'],
    ['11841744-2', 'organisation-code'],
    [null, 'empty'],
    ['', 'empty'],
    ['—', 'empty'],
    ['无', 'empty'],
    ['#N/A', 'unknown'],
    ['待补', 'unknown'],
    [{}, 'empty'],
    [{ kind: 'error', error: '#REF!' }, 'unknown'],
    [{ kind: 'number', value: 1, text: '912102021184174000', precisionLost: true }, 'digits-lost'],
    [Number.NaN, 'digits-lost'],
  ])('%s is %s', (value, form) => {
    expect(checkUscc(value)).toMatchObject({ code: null, state: 'unusable', form })
  })
  it('keeps the bare organisation code for matching', () => {
    expect(checkUscc('118417442').organisationCode).toBe('118417442')
  })
  it('does not choose between two codes in one cell', () => {
    const reading = checkUscc(`${right}、91350100M000100Y43`)
    expect(reading).toMatchObject({ code: null, state: 'unusable' })
    expect(reading.repairs.map((repair) => repair.code)).toEqual([right, '91350100M000100Y43'])
  })
})

describe('properties', () => {
  it('a made code is valid and says what it was made of', () => {
    fc.assert(
      fc.property(prefix, division, organisation, (head, place, number) => {
        const reading = checkUscc(makeUscc(head, place, number))
        expect(reading).toMatchObject({ state: 'valid', warnings: [], divisionCode: place })
        expect(reading.organisationCode).toBe(number + organisationCheckDigit(number))
      }),
      seeded,
    )
  })
  it('a single wrong character never passes as valid, and an impossible letter always gets a candidate', () => {
    fc.assert(
      fc.property(
        code,
        fc.nat(17),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
        (right, place, wrong) => {
          fc.pre(right[place] !== wrong)
          const reading = checkUscc(right.slice(0, place) + wrong + right.slice(place + 1))
          expect(reading.state).not.toBe('valid')
          expect(reading.warnings.length).toBeGreaterThan(0)
          const impossible = 'OISZV'.includes(wrong)
          expect(impossible && reading.repairs.length === 0).toBe(false)
        },
      ),
      seeded,
    )
  })
  it('neighbours swapped are reported and the true code is offered', () => {
    fc.assert(
      fc.property(code, fc.nat(16), (right, place) => {
        const wrong = right.slice(0, place) + right.charAt(place + 1) + right.charAt(place) + right.slice(place + 2)
        fc.pre(wrong !== right && !/^\d{15}000$/.test(wrong))
        const reading = checkUscc(wrong)
        expect(reading.state).toBe('suspicious')
        expect(reading.repairs.length).toBeGreaterThan(0)
      }),
      seeded,
    )
  })
  it('whatever the cell, repairs are valid codes and nothing throws', () => {
    const damaged = fc
      .tuple(code, fc.nat(17), fc.constantFrom('', 'O', 'I', 'Z', 'S', 'V', '8B', 'b', ' ', '－'))
      .map(([right, place, noise]) => right.slice(0, place) + noise + right.slice(place + 1))
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string(), fc.anything()), (value) => {
        for (const repair of checkUscc(value).repairs) expect(isValidUscc(repair.code)).toBe(true)
      }),
      { seed: 32100, numRuns: 1000 },
    )
  })
  it('refuses to make a code of impossible parts', () => {
    expect(() => makeUscc('91', '21020', '11841744')).toThrow(RangeError)
    expect(() => makeUscc('91', '210202', '1184174O')).toThrow(RangeError)
  })
})

function allCodes(): string[] {
  return Array.from({ length: 20_000 }, (_, number) => makeUscc('91', '210202', String(number + 10_000_000)))
}
