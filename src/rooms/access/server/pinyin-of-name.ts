import { readPinyin } from '../../../standards/pinyin.ts'

/** `zhangwei`, `zw`, `zhang`, `weizhang`: what people make of their names. */
export function soundsOfName(name: string): string[] {
  const syllables = readPinyin(name).map((syllable) => syllable.toLowerCase())
  const [family = '', ...given] = syllables
  return [
    syllables.join(''),
    syllables.map((syllable) => syllable[0] ?? '').join(''),
    family,
    given.join(''),
    [...given, family].join(''),
  ].filter((sound) => sound.length >= 2)
}
