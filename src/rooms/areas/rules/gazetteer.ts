import { codePrefix, padCode, type Divisions } from '../../../standards/divisions.ts'
import { shortNames, stemOf } from '../../../standards/divisions-names.ts'
import { readZone } from '../../../standards/divisions-zones.ts'

/**
 * Names of divisions ready to be looked up at any place of a text. Provinces, cities and counties of the whole country,
 * present and retired, under full and short names; towns and communities of the loaded city under their stems.
 */
export interface Place {
  /** Present code. A retired name may have several (a county that was divided): one place for each. */
  readonly code: string
  readonly name: string
  /** Digits that codes inside begin with; for old names also those of the old place. */
  readonly prefixes: readonly string[]
  readonly level: 'province' | 'city' | 'county' | 'town' | 'community'
  readonly how: 'full' | 'short' | 'old'
}

export interface NameIndex {
  /** Places whose name begins at `at`, for one length after another, longest first; `use` stops by returning true. */
  find(text: string, at: number, use: (places: readonly Place[], length: number) => boolean): boolean
}

export interface Gazetteer {
  /** `2102`: the city or county the file belongs to; '' for none. */
  readonly root: string
  readonly divisions: Divisions
  readonly full: NameIndex
  readonly short: NameIndex
  /** Counties of the root city whose name has three letters or more, without the last one: 旅顺 for 旅顺口. */
  readonly clipped: NameIndex
  /** By stem, the name without its kind. */
  readonly towns: NameIndex
  readonly communities: NameIndex
  /** Zones that the tables list: `city|core|kind` → code. */
  readonly zones: ReadonlyMap<string, string>
  /** Short name of a city or municipality: 大连. */
  cityName(prefix: string): string
  /** Cities without counties have their towns directly below (东莞, 中山, 嘉峪关). */
  hasCounties(cityPrefix: string): boolean
}

interface OpenIndex extends NameIndex {
  add(name: string, place: Place): void
}

function nameIndex(): OpenIndex {
  const places = new Map<string, Place[]>()
  // Lengths that occur, by the first two letters: most places of a text begin no name at all.
  const lengths = new Map<string, number[]>()
  // And before that by the first letter alone, without cutting a string.
  const firsts = new Uint8Array(0x10000)
  return {
    add(name, place) {
      const known = places.get(name)
      if (known) {
        if (!known.some((other) => other.code === place.code)) known.push(place)
        return
      }
      places.set(name, [place])
      firsts[name.charCodeAt(0)] = 1
      const start = name.slice(0, 2)
      const list = lengths.get(start)
      if (!list) lengths.set(start, [name.length])
      else if (!list.includes(name.length)) list.push(name.length)
      list?.sort((a, b) => b - a)
    },
    find(text, at, use) {
      if (firsts[text.charCodeAt(at)] !== 1) return false
      const list = lengths.get(text.slice(at, at + 2))
      if (!list) return false
      for (const length of list) {
        if (at + length > text.length) continue
        const found = places.get(text.slice(at, at + length))
        if (found && use(found, length)) return true
      }
      return false
    },
  }
}

/** Municipalities: their only "city" is called 市辖区 or 县 and is never written. */
const MUNICIPALITY = /^(?:11|12|31|50)/
const UNWRITTEN = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/

export function makeGazetteer(divisions: Divisions, root = ''): Gazetteer {
  const full = nameIndex()
  const short = nameIndex()
  const clipped = nameIndex()
  const towns = nameIndex()
  const communities = nameIndex()
  const zones = new Map<string, string>()
  const cityNames = new Map<string, string>()
  const home = root === '' ? '' : codePrefix(padCode(root))

  for (const division of divisions.current) {
    const { code, name, level } = division
    const prefixes = [codePrefix(code)]
    if (level === 'town') {
      towns.add(stemOf(name, level), { code, name, prefixes, level, how: 'full' })
    } else if (level === 'community') {
      communities.add(stemOf(name, level), { code, name, prefixes, level, how: 'full' })
    } else {
      if (UNWRITTEN.test(name)) continue
      full.add(name, { code, name, prefixes, level, how: 'full' })
      if (division.zone) {
        addListedZone(zones, divisions, code, name)
        continue
      }
      for (const other of shortNames(name, level)) short.add(other, { code, name, prefixes, level, how: 'short' })
      const stem = stemOf(name, level)
      if (level === 'county' && stem.length >= 3 && stem !== name && home !== '' && code.startsWith(home.slice(0, 4))) {
        clipped.add(stem.slice(0, -1), { code, name, prefixes, level, how: 'short' })
      }
      if (level === 'city' || MUNICIPALITY.test(code)) {
        cityNames.set(codePrefix(code), stemOf(name, level))
      }
    }
  }
  for (const gone of divisions.retired) {
    if (gone.level !== 'city' && gone.level !== 'county') continue
    for (const code of gone.successors) {
      const now = divisions.get(code)
      if (now === null || now.name === gone.name) continue
      const prefixes = [codePrefix(code), codePrefix(gone.code)]
      full.add(gone.name, { code, name: now.name, prefixes, level: gone.level, how: 'old' })
      // A short name that the present place shares adds nothing; one of its own is still in use (郫县 → 郫).
      for (const other of shortNames(gone.name, gone.level)) {
        short.add(other, { code, name: now.name, prefixes, level: gone.level, how: 'old' })
      }
    }
  }
  return {
    root: home,
    divisions,
    full,
    short,
    clipped,
    towns,
    communities,
    zones,
    cityName: (prefix) => cityNames.get(prefix.slice(0, 4)) ?? cityNames.get(prefix.slice(0, 2)) ?? '',
    hasCounties: (cityPrefix) => divisions.children(`${cityPrefix}00`).some((child) => child.level === 'county'),
  }
}

/** 石家庄高新技术产业开发区 stands in the tables: its own code serves every spelling of it. */
function addListedZone(zones: Map<string, string>, divisions: Divisions, code: string, name: string): void {
  const province = divisions.get(`${code.slice(0, 2)}0000`)
  const city = divisions.get(`${code.slice(0, 4)}00`)
  let bare = name
  for (const outer of [province, city]) {
    if (outer === null) continue
    for (const word of [outer.name, stemOf(outer.name, outer.level)])
      if (bare.startsWith(word)) bare = bare.slice(word.length)
  }
  const zone = readZone(bare, 0)
  if (zone) zones.set(`${code.slice(0, 4)}|${zone.core}|${zone.kind}`, code)
}
