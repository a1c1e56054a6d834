/**
 * Personal data as lists, exports, logs and messages show them unless a purpose was stated. Enough is left to tell two
 * colleagues apart, not enough to know somebody: `张伟` → `张*`, `欧阳明明` → `欧***`, `13812345678` → `138****5678`,
 * `210202199001011234` → `210***********1234`. Null and empty stay what they are.
 */
export type PersonalKind = 'name' | 'phone' | 'identity'

export function mask<T extends string | null>(kind: PersonalKind, text: T): T {
  return kind === 'name' ? maskName(text) : kind === 'phone' ? maskPhone(text) : maskIdentity(text)
}

const BETWEEN = '、，,；;/\\s（）()'
const WORD = new RegExp(`[^${BETWEEN}]+`, 'gu')

export function maskName<T extends string | null>(name: T): T {
  if (name === null || name === '') return name
  // Several names in one cell (`张伟、李娜`) are masked one by one. Each result is a string where the argument was one.
  return name.replaceAll(WORD, maskWord) as T
}

/** The names of a cell one by one: `张伟、李娜` are two persons. */
export function namesIn(text: string): readonly string[] {
  return text.match(WORD) ?? []
}

/**
 * Whether a cell holds what a mask left of something. Such a cell is never taken as somebody's name or number: a masked
 * list that comes back says nothing about the person. No name and no number has a star in it.
 */
export function isMasked(text: string): boolean {
  return /[*＊]/u.test(text)
}

function maskWord(word: string): string {
  const characters = [...word]
  return characters.length === 1 ? '*' : `${characters[0]}${'*'.repeat(characters.length - 1)}`
}

export function maskPhone<T extends string | null>(phone: T): T {
  return hideMiddle(phone, 3, 4)
}

export function maskIdentity<T extends string | null>(number: T): T {
  return hideMiddle(number, 3, 4)
}

const LEAST_HIDDEN = 4

/** Of a short number less of the end is left: a landline of eight digits would else be told by seven of them. */
function hideMiddle<T extends string | null>(text: T, head: number, tail: number): T {
  if (text === null || text === '') return text
  const characters = [...(text as string)]
  const shown = Math.min(tail, characters.length - head - LEAST_HIDDEN)
  if (shown <= 0) return '*'.repeat(characters.length) as T
  const hidden = '*'.repeat(characters.length - head - shown)
  return `${characters.slice(0, head).join('')}${hidden}${characters.slice(-shown).join('')}` as T
}
