/**
 * Pinyin of names, without tones: `大连银行` → da lian yin hang. One reading a character from a table that fills itself from
 * pinyin-pro, and the exceptions that matter in names of firms and places decided by the neighbouring character. That is an
 * eighth of the work of segmenting every name, and where the two differ this table is right more often (in 大连长兴 the
 * segmenter hears 连长, a company commander). ü is written v, as on the keyboard.
 */
import { pinyin } from 'pinyin-pro'
import { PLAIN_READINGS, POLYPHONES } from './pinyin-polyphones.ts'

const readings = new Map(Object.entries(PLAIN_READINGS))
const polyphones = pairReadings()

/** One syllable per character; what is no Chinese character comes back as it is, in lower case. */
export function readPinyin(text: string): string[] {
  const characters = [...text]
  return characters.map((character, place) => {
    const exceptions = polyphones.get(character)
    const exception =
      exceptions?.get(`${characters[place - 1] ?? ''}${character}`) ??
      exceptions?.get(`${character}${characters[place + 1] ?? ''}`)
    return exception ?? readings.get(character) ?? learn(character)
  })
}

function learn(character: string): string {
  const reading = pinyin(character, { toneType: 'none', v: true }).toLowerCase()
  readings.set(character, reading)
  return reading
}

/** character → two-character word → reading. */
function pairReadings(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>()
  for (const [character, reading, words] of POLYPHONES) {
    const pairs = found.get(character) ?? new Map<string, string>()
    for (const word of words.split(' ')) pairs.set(word, reading)
    found.set(character, pairs)
  }
  return found
}
