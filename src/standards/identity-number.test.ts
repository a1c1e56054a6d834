import { expect, it } from 'vitest'
import { checkOf, readIdentityNumber } from './identity-number.ts'

// Invented, of a place code that was never given out.
const made = (head: string): string => head + checkOf(head)

it('reads birthday and sex', () => {
  const number = made('99010119900307321')
  expect(readIdentityNumber(` ${number.slice(0, 6)} ${number.slice(6)} `)).toEqual({
    ok: true,
    number,
    born: '1990-03-07',
    gender: 'male',
  })
  const other = readIdentityNumber(made('99010119841231002'))
  expect(other.ok && other.gender).toBe('female')
})

it('agrees with the standard’s own example', () => {
  // GB 11643-1999, annex: 11010519491231002X and 440524188001010014.
  expect(readIdentityNumber('11010519491231002x').ok).toBe(true)
  expect(readIdentityNumber('440524188001010014').ok).toBe(true)
})

it.each([
  ['110105491231002', '15 位'],
  ['1101051949123100', '不是 18 位'],
  ['110105194912310021', '校验位'],
  [made('99010119900230321'), '出生日期'],
  ['', '不是 18 位'],
])('refuses %s', (text, why) => {
  const read = readIdentityNumber(text)
  expect(read.ok).toBe(false)
  if (!read.ok) expect(read.why).toContain(why)
})

it('finds every single slip of a digit', () => {
  const number = made('99010119900307321')
  for (let place = 0; place < 17; place++) {
    for (const digit of '0123456789') {
      if (digit === number[place]) continue
      const slipped = `${number.slice(0, place)}${digit}${number.slice(place + 1)}`
      expect(readIdentityNumber(slipped).ok, slipped).toBe(false)
    }
  }
})
