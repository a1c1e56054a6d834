import { HAN, NUMERAL, TOWN } from '../../../standards/address-words.ts'
import { COMMUNITY_KINDS, stemOf, TOWN_KINDS } from '../../../standards/divisions-names.ts'
import type { Place } from './gazetteer.ts'
import { isLongerWord } from './read-names.ts'
import { cityPrefixOf, lengthAt, type Reading } from './reading.ts'

/** Towns, streets and villages, inside the county, zone or city that was read before. */
const sticky = (source: string): RegExp => new RegExp(source, 'y')

const TOWN_KIND = sticky(TOWN_KINDS)
const COMMUNITY_KIND = sticky(COMMUNITY_KINDS)
const ROAD_NEXT = sticky(`[东西南北中${NUMERAL}]{0,2}(?:大街|大道|路|街|巷|道)(?!道)`)
const DIRECT_ROAD = sticky('(?:大街|大道|路|街(?!道)|巷)')
/** 葵英街新建巷: a street office shortened to 街 in front of a real road, not of a lane of its own (得胜街西四巷). */
const STREET_OFFICE = sticky(`街(?![东西南北中${NUMERAL}]{1,3}(?:路|街|巷|里|条))(?=[${HAN}]{2,6}?(?:路|街|巷|里)\\d)`)
/** A stem that is itself a road's name (人民路街道) stands alone only in front of another road. */
const OTHER_ROAD = sticky(`[${HAN}]{2,4}?(?:路|街)\\d`)
const LETTER = `(?:(?![路街巷号村屯弄社厦区县市园])[${HAN}])`
const UNLISTED_TOWN = sticky(
  `${LETTER}{1,6}?[村屯]?(?<!小)(?:${TOWN.replace('|镇|乡', '')}|(?:镇|乡)(?!(?:大街|大道|路|街|巷)|[东西南北中](?:路|街)))`,
)

export function readTown(reading: Reading): boolean {
  const { head, text, gazetteer } = reading
  const city = cityPrefixOf(reading)
  if (city === '' || head.townText !== '') return false
  return gazetteer.towns.find(text, head.end, (places, length) => {
    const end = head.end + length
    const written = townKind(reading, places, end, length)
    if (written === null) return false
    const word = text.slice(head.end, end + written)
    const inCity = places.filter((place) => place.code.startsWith(city))
    const inCounty = head.county === '' ? inCity : inCity.filter((place) => place.code.startsWith(head.county))
    if (inCounty.length > 0) return takeTown(reading, inCounty, word, written)
    // Moved to another county since: believed for long names, short ones are more likely another place of that name.
    const moved = inCity.length === 1 ? inCity[0] : undefined
    if (!moved || length < 3 || written === 0) return false
    enterTown(reading, moved, word, word)
    return true
  })
}

function takeTown(reading: Reading, fits: readonly Place[], word: string, written: number): boolean {
  const { head, registry } = reading
  const exact = head.county === '' ? [] : fits.filter((place) => place.name === word)
  const registered = fits.filter((place) => registry.counties.includes(place.code.slice(0, 6)))
  const chosen =
    fits.length === 1 ? fits[0] : exact.length === 1 ? exact[0] : registered.length === 1 ? registered[0] : undefined
  if (chosen) {
    const direct = chosen.code.slice(4, 6) === '00'
    if (written === 0 && head.county === '' && !direct && (head.zone === null || namesCounty(reading, chosen)))
      return false
    enterTown(reading, chosen, word, word)
    return true
  }
  if (written === 0) return false
  head.townText = word
  head.candidates = fits.map((place) => place.code)
  head.end += word.length
  return true
}

/** 甘井子 alone is the county rather than its street office of the same name. */
function namesCounty({ gazetteer }: Reading, town: Place): boolean {
  const county = gazetteer.divisions.get(town.code.slice(0, 6))
  return county !== null && stemOf(county.name, 'county') === stemOf(town.name, 'town')
}

/** Letters of the town's kind behind its stem; 0 for a bare stem that may stand alone; null when it is no town here. */
function townKind(reading: Reading, places: readonly Place[], end: number, length: number): number | null {
  const { head, text } = reading
  const kind = lengthAt(TOWN_KIND, text, end)
  if (kind > 0) {
    const last = text[end + kind - 1]
    // 城关镇|北街 is a town when listed so; 古镇大街 is a road.
    const road = (last === '镇' || last === '乡') && lengthAt(DIRECT_ROAD, text, end + kind) > 0
    return road && !places.some((place) => place.name === text.slice(head.end, end + kind)) ? null : kind
  }
  const stem = text.slice(head.end, end)
  if (places.some((place) => place.name === stem)) return lengthAt(ROAD_NEXT, text, end) > 0 ? null : 0
  const office = head.county === '' ? 0 : lengthAt(STREET_OFFICE, text, end)
  if (office > 0) return office
  if (!reading.gazetteer.hasCounties(cityPrefixOf(reading))) {
    // 中山市石岐区, 东莞市南城区: streets that stand in the county's place are written like one.
    if (text[end] === '区') return 1
    return isLongerWord(text, end, length) ? null : 0
  }
  if (length < 3) return null
  if (end === text.length) return 0
  if (/[路街]$/.test(stem)) return lengthAt(OTHER_ROAD, text, end) > 0 ? 0 : null
  return isLongerWord(text, end, length) ? null : 0
}

