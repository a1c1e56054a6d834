import { HAN, NUMERAL, ROAD_TAIL } from '../../../standards/address-words.ts'
import { TOWN_KINDS } from '../../../standards/divisions-names.ts'
import { readZone } from '../../../standards/divisions-zones.ts'
import type { Place } from './gazetteer.ts'
import { cityPrefixOf, lengthAt, rootCityOf, scopeOf, within, type Reading } from './reading.ts'

/** Provinces, cities and counties, by official, retired and short names. */
const sticky = (source: string): RegExp => new RegExp(source, 'y')

/** What shows that a short name was the beginning of a longer word. */
const LONGER_WORD = sticky(
  `(?:${ROAD_TAIL}|道|里|弄|桥|村|屯|镇|乡|街道|社区|小区|新村|分园|大厦|大楼|广场|花园|饭店|宾馆|酒店|商场|商城|商厦|市场(?![路街])|` +
    '火车站|汽车站|车站|站|港(?!区)|湾|区|县|市|州|旗|公司|集团|\\d|$)',
)
/** Two-letter names are also the beginnings of mountains and waters: 中山|河. */
const WATER = sticky('[山河江湖海]')
const TOWN_KIND = sticky(TOWN_KINDS)
/** The Xinjiang corps stands between region and city: 新疆生产建设兵团第八师石河子市. */
const CORPS = sticky(`(?:新疆)?生产建设兵团(?:农?第?[${NUMERAL}\\d]{1,3}师)?|农?第?[${NUMERAL}]{1,3}师(?=.)`)
/** County names that are ordinary words until their city is known. */
const GENERIC = /^(?:城|郊|矿|[东西南北])区$/

const KIND_END = /[区县旗州]$/

/** Whether a short name ending at `end` is only the beginning of another word. */
export function isLongerWord(text: string, end: number, length: number): boolean {
  return lengthAt(LONGER_WORD, text, end) > 0 || (length < 3 && lengthAt(WATER, text, end) > 0)
}

export function readCorps({ text, head }: Reading): boolean {
  const length = text.includes('师', head.end) || text.includes('兵团', head.end) ? lengthAt(CORPS, text, head.end) : 0
  head.end += length
  return length > 0
}

export function readFullName(reading: Reading): boolean {
  const { text, head, gazetteer } = reading
  return gazetteer.full.find(text, head.end, (places, length) => {
    const name = text.substr(head.end, length)
    const scope = scopeOf(reading)
    if (GENERIC.test(name) && scope.length < 4 && (scope !== '' || rootCityOf(reading).length < 4)) return false
    const place = choose(reading, places)
    if (place === null) return false
    enter(reading, place, name)
    return true
  })
}

/** The one place that fits what was read; null when none or several do. */
export function choose(reading: Reading, places: readonly Place[]): Place | null {
  const { registry } = reading
  const scope = scopeOf(reading)
  const root = rootCityOf(reading)
  let fits = scope === '' ? places : places.filter((place) => within(place, scope))
  if (scope === '' && root !== '') {
    const near = places.filter((place) => within(place, root))
    if (near.length > 0) fits = near
  }
  if (fits.length > 1) {
    const present = fits.filter((place) => place.how !== 'old')
    // 哈密地区哈密市: the second is the county of that time, not the present city once more.
    const again = scope.length >= 4 && present.every((place) => scope.startsWith(place.prefixes[0] ?? ''))
    if (present.length > 0 && !again) fits = present
    else if (again) fits = fits.filter((place) => place.level === 'county')
  }
  if (fits.length > 1) {
    // 乌鲁木齐 is the city rather than the county of the same name in it.
    const outer = fits.filter((place) => fits.every((other) => other.prefixes[0]?.startsWith(place.prefixes[0] ?? '')))
    if (outer.length === 1) fits = outer
  }
  if (fits.length > 1) {
    const registered = fits.filter((place) => registry.counties.includes(place.code))
    const near = fits.filter((place) => registry.digits !== '' && place.code.startsWith(registry.digits.slice(0, 4)))
    fits = registered.length === 1 ? registered : near.length === 1 ? near : fits
  }
  if (fits.length > 1 && scope === '') {
    // 河南 is the province, not the autonomous county of that name.
    for (const level of ['province', 'city'] as const) {
      const high = fits.filter((place) => place.level === level && place.how !== 'old')
      if (high.length === 1) fits = high
    }
  }
  const [first] = fits
  if (first === undefined) return null
  if (fits.length > 1) {
    // One old county with several successors: the first stands for all until a town or the credit code decides.
    const divided = fits.every((place) => place.how === 'old' && place.prefixes[1] === first.prefixes[1])
    if (!divided) return null
    if (first.level === 'county') reading.head.candidates = fits.map((place) => place.code)
  }
  if (scope !== '' || first.level !== 'county' || root === '' || within(first, root)) return first
  // A county of another city with neither province nor city written: only when the credit code does not speak against it.
  const { digits } = registry
  if (first.how === 'old') return digits.startsWith(first.code.slice(0, 4)) ? first : null
  return digits === '' || first.code.startsWith(digits.slice(0, 2)) ? first : null
}

