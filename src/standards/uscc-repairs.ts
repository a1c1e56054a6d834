/**
 * What a damaged credit code probably was. Every candidate passes both check digits; each says what was changed, and the
 * office decides. Mistakes are tried from the likeliest to the rarest, and the first sort that yields anything wins:
 * letters that no code contains (O, I, S, Z, V), then one look-alike character, then two neighbours swapped, then a
 * character doubled or dropped. A swap or a look-alike passes both checks by chance about once in 340, so a guess beyond
 * one mistake would be worth nothing and is not made.
 */
import { isValidUscc, USCC_ALPHABET, usccCheckDigit } from './uscc-digits.ts'

export interface UsccRepair {
  /** A code with valid check digits. */
  readonly code: string
  /** What was changed, for the office: “第9位 O 改为 0”. */
  readonly words: string
}

/** Letters outside the alphabet and what the hand or the scanner meant, likeliest first. */
const IMPOSSIBLE: Readonly<Record<string, string>> = { O: '0QD', I: '1LJT', Z: '27', S: '58', V: 'UWY' }

/** Characters that are taken for one another in print and handwriting. */
const LOOK_ALIKES = [
  '0DQ',
  '0C6',
  '1L7T',
  '2R7',
  '3895',
  '6GBC',
  '5368',
  '8B3',
  'UWY',
  'MNWH',
  'PRFB',
  'CGQ',
  'EFL',
  'KXHR',
  '49A',
  'TYX7',
]

const MOST = 5

/** `text`: capital letters and digits only. At most five candidates, likeliest first; empty when nothing plausible passes. */
export function repairUscc(text: string): UsccRepair[] {
  if (text.length === 18) {
    const tries = hasImpossible(text) ? [impossibleLetters] : [lookAlikes, neighboursSwapped]
    for (const attempt of tries) {
      const found = distinct(attempt(text))
      if (found.length > 0) return found.slice(0, MOST)
    }
    return []
  }
  if (text.length === 19) return distinct(oneDropped(text)).slice(0, MOST)
  if (text.length === 17) return distinct(oneMissing(text)).slice(0, MOST)
  return []
}

function hasImpossible(text: string): boolean {
  return [...text].some((character) => character in IMPOSSIBLE)
}

/** Every letter that cannot be there is replaced by its likely meanings; at most four of them, else the text is no code. */
function impossibleLetters(text: string): UsccRepair[] {
  const places = [...text].flatMap((character, place) => (character in IMPOSSIBLE ? [place] : []))
  if (places.length > 4) return []
  let readings = [text]
  for (const place of places) {
    const meanings = IMPOSSIBLE[text[place] ?? ''] ?? ''
    readings = readings.flatMap((reading) => [...meanings].map((meaning) => put(reading, place, meaning)))
  }
  const plausible = readings.filter(isValidUscc)
  if (plausible.length > 0 || places.length > 1)
    return plausible.map((code) => ({ code, words: difference(text, code) }))
  // One unknown place: the check digit leaves exactly one character for it, whatever the letter looked like.
  const place = places[0] ?? 0
  return [...USCC_ALPHABET]
    .map((character) => put(text, place, character))
    .filter(isValidUscc)
    .map((code) => ({ code, words: difference(text, code) }))
}

function lookAlikes(text: string): UsccRepair[] {
  const found: UsccRepair[] = []
  for (let place = 0; place < 18; place++) {
    for (const group of LOOK_ALIKES) {
      if (!group.includes(text[place] ?? ' ')) continue
      for (const character of group) {
        const code = put(text, place, character)
        if (isValidUscc(code)) found.push({ code, words: difference(text, code) })
      }
    }
  }
  return found
}

function neighboursSwapped(text: string): UsccRepair[] {
  const found: UsccRepair[] = []
  for (let place = 0; place < 17; place++) {
    const code = text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2)
    if (isValidUscc(code)) found.push({ code, words: `第${place + 1}位与第${place + 2}位对调` })
  }
  return found
}

function oneDropped(text: string): UsccRepair[] {
  const found: UsccRepair[] = []
  for (let place = 0; place < 19; place++) {
    const code = text.slice(0, place) + text.slice(place + 1)
    if (isValidUscc(code)) found.push({ code, words: `去掉多出的第${place + 1}位 ${text.charAt(place)}` })
  }
  return found
}

/** Only the last character and doubled ones are put back: any other gap fits too many characters to be worth showing. */
function oneMissing(text: string): UsccRepair[] {
  const found: UsccRepair[] = []
  const whole = text + (usccCheckDigit(text) ?? '')
  if (isValidUscc(whole)) found.push({ code: whole, words: `补上缺少的第18位 ${whole.slice(17)}` })
  for (let place = 0; place < 17; place++) {
    const code = text.slice(0, place) + text.charAt(place) + text.slice(place)
    if (isValidUscc(code)) found.push({ code, words: `第${place + 2}位补上重复的 ${text.charAt(place)}` })
  }
  return found
}

function put(text: string, place: number, character: string): string {
  return text.slice(0, place) + character + text.slice(place + 1)
}

function difference(before: string, after: string): string {
  return [...before]
    .flatMap((character, place) =>
      character === after[place] ? [] : [`第${place + 1}位 ${character} 改为 ${after.charAt(place)}`],
    )
    .join('，')
}

function distinct(repairs: readonly UsccRepair[]): UsccRepair[] {
  return [...new Map(repairs.map((repair) => [repair.code, repair])).values()]
}
