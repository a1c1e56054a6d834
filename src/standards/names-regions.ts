/**
 * Region words at the head of a name (省、市、区县、镇 and zones), read against a list that is handed in as data: names
 * with their GB/T 2260 codes, so that two readings can be told to agree (one lies in the other) or to conflict.
 *
 * Provinces, prefectures and cities are also known by their short form (某市 → 某), because registered names use it.
 * Districts and counties only behind the place they lie in: 和平区, 平安县 would eat the trade names 和平, 平安. A second
 * region word is only taken when it lies inside the first one.
 */
import { ZONE_WORDS } from './names-words.ts'

export interface RegionWord {
  readonly name: string
  /** GB/T 2260 code of 2, 4, 6, 9 or 12 digits; `210200` and `2102` are the same. */
  readonly code: string
}

/** The words as a tree of characters. */
export interface RegionWords {
  readonly next: Map<number, RegionWords>
  /**
   * Significant code prefixes (`2102`) of the word that ends here; several where a name is used twice in the
   * country.
   */
  codes: readonly string[] | null
  /** The same for words that count only inside another place. */
  inner: readonly string[] | null
}

export interface RegionReading {
  /** How many characters from `at` are region. */
  readonly length: number
  /** Possible code prefixes of the innermost place; empty when none was read. */
  readonly codes: readonly string[]
}

/** Countries stand where a region may stand: 某某(中国)有限公司. They agree with every region. */
const COUNTRY_WORDS = ['中国', '中华人民共和国']
const PROVINCE_TAIL = /(?:壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$/
const COUNTY_TAIL = /市$|(?<=..)(?:区|县|旗|林区|特区)$/
const PREFECTURE_TAIL = /市$|地区$|盟$|(?:[一-鿿]{1,3}族)+自治州$/
/** By the length of the significant code. */
const SHORT_FORM_TAILS = new Map([
  [2, PROVINCE_TAIL],
  [4, PREFECTURE_TAIL],
  [6, COUNTY_TAIL],
])
const NOTHING: RegionReading = { length: 0, codes: [] }

export function compileRegions(words: Iterable<RegionWord>): RegionWords {
  const root = makeNode()
  for (const country of COUNTRY_WORDS) addWord(root, country, '')
  for (const word of words) {
    const code = significant(word.code)
    addWord(root, word.name, code)
    const short = shortForm(word.name, code)
    if (short !== null) addWord(root, short, code, code.length === 6 && !word.name.endsWith('市'))
  }
  return root
}

function makeNode(): RegionWords {
  return { next: new Map(), codes: null, inner: null }
}

function addWord(root: RegionWords, word: string, code: string, inner = false): void {
  if (word.length < 2) return
  let node = root
  for (let at = 0; at < word.length; at++) {
    const character = word.charCodeAt(at)
    const known = node.next.get(character)
    const child = known ?? makeNode()
    if (known === undefined) node.next.set(character, child)
    node = child
  }
  const field = inner ? 'inner' : 'codes'
  if (node[field]?.includes(code) !== true) node[field] = [...(node[field] ?? []), code]
}

/** `210200` → `2102`; `210000` → `21`. */
function significant(code: string): string {
  const pairs = code.replace(/(?:00)+$/, '')
  return pairs.length % 2 === 1 && pairs.length < 6 ? `${pairs}0` : pairs
}

function shortForm(name: string, code: string): string | null {
  const tail = SHORT_FORM_TAILS.get(code.length)
  if (tail === undefined) return null
  const short = name.replace(tail, '')
  return short.length >= 2 && short !== name ? short : null
}

/**
 * Reads as many nested region words as stand at `at`, with a zone word behind them or alone. `end` bounds the
 * reading.
 */
export function readRegion(text: string, at: number, end: number, regions: RegionWords): RegionReading {
  let place = at
  let codes: readonly string[] = []
  for (;;) {
    const found = longestWord(text, place, end, regions, place === at ? null : codes)
    if (found === null) break
    place += found.length
    codes = found.codes
  }
  const zone = zoneLength(text, place, end)
  if (place === at && zone === 0) return NOTHING
  return { length: place - at + zone, codes }
}

function zoneLength(text: string, at: number, end: number): number {
  if (!ZONE_STARTS.has(text.charCodeAt(at))) return 0
  const word = ZONE_WORDS.find((zone) => text.startsWith(zone, at) && at + zone.length <= end)
  return word?.length ?? 0
}

const ZONE_STARTS = new Set(ZONE_WORDS.map((word) => word.charCodeAt(0)))

/** 某市|政工程 is 某|市政工程. */
const CITY_WORDS = /^市[政场民区]/

/** The longest word at `at`; inside one of the places `within`, when these are given. */
function longestWord(
  text: string,
  at: number,
  end: number,
  regions: RegionWords,
  within: readonly string[] | null,
): RegionReading | null {
  let best: RegionReading | null = null
  let node: RegionWords | undefined = regions
  for (let to = at; to < end; to++) {
    node = node.next.get(text.charCodeAt(to))
    if (node === undefined) break
    const codes = within === null ? node.codes : placesWithin(node, within)
    if (codes === null || codes.length === 0) continue
    if (best !== null && CITY_WORDS.test(text.slice(to, to + 2))) continue
    best = { length: to + 1 - at, codes }
  }
  return best
}

/** A district or county known by its short form at `at`, wherever it lies: how many characters it takes. */
export function readShortCounty(text: string, at: number, regions: RegionWords): number {
  let length = 0
  let node: RegionWords | undefined = regions
  for (let to = at; to < text.length; to++) {
    node = node.next.get(text.charCodeAt(to))
    if (node === undefined) break
    if (node.inner !== null) length = to + 1 - at
  }
  return length
}

function placesWithin(node: RegionWords, places: readonly string[]): readonly string[] | null {
  const codes = node.codes?.filter((code) => liesWithin(code, places)) ?? []
  return codes.length > 0 ? codes : (node.inner?.filter((code) => liesWithin(code, places)) ?? null)
}

function liesWithin(code: string, places: readonly string[]): boolean {
  for (const place of places) if (code.length > place.length && code.startsWith(place)) return true
  return false
}

/** False only when both name a place and neither lies in the other. */
export function regionsAgree(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true
  return one.some((a) => other.some((b) => a.startsWith(b) || b.startsWith(a)))
}
