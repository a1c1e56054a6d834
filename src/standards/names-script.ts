/**
 * Traditional → Simplified for names, cheap enough to call on every row: a set of the characters that would change is
 * asked first, and nearly every text leaves there. The set and the dictionary are made at the first call.
 */
import { Converter } from 'opencc-js/t2cn'
import type { Simplify } from './names-text.ts'

/** In Simplified use too, above all in names (通用规范汉字表 2013): 乾坤 is not 干坤. */
const KEPT = '乾昇喆堃迺甦邨'
const KEPT_OR_REST = new RegExp(`[${KEPT}]+|[^${KEPT}]+`, 'g')

const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fff

interface Script {
  readonly traditional: Uint8Array
  readonly convert: Simplify
}

let script: Script | undefined

/** Taiwan and Hong Kong spellings too, character by character: the vocabulary stays (軟體 → 软体). */
export const simplify: Simplify = (text) => {
  script ??= makeScript()
  const { traditional, convert } = script
  for (let at = 0; at < text.length; at++) {
    if (traditional[text.charCodeAt(at) - FIRST_HAN] === 1)
      return text.replace(KEPT_OR_REST, (run) => (KEPT.includes(run[0] as string) ? run : convert(run)))
  }
  return text
}

function makeScript(): Script {
  const taiwan = Converter({ from: 'tw', to: 'cn' })
  const hongKong = Converter({ from: 'hk', to: 'cn' })
  const convert: Simplify = (text) => hongKong(taiwan(text))
  const traditional = new Uint8Array(LAST_HAN - FIRST_HAN + 1)
  for (let point = FIRST_HAN; point <= LAST_HAN; point++) {
    const character = String.fromCharCode(point)
    if (!KEPT.includes(character) && convert(character) !== character) traditional[point - FIRST_HAN] = 1
  }
  return { traditional, convert }
}
