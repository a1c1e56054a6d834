/**
 * Personal data as lists, exports, logs and messages show them unless a purpose was stated. Enough is left to tell two
 * colleagues apart, not enough to know somebody: `张伟` → `张*`, `欧阳明明` → `欧***`, `13812345678` → `138****5678`,
 * `210202199001011234` → `210***********1234`. Null and empty stay what they are.
 */
export function maskName<T extends string | null>(name: T): T {
  if (name === null || name === '') return name
  // Several names in one cell (`张伟、李娜`) are masked one by one. Each result is a string where the argument was one.
  return name.replaceAll(/[^、，,；;/\s（）()]+/gu, maskWord) as T
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

function hideMiddle<T extends string | null>(text: T, head: number, tail: number): T {
  if (text === null || text === '') return text
  const characters = [...(text as string)]
  if (characters.length <= head + tail) return '*'.repeat(characters.length) as T
  const hidden = characters.length - head - tail
  return `${characters.slice(0, head).join('')}${'*'.repeat(hidden)}${characters.slice(-tail).join('')}` as T
}
