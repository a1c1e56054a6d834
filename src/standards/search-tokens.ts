/**
 * Finding a unit by any piece of its name, address or code, in Simplified or Traditional characters, in pinyin or initials.
 *
 * A database cannot index “contains these two characters”, so each unit stores a small set of tokens (an array under an inverted
 * index) and one line of text. A query becomes tokens that the unit must have, which the index answers, and patterns that the
 * line must match, which drop what the tokens let through. Tokens of a unit:
 *
 *   Chinese    neighbouring pairs of name and address: 海运集团 → 海运 运集 集团 (not the pairs of 有限责任公司, nor 省 and 市)
 *   initials   neighbouring pairs of the name's pinyin initials: hy yj jt
 *   code       every four neighbouring characters; Latin words and numbers of the name, long numbers of the address as they are
 *
 * Pinyin in full is found by its initials and checked in the line, where every syllable begins with a capital. Queries too short
 * for a token (one Chinese character, one letter, three digits) have none: the lines are scanned, and since such pieces occur in
 * many units the first page is full long before the end.
 */
import { simplify } from './names-script.ts'
import { normaliseText } from './names-text.ts'
import { SYLLABLES } from './pinyin-polyphones.ts'
import { readPinyin } from './pinyin.ts'

export interface SearchUnit {
  readonly name: string
  readonly code: string | null
  readonly address: string | null
}

/** What one unit stores. */
export interface SearchEntry {
  /** Without duplicates; 40 on average. */
  readonly tokens: readonly string[]
  /** `name|address|code|<initials>|Pinyin`, for the patterns. */
  readonly text: string
}

/** All tokens must be there and all patterns match (SQL `like`, escape `\`). */
export interface SearchWay {
  readonly tokens: readonly string[]
  readonly patterns: readonly string[]
}

export interface SearchQuery {
  /** The unit is found when any one of these ways leads to it; empty for an empty query. */
  readonly ways: readonly SearchWay[]
}

const HAN = /[\u3400-\u9fff〇]/
/** Nearly every name has these pairs: as tokens they would be long lists that exclude nobody. */
const COMMON_PAIRS = new Set('有限 限公 公司 限责 责任 任公 股份 份有'.split(' '))
const COMPANY_FORM = /(?:股份)?有限(?:责任)?公司/
/** 某省某市 before a county: on every address of the office. A city with no county behind it is the county itself. */
const UPPER_DIVISIONS = /^(?:[^省市区县]{2,8}(?:省|自治区))?(?:[^省市区县]{2,6}市(?=[^省市区县]{1,12}[市区县旗]))?/
const MOST_ADDRESS_PAIRS = 16
const MOST_WAYS = 8
/** Stands for the apostrophe of xi'an, which normalising would take away. */
const CUT = '·'

export function searchTokens(unit: SearchUnit): readonly string[] {
  return tokensOf(spell(unit))
}

/** The line alone, for a ledger small enough to be scanned. */
export function searchText(unit: SearchUnit): string {
  return textOf(spell(unit))
}

export function searchEntry(unit: SearchUnit): SearchEntry {
  const spelt = spell(unit)
  return { tokens: tokensOf(spelt), text: textOf(spelt) }
}

interface Spelt {
  readonly name: string
  readonly address: string
  readonly code: string
  readonly initials: string
  readonly spoken: string
}

function spell(unit: SearchUnit): Spelt {
  const name = normaliseText(unit.name, simplify)
  const address = unit.address === null ? '' : normaliseText(unit.address, simplify)
  let initials = ''
  let spoken = ''
  // Said with 有限公司 in it every second name would sound like xian, so the form is left out.
  for (const syllable of readPinyin(name.replace(COMPANY_FORM, ''))) {
    const first = syllable.charAt(0)
    if (!/[a-z0-9]/.test(first)) continue
    initials += first
    spoken += first.toUpperCase() + syllable.slice(1)
  }
  return { name, address, code: unit.code?.toUpperCase() ?? '', initials, spoken }
}

