import { readFreeTrade, readZone, type ZoneKind, type ZoneName } from '../../../standards/divisions-zones.ts'
import type { Place } from './gazetteer.ts'
import { choose, enter } from './read-names.ts'
import { enterTown } from './read-town.ts'
import { cityPrefixOf, isMunicipality, zoneRef, type Reading } from './reading.ts'

/** Functional zones where a county would stand. */

/** Zones that bear a town's name and are a part of it; the other kinds govern by themselves (长兴岛经济区). */
const TOWN_SIZED: ReadonlySet<ZoneKind> = new Set(['economic', 'industrial', 'cluster', 'resort', 'demonstration'])
const LONGEST_CORE = 6

export function readOverlay(reading: Reading): boolean {
  const { head, text } = reading
  const found = text.includes('自由贸易', head.end) ? readFreeTrade(text, head.end) : null
  if (found === null) return false
  reading.overlay ??= found
  head.end += found.text.length
  return true
}

/** The free-trade area is a zone by itself when the text names no county and no other zone. */
export function settleOverlay(reading: Reading): void {
  const { head, overlay } = reading
  if (overlay === null) return
  const ref = zoneRef(reading, overlay, '')
  if (head.county !== '' || head.zone !== null) head.innerZone ??= ref
  else {
    head.zone = ref
    head.clues.push({ word: overlay.text, how: 'zone', said: `“${overlay.text}”是功能区，按区县一级` })
  }
}

export function readZoneName(reading: Reading): boolean {
  const { head, text, gazetteer } = reading
  if (head.county !== '' || head.zone !== null || head.townText !== '') return false
  const found = text.includes('区', head.end) || text.includes('园', head.end) ? readZone(text, head.end) : null
  if (found === null) return false
  const { core, outer } = stripCore(reading, found.core)
  const prefix = prefixOf(outer) || cityPrefixOf(reading)
  if (prefix === '') return false
  const own: ZoneName = { ...found, core, text: found.text.slice(found.core.length - core.length) }
  if (outer?.level === 'county') return zoneOfCounty(reading, own, outer, found.text)
  const town = core === '' ? null : townOfCore(reading, core, prefix)
  if (town !== null && TOWN_SIZED.has(found.kind)) {
    enterTown(reading, town, core, found.text)
    head.innerZone = zoneRef(reading, own, prefix)
    return true
  }
  const listed = gazetteer.zones.has(`${prefix}|${core}|${found.kind}`)
  if (!listed && (!found.governs || core.length > LONGEST_CORE)) {
    // An industrial park in front of a road: it may turn out to belong to a zone of the same core.
    if (core !== '') head.innerZone ??= zoneRef(reading, own, prefix)
    return false
  }
  head.province = prefix.slice(0, 2)
  head.city = prefix
  head.zone = zoneRef(reading, own, prefix)
  head.end += found.text.length
  if (!countyInBrackets(reading)) {
    head.clues.push({ word: found.text, how: 'zone', said: `“${found.text}”是功能区，按区县一级` })
  }
  return true
}

/** 高新区(新市区): zone and county are one administration; the county stands in the tables. */
function countyInBrackets(reading: Reading): boolean {
  const { head, text, gazetteer } = reading
  if (text[head.end] !== '(') return false
  return gazetteer.full.find(text, head.end + 1, (places, length) => {
    const close = head.end + 1 + length
    const place = places.find((one) => one.level === 'county' && one.code.startsWith(head.city))
    if (text[close] !== ')' || place === undefined) return false
    head.innerZone = head.zone
    head.zone = null
    enter(reading, place, text.slice(head.end, close + 1))
    return true
  })
}

/** The city of a place; a municipality is its own. */
function prefixOf(outer: Place | null): string {
  if (outer === null) return ''
  if (outer.level !== 'province') return outer.code.slice(0, 4)
  return isMunicipality(outer.code) ? `${outer.code.slice(0, 2)}01` : ''
}

/** 萧山经济技术开发区 bears the county's name and lies in it. */
function zoneOfCounty(reading: Reading, zone: ZoneName, county: Place, word: string): boolean {
  const { head } = reading
  head.province = county.code.slice(0, 2)
  head.city = county.code.slice(0, 4)
  head.county = county.code
  head.innerZone = zoneRef(reading, zone, '')
  // A park with a name of its own stays in the text, to be read as a place.
  head.end += zone.core === '' || zone.governs ? word.length : word.length - zone.text.length
  head.clues.push({ word, how: 'short', said: `“${word}”在${county.name}（${county.code}）` })
  return true
}

/** Takes province, city and county names off the front of a zone's core. */
function stripCore(reading: Reading, core: string): { core: string; outer: Place | null } {
  const { gazetteer } = reading
  let at = 0
  let outer: Place | null = null
  const take = (places: readonly Place[], length: number): boolean => {
    const place = choose(reading, places)
    const inside = outer === null || place?.prefixes.some((prefix) => prefix.startsWith(outer?.prefixes[0] ?? ''))
    if (place === null || !inside) return false
    outer = place
    at += length
    return true
  }
  for (let round = 0; round < 3 && at < core.length; round++) {
    const found =
      gazetteer.full.find(core, at, take) ||
      gazetteer.short.find(core, at, take) ||
      gazetteer.clipped.find(core, at, (places, length) => at + length === core.length && take(places, length))
    if (!found) break
  }
  return { core: core.slice(at), outer }
}

function townOfCore({ gazetteer }: Reading, core: string, cityPrefix: string): Place | null {
  let town: Place | null = null
  gazetteer.towns.find(core, 0, (places, length) => {
    if (length !== core.length) return false
    const fits = places.filter((place) => place.code.startsWith(cityPrefix))
    if (fits.length === 1) town = fits[0] ?? null
    return true
  })
  return town
}
