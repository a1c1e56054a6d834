import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPassword, LEAST_LENGTH } from './password.ts'

const owner = { username: 'zhangwei', name: '张伟', sounds: ['zhangwei', 'zw', 'zhang'], phone: '13842867719' }
const why = (password: string): string | null => {
  const decision = checkPassword(password, owner)
  return decision.ok ? null : decision.why
}

describe('passwords that are guessed first', () => {
  test.each([
    'a1b2c3',
    '1234567890',
    '5201314520',
    'woaini1314',
    'woaini5201314',
    'qwertyuiop',
    '1qaz2wsx3edc',
    '1qaz@wsx2024',
    'Password2024',
    'P@ssw0rd123',
    'admin123456',
    'Admin@123456',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghij',
    'zyxwvutsrq',
    '19900101zw',
    '1990-01-01',
    '1990年1月1日日',
    '13842867719',
    '+8613842867719',
    '0411-83658888',
    '210202199001011234',
    'zhangwei123',
    'ZhangWei@2024',
    '张伟20240101',
    'zhangwei67719',
    'dangjian2024',
    'dangyuan12371',
    'shegongbu2026',
    'weirenminfuwu',
    '为人民服务123456',
    '管理员管理员管理员一',
    'juxin juxin 1',
    'asdfghjkl;',
    '147258369147',
    '６６６６８８８８６６', // full-width digits are the digits they look like
  ])('%s', (password) => {
    expect(why(password)).not.toBeNull()
  })
})

describe('passwords that will do', () => {
  test.each([
    '海风吹过老码头 7 点',
    'correct horse battery staple',
    'mF7#kQ2pLx',
    'lanseyueguangzhaozaichuanshang',
    '三月种下的树九月才发芽',
    '孩子说月亮像半块饼干',
    'tuopan-gangkou-maozi-42',
  ])('%s', (password) => {
    expect(why(password)).toBeNull()
  })
})

test('the reason says what is wrong', () => {
  expect(why('短')).toContain('至少 10 个字')
  expect(why('13842867719')).toContain('电话')
  expect(why('210202199001011234')).toContain('身份证')
  expect(why('zhangwei@2024')).toContain('自己的用户名')
  expect(why('Password2024')).toContain('很多人都在用')
})

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789#%&+=?')

describe('whatever is typed', () => {
  test('an answer comes, quickly, and shorter than the least is never good', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (password) => {
        const decision = checkPassword(password, owner)
        if ([...password.normalize('NFKC')].length < LEAST_LENGTH) expect(decision.ok).toBe(false)
        if (!decision.ok) expect(decision.why.length).toBeGreaterThan(4)
      }),
      { seed: 20261121, numRuns: 300 },
    )
  })

  test('sixteen random characters are good for everybody', () => {
    fc.assert(
      fc.property(fc.array(letter, { minLength: 16, maxLength: 30 }), (letters) => {
        // Random draws may repeat one letter sixteen times; those are rightly refused.
        fc.pre(new Set(letters).size >= 10)
        expect(checkPassword(letters.join(''), owner)).toEqual({ ok: true })
      }),
      { seed: 20261122, numRuns: 300 },
    )
  })

  test('words in use with a year or a walk hung on stay bad in any case and order', () => {
    const word = fc.constantFrom('dangjian', 'woaini', 'password', 'qwerty', 'zhangwei', 'admin', 'beijing')
    const tail = fc.constantFrom('2024', '123456', '5201314', '@2023', '!', '888888', '1990', '1qaz')
    fc.assert(
      fc.property(word, tail, tail, fc.boolean(), (base, first, second, upper) => {
        const password = first + (upper ? base.toUpperCase() : base) + second
        expect(checkPassword(password, owner).ok).toBe(false)
      }),
      { seed: 20261123, numRuns: 200 },
    )
  })
})