/** Goes down into a town; `consumed` is the piece of text that is read by this. */
export function enterTown(reading: Reading, town: Place, word: string, consumed: string): void {
  const { head, gazetteer } = reading
  const county = town.code.slice(0, 6)
  const countyName = gazetteer.divisions.get(county)?.name ?? ''
  const now = `${town.name}（${town.code}）`
  head.end += consumed.length
  head.town = town.code
  head.townText = word
  if (head.county !== '' && head.county !== county) {
    head.clues.push({ word, how: 'moved-town', said: `“${word}”现为${countyName}${now}` })
    head.county = county
  } else if (head.county === '' && head.zone === null && !county.endsWith('00')) {
    head.clues.push({ word, how: 'inside', said: `“${word}”在本市只有一处：${countyName}${now}` })
    head.county = county
  } else if (word === town.name) head.clues.push({ word, how: 'name', said: `写明${now}` })
  else head.clues.push({ word, how: 'short', said: `“${word}”即${now}` })
  head.city = county.slice(0, 4)
  head.province = county.slice(0, 2)
  head.candidates = []
}

/** A town by its kind alone, where the tables know none of that name: merged or renamed since, or misspelt. */
export function readUnlistedTown(reading: Reading): boolean {
  const { head, text, gazetteer } = reading
  if (head.townText !== '' || (head.county === '' && head.zone === null && head.city === '')) return false
  const length = lengthAt(UNLISTED_TOWN, text, head.end)
  if (length === 0) return false
  const word = text.substr(head.end, length)
  const stem = stemOf(word, 'town')
  // 革镇|堡 begins a longer listed name, so 革镇 is none.
  const cut = gazetteer.towns.find(text, head.end, (_, longer) => longer > stem.length)
  if (cut) return false
  // 西乡 is the stem of 西乡街道 and only looks like 某乡.
  const whole = gazetteer.towns.find(text, head.end, (places, stemLength) => {
    const fits = places.filter((place) => place.code.startsWith(head.county || cityPrefixOf(reading)))
    const [place] = fits
    if (stemLength !== length || place === undefined || fits.length > 1) return false
    enterTown(reading, place, word, word)
    return true
  })
  if (whole) return true
  head.townText = word
  head.end += length
  return true
}

export function readVillage(reading: Reading): boolean {
  const { head, text, gazetteer } = reading
  const city = cityPrefixOf(reading)
  if (city === '' || head.communityText !== '') return false
  return gazetteer.communities.find(text, head.end, (places, length) => {
    const end = head.end + length
    const kind = lengthAt(COMMUNITY_KIND, text, end)
    const stem = text.slice(head.end, end)
    if (kind === 0 && !stem.endsWith('村') && !places.some((place) => place.name === stem)) return false
    if (text[end + kind - 1] === '村' && lengthAt(ROAD_NEXT, text, end + kind) > 0) return false
    const word = text.slice(head.end, end + kind)
    const fits = places.filter((place) => place.code.startsWith(head.town || head.county || city))
    head.communityText = word
    head.end += word.length
    // Inside a zone that crosses county borders one village of that name in the city proves nothing.
    if (fits.length > 0 && (head.town !== '' || head.zone === null)) enterVillage(reading, fits, word)
    return true
  })
}

function enterVillage(reading: Reading, fits: readonly Place[], word: string): void {
  const { head, registry } = reading
  const { divisions } = reading.gazetteer
  const registered =
    head.county === '' ? fits.filter((place) => registry.counties.includes(place.code.slice(0, 6))) : []
  const chosen = fits.length === 1 ? fits[0] : registered.length === 1 ? registered[0] : undefined
  if (!chosen) {
    if (head.town === '') head.candidates = [...new Set(fits.map((place) => place.code.slice(0, 9)))]
    return
  }
  const town = chosen.code.slice(0, 9)
  head.community = chosen.code
  if (head.town !== '') {
    head.clues.push({ word, how: 'name', said: `写明${chosen.name}（${chosen.code}）` })
    return
  }
  const townName = divisions.get(town)?.name ?? ''
  const where = head.county === '' ? '本市' : (divisions.get(head.county)?.name ?? '')
  head.clues.push({ word, how: 'inside', said: `${where}只有一个“${word}”，在${townName}（${town}）` })
  head.town = town
  if (head.county === '') head.county = town.slice(0, 6)
  head.city = town.slice(0, 4)
  head.province = town.slice(0, 2)
  head.candidates = []
}
