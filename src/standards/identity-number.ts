import { parseDay, type Day } from '../kernel/day.ts'

/**
 * Citizen identity numbers, GB 11643-1999: six digits of the place, eight of the birthday, three in sequence (odd for men),
 * one to check: Σ digit × 2^(17−place) mod 11. The older fifteen digits have neither century nor check and are not in use
 * any more.
 */
export type IdentityReading =
  | { readonly ok: true; readonly number: string; readonly born: Day; readonly gender: 'male' | 'female' }
  | { readonly ok: false; readonly why: string; readonly remedy: string }

const CHECKS = '10X98765432'

export function readIdentityNumber(text: string): IdentityReading {
  const number = text
    .normalize('NFKC')
    .replaceAll(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
  if (/^\d{15}$/.test(number)) return { ok: false, why: '是 15 位的旧号码', remedy: '换成 18 位的公民身份号码' }
  if (!/^\d{17}[\dX]$/.test(number))
    return { ok: false, why: '不是 18 位的公民身份号码', remedy: '对照身份证改正；表格里把这一列设为文本，以免丢位' }
  const born = parseDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)
  if (born === null) return { ok: false, why: '里面的出生日期不存在', remedy: '对照身份证改正' }
  if (checkOf(number) !== number[17]) return { ok: false, why: '校验位不对', remedy: '对照身份证改正' }
  return { ok: true, number, born, gender: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

/** The check character of the first seventeen digits. */
export function checkOf(number: string): string {
  let sum = 0
  for (let place = 0; place < 17; place++) sum += Number(number[place]) * (2 ** (17 - place) % 11)
  return CHECKS[sum % 11] ?? ''
}
