import type { Decision } from '../../../kernel/verbs.ts'
import { COMMON_CHINESE, COMMON_WORDS, KEYBOARD_ROWS } from './common-passwords.ts'

/**
 * Whether a password will do, after NIST SP 800-63B: long enough and not one that is guessed first; no rules about capital
 * letters and signs, no forced change. What guessers try first is not a list of so many thousand strings but a few words
 * and habits joined together. So the password is covered, from left to right and as far as possible, with pieces that
 * cost a guesser nearly nothing: words in use, the person's own names and numbers, walks along the keyboard, runs,
 * repeats, dates. What is left over, and how many pieces it took, must amount to something.
 */
export const LEAST_LENGTH = 10

export interface Owner {
  readonly username: string
  readonly name: string
  /** Pinyin of the name, where the caller has it. */
  readonly sounds?: readonly string[]
  readonly phone?: string | null
}

/** What is left counts in characters; a known piece counts as little as this many. */
const LEAST_WORTH = 6
const PIECE_WORTH = 1.5

export function checkPassword(password: string, owner: Owner): Decision {
  const text = password.normalize('NFKC')
  const length = [...text].length
  if (length < LEAST_LENGTH) return no(`至少 ${LEAST_LENGTH} 个字，可以用一句好记的话`)
  if (new Set(text).size < 5) return no('来来去去只有几个字，一猜就中')
  const plain = fold(text)
  if (isPhone(plain)) return no('不要用电话号码')
  if (isIdentity(plain)) return no('不要用身份证号')
  const own = ownWords(owner)
  const { worth, usesOwn } = cover(plain, own)
  if (worth >= LEAST_WORTH) return { ok: true }
  return no(usesOwn ? '不要用自己的用户名、姓名或电话来拼' : '这是很多人都在用的密码，一猜就中')
}

const no = (why: string): Decision => ({ ok: false, why })

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/\s/g, '')
}

const isPhone = (text: string): boolean => /^(\+?86)?1[3-9]\d{9}$/.test(text) || /^0\d{2,3}-?\d{7,8}$/.test(text)
const isIdentity = (text: string): boolean => /^\d{6}(19|20)\d{2}(0\d|1[0-2])([0-2]\d|3[01])\d{3}[\dx]$/.test(text)

function ownWords({ username, name, sounds = [], phone }: Owner): readonly string[] {
  const tail = phone?.replaceAll(/\D/g, '').slice(-8)
  return [username, name, ...sounds, ...(tail ? [tail, tail.slice(-4), tail.slice(-6)] : [])]
    .map(fold)
    .filter((word) => word.length >= 2)
}

interface Cover {
  readonly worth: number
  readonly usesOwn: boolean
}

/** The cheapest way to put the password together; quadratic in its length, which is at most a few hundred. */
function cover(text: string, own: readonly string[]): Cover {
  const letters = [...text]
  const best: Cover[] = [{ worth: 0, usesOwn: false }]
  for (let end = 1; end <= letters.length; end++) {
    const before = best[end - 1] as Cover
    let cheapest: Cover = { worth: before.worth + 1, usesOwn: before.usesOwn }
    for (let start = Math.max(0, end - LONGEST_PIECE); start <= end - 2; start++) {
      const piece = letters.slice(start, end).join('')
      const mine = own.includes(piece)
      const upTo = best[start] as Cover
      // A piece twice is no more than the piece once.
      const worth = upTo.worth + (text.indexOf(piece) < text.lastIndexOf(piece, text.length) ? 1 : PIECE_WORTH)
      if (worth < cheapest.worth && (mine || isKnown(piece))) {
        cheapest = { worth, usesOwn: upTo.usesOwn || mine }
      }
    }
    best.push(cheapest)
  }
  return best[letters.length] as Cover
}

const LONGEST_PIECE = 24

function isKnown(piece: string): boolean {
  return (
    (piece.length >= 3 && (COMMON_WORDS.has(piece) || COMMON_WORDS.has(unleet(piece)))) ||
    COMMON_CHINESE.includes(piece) ||
    isRepeat(piece) ||
    isDate(piece) ||
    (piece.length >= 3 && isWalk(piece))
  )
}

const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' }

function unleet(text: string): string {
  return [...text].map((letter) => LEET[letter] ?? letter).join('')
}

/** `1111`, `abab`, `123123`. */
function isRepeat(text: string): boolean {
  for (let part = 1; part <= text.length / 2; part++) {
    if (text.length % part === 0 && text.slice(0, part).repeat(text.length / part) === text && text.length > 2)
      return true
  }
  return false
}

/** A year, a month and day, or all of it: everybody's own dates lie within a few ten thousand. */
function isDate(text: string): boolean {
  return (
    /^(19[3-9]\d|20[0-4]\d)$/.test(text) ||
    /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text) ||
    /^(19[3-9]\d|20[0-4]\d)[-./年]?(0?[1-9]|1[0-2])([-./月]?(0?[1-9]|[12]\d|3[01])日?)?$/.test(text) ||
    /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text)
  )
}

function isWalk(text: string): boolean {
  const back = [...text].reverse().join('')
  return KEYBOARD_ROWS.some((row) => row.includes(text) || row.includes(back))
}