export function enter(reading: Reading, place: Place, word: string): void {
  const { head, gazetteer } = reading
  const { code } = place
  head.end += word.length
  head.province = code.slice(0, 2)
  if (place.level === 'province') return
  head.city = code.slice(0, 4)
  if (head.county === code) return
  if (place.level === 'city' && code.endsWith('00')) return
  if (gazetteer.divisions.get(code)?.zone) {
    head.zone = { code, text: word, core: '', kind: 'economic' }
    head.clues.push({ word, how: 'zone', said: `“${word}”是功能区，按区县一级` })
    return
  }
  if (code.endsWith('00')) return
  head.county = code
  const now = `${place.name}（${code}）`
  if (place.how === 'old') head.clues.push({ word, how: 'old-name', said: `“${word}”是旧称，现为${now}` })
  else if (place.how === 'short') head.clues.push({ word, how: 'short', said: `“${word}”即${now}` })
  else head.clues.push({ word, how: 'name', said: `写明${now}` })
}

/** A short name, unless it is the beginning of a road or another name. */
export function readShortName(reading: Reading): boolean {
  const { text, head, gazetteer } = reading
  return gazetteer.short.find(text, head.end, (places, length) => {
    const end = head.end + length
    const place = choose(reading, places)
    if (place === null) return false
    if (!knownAt(reading, end, place)) {
      const root = rootCityOf(reading)
      // 昆区, 察右中旗 end like a county and are no other words.
      const whole = KIND_END.test(text.substr(head.end, length)) && place.level === 'county'
      if (!whole && isLongerWord(text, end, length)) return false
      const expected = scopeOf(reading).length >= 4 || reading.registry.counties.includes(place.code)
      const home = root !== '' && place.prefixes.some((prefix) => root.startsWith(prefix) || prefix.startsWith(root))
      if (!home && !(whole && (expected || root === ''))) return false
      if (place.level !== 'county' ? head.city !== '' : !whole && !mayBeCounty(reading, place, length)) return false
    }
    enter(reading, place, text.substr(head.end, length))
    return true
  })
}

function mayBeCounty(reading: Reading, place: Place, length: number): boolean {
  const { kind, counties } = reading.registry
  if (cityPrefixOf(reading) === '' || reading.head.county !== '') return false
  if (kind === 'county' && !counties.includes(place.code)) return false
  return length >= 3 || kind === 'county'
}

/** Whether a name inside `outer` begins at `at`: then a short name in front of it is certain. */
function knownAt({ text, gazetteer }: Reading, at: number, outer: Place): boolean {
  const inside = (place: Place): boolean =>
    place.prefixes.some((one) => outer.prefixes.some((two) => one.startsWith(two)))
  if (gazetteer.full.find(text, at, (places) => places.some((place) => inside(place) && place.code !== outer.code))) {
    return true
  }
  // 新疆|巴州, 内蒙古|科左后旗: a short name that ends like a division.
  const short = gazetteer.short.find(
    text,
    at,
    (places, length) => places.some(inside) && KIND_END.test(text.substr(at, length)),
  )
  if (short) return true
  if (outer.level !== 'province') {
    const zone = readZone(text, at)
    if (zone?.governs && zone.core.length <= 4) return true
  }
  return gazetteer.towns.find(
    text,
    at,
    (places, length) => places.some(inside) && lengthAt(TOWN_KIND, text, at + length) > 0,
  )
}

/** 旅顺北路, 旅顺一路, 旅顺港: the clipped word is the beginning of a name of its own; 旅顺九三路 is the town and its road. */
const OWN_NAME = sticky(
  `(?:[东西南北中大小新老${NUMERAL}]?(?:大街|大道|路|街|巷)|道|里|湾|港|区|县|市(?!场)|镇|乡|村|屯|站|桥|小区|新村|广场|大厦|\\d|$)`,
)
const ROAD_FOLLOWS = sticky(`[${HAN}]{2,4}?(?:大街|路|街)`)

/** 旅顺 for 旅顺口: a long county name without its last letter, where the credit code names that county or a road follows. */
export function readClippedName(reading: Reading): boolean {
  const { text, head, gazetteer, registry } = reading
  if (head.county !== '' || head.city === '') return false
  return gazetteer.clipped.find(text, head.end, (places, length) => {
    const [place] = places
    if (place === undefined || places.length > 1 || !within(place, scopeOf(reading))) return false
    const registered = registry.counties.includes(place.code)
    if (lengthAt(OWN_NAME, text, head.end + length) > 0 || head.end + length === text.length) return false
    if (!registered && lengthAt(ROAD_FOLLOWS, text, head.end + length) === 0) return false
    enter(reading, place, text.substr(head.end, length))
    if (!registered && registry.kind === 'county')
      head.clues.push({ word: registry.digits, how: 'choice', said: `登记机关代码 ${registry.digits} 不在该区县` })
    return true
  })
}