function textOf({ name, address, code, initials, spoken }: Spelt): string {
  return `${name}|${address}|${code}|<${initials}>|${spoken}`
}

function tokensOf({ name, address, code, initials }: Spelt): string[] {
  const tokens = new Set<string>()
  addPairs(name, tokens, Infinity)
  addPairs(address.replace(UPPER_DIVISIONS, ''), tokens, MOST_ADDRESS_PAIRS)
  for (let place = 0; place + 2 <= initials.length; place++) tokens.add(initials.slice(place, place + 2))
  for (const word of name.match(/[0-9A-Z]{2,}/g) ?? []) tokens.add(`=${word}`)
  for (const number of address.match(/[0-9]{4,}/g) ?? []) tokens.add(`=${number}`)
  addCodePieces(code, tokens)
  return [...tokens]
}

function addPairs(text: string, tokens: Set<string>, most: number): void {
  let left = most
  let before = false
  for (let place = 0; place < text.length && left > 0; place++) {
    const point = text.charCodeAt(place)
    const chinese = (point >= 0x3400 && point <= 0x9fff) || point === 0x3007
    if (chinese && before) {
      const pair = text.slice(place - 1, place + 1)
      if (!COMMON_PAIRS.has(pair)) {
        tokens.add(pair)
        left--
      }
    }
    before = chinese
  }
}

function addCodePieces(code: string, tokens: Set<string>): void {
  for (let place = 0; place + 4 <= code.length; place++) tokens.add(code.slice(place, place + 4))
}

