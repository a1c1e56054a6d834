import { describe, expect, test } from 'vitest'
import { matchTotp, newTotpSecret, stepAt, totpCode, totpUri } from './totp.ts'

/** Base32 of RFC 6238's key `12345678901234567890`. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('RFC 6238, appendix B, SHA-1', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %d seconds', (seconds, code) => {
    expect(totpCode(SECRET, stepAt(new Date(seconds * 1000)), 8)).toBe(code)
  })
})

test('RFC 4226, appendix D: the first ten counters', () => {
  const codes = Array.from({ length: 10 }, (_, counter) => totpCode(SECRET, counter))
  expect(codes.join(' ')).toBe('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489')
})

test('one step off counts, two do not, a used one does not, nor one before it', () => {
  const now = new Date('2026-11-21T01:00:10Z')
  const step = stepAt(now)
  for (const off of [-1, 0, 1]) expect(matchTotp(SECRET, totpCode(SECRET, step + off), now, 0)).toBe(step + off)
  for (const off of [-2, 2]) expect(matchTotp(SECRET, totpCode(SECRET, step + off), now, 0)).toBeNull()
  expect(matchTotp(SECRET, totpCode(SECRET, step), now, step)).toBeNull()
  expect(matchTotp(SECRET, totpCode(SECRET, step - 1), now, step)).toBeNull()
  expect(matchTotp(SECRET, totpCode(SECRET, step + 1), now, step)).toBe(step + 1)
  for (const typed of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    expect(matchTotp(SECRET, typed, now, 0)).toBeNull()
})

test('a secret has 160 bits and no two are alike; the picture says what apps expect', () => {
  const secret = newTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(newTotpSecret()).not.toBe(secret)
  const uri = new URL(totpUri(secret, '张三'))
  expect(uri.protocol).toBe('otpauth:')
  expect(uri.searchParams.get('secret')).toBe(secret)
  expect(uri.searchParams.get('issuer')).toBe('聚新')
})