/** Words apart by spaces must all be found; each may be found in several ways. */
export function queryTokens(text: string): SearchQuery {
  const words = text
    .trim()
    .split(/[\s\u3000]+/)
    .map((word) => normaliseText(word.replace(/(?<=[a-zü])['’](?=[a-z])/gi, CUT), simplify))
    .filter((word) => word !== '')
    .slice(0, 6)
  let ways: SearchWay[] = words.length === 0 ? [] : [{ tokens: [], patterns: [] }]
  for (const word of words) {
    ways = ways.flatMap((way) => waysOfWord(word).map((more) => both(way, more))).slice(0, MOST_WAYS)
  }
  return { ways }
}

/** The same test as the patterns in SQL, for lists that are already in memory. */
export function compileSearch(query: SearchQuery): (entry: SearchEntry) => boolean {
  const ways = query.ways.map((way) => ({ tokens: way.tokens, patterns: way.patterns.map(piecesOf) }))
  return (entry) =>
    ways.some(
      (way) =>
        way.tokens.every((token) => entry.tokens.includes(token)) &&
        way.patterns.every((pieces) => inOrder(entry.text, pieces)),
    )
}

/** The fixed pieces of a pattern that begins and ends with `%`. */
function piecesOf(pattern: string): string[] {
  return pattern
    .split(/(?<!\\)%/)
    .filter((piece) => piece !== '')
    .map((piece) => piece.replace(/\\([\\%_])/g, '$1'))
}

function inOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0
  for (const piece of pieces) {
    const found = text.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return true
}

function both(one: SearchWay, other: SearchWay): SearchWay {
  return {
    tokens: [...new Set([...one.tokens, ...other.tokens])],
    patterns: [...new Set([...one.patterns, ...other.patterns])],
  }
}

/** `word` is normalised: Simplified, half-width, capital Latin letters. */
function waysOfWord(word: string): SearchWay[] {
  if (HAN.test(word)) return chineseWays(word)
  if (/^[A-ZÜü·]+$/.test(word)) return letterWays(word.toLowerCase().replaceAll('ü', 'v'))
  const tokens = new Set<string>()
  addCodePieces(word, tokens)
  const ways: SearchWay[] = [{ tokens: [...tokens], patterns: [contains(word)] }]
  if (word.length >= 4) ways.push({ tokens: [`=${word}`], patterns: [contains(word)] })
  return ways
}

function chineseWays(word: string): SearchWay[] {
  const tokens = new Set<string>()
  // Province and city are no tokens of an address, so a query that begins with them relies on the rest.
  addPairs(word.replace(UPPER_DIVISIONS, ''), tokens, MOST_ADDRESS_PAIRS)
  const whole = { tokens: [...tokens], patterns: [contains(word)] }
  const runs = word.match(/[\u3400-\u9fff〇]+|[A-Z]+|[^\u3400-\u9fff〇A-Z]+/g) ?? []
  if (runs.length < 2 || runs.length > 3 || !runs.some((run) => /^[A-Z]+$/.test(run))) return [whole]
  // dl海运: initials or pinyin and characters mixed.
  let mixed: SearchWay[] = [{ tokens: [], patterns: [] }]
  for (const run of runs) {
    mixed = mixed.flatMap((way) =>
      (/^[A-Z]+$/.test(run)
        ? letterWays(run.toLowerCase())
        : [{ tokens: pairsOf(run), patterns: [contains(run)] }]
      ).map((more) => both(way, more)),
    )
  }
  return [whole, ...mixed]
}

function pairsOf(text: string): string[] {
  const tokens = new Set<string>()
  addPairs(text, tokens, MOST_ADDRESS_PAIRS)
  return [...tokens]
}

/** Letters are initials, or syllables in every way they can be cut (xian: 西安, 先), the last one perhaps unfinished. */
function letterWays(letters: string): SearchWay[] {
  const ways: SearchWay[] = []
  for (const syllables of cutSyllables(letters)) {
    const initials = syllables.map((syllable) => syllable.charAt(0)).join('')
    const spoken = syllables.map((syllable) => syllable.charAt(0).toUpperCase() + syllable.slice(1)).join('')
    ways.push({ tokens: initialPairs(initials), patterns: [contains(spoken)] })
  }
  if (!letters.includes(CUT)) ways.push({ tokens: initialPairs(letters), patterns: [`%<%${letters}%>%`] })
  return ways.slice(-MOST_WAYS)
}

function initialPairs(initials: string): string[] {
  const found = new Set<string>()
  for (let place = 0; place + 2 <= initials.length; place++) found.add(initials.slice(place, place + 2))
  return [...found]
}

const STARTS = new Set(
  [...SYLLABLES].flatMap((syllable) => [...syllable].map((_, place) => syllable.slice(0, place + 1))),
)

/** Other spellings of ü; the name's line has v. */
const SPELLINGS: Readonly<Record<string, string>> = {
  lyu: 'lv',
  nyu: 'nv',
  lyue: 'lve',
  nyue: 'nve',
  lue: 'lve',
  nue: 'nve',
}

/** Every way to read the letters as syllables; all but the last are whole, and a lone letter begins nothing but the last. */
function cutSyllables(letters: string): string[][] {
  if (letters.length < 2) return []
  const found: string[][] = []
  const cut = (start: number, before: readonly string[]): void => {
    if (found.length >= 32) return
    const from = letters.charAt(start) === CUT ? start + 1 : start
    for (let length = Math.min(6, letters.length - from); length >= 1; length--) {
      const typed = letters.slice(from, from + length)
      const piece = SPELLINGS[typed] ?? typed
      const last = from + length === letters.length
      if (last ? STARTS.has(piece) && (before.length > 0 || length > 1) : SYLLABLES.has(piece)) {
        if (last) found.push([...before, piece])
        else cut(from + length, [...before, piece])
      }
    }
  }
  cut(0, [])
  // A reading that ends in the middle of a syllable counts only where none ends with a whole one.
  const whole = found.filter((syllables) => SYLLABLES.has(syllables.at(-1) ?? ''))
  return whole.length > 0 ? whole : found
}

function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
