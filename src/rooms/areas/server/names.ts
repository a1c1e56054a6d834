import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { shortNames, stemOf } from '../../../standards/divisions-names.ts'
import { readPinyin } from '../../../standards/pinyin.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import type { Level } from '../contract.ts'
import { listAreasInForce, type AreaRow } from './reads.ts'

/**
 * Finding areas by what people type: the name or a part of it, a shortening (甘井子), another way of writing it
 * (某街道办事处), an earlier name, the code, pinyin or its initials. A district has some thousand areas, so their names
 * are kept in memory and made anew when the table of areas has changed.
 */
interface Entry {
  readonly area: AreaRow
  readonly names: readonly string[]
  /** Full pinyin and initials of the name; made when first asked for. */
  sounds: readonly string[] | null
}

interface NameIndex {
  readonly version: string
  readonly entries: readonly Entry[]
}

const LEVELS: readonly Level[] = ['city', 'county', 'town', 'park', 'community', 'grid', 'building', 'province']

export class AreaNames {
  readonly #byDistrict = new Map<string, NameIndex>()

  /** Best first: whole name, then beginning, then part; among equals the larger area. */
  async find(db: Db, scope: Scope, q: string, day: string, limit: number): Promise<AreaRow[]> {
    const { entries } = await this.#index(db, scope, day)
    const wanted = q.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
    if (wanted === '') return []
    const latin = /^[a-z']+$/.test(wanted)
    // 某街道办事处, 某街办, 某镇 are one town, 某村 and 某社区 one community: compared once more without their kind.
    const stems = [stemOf(wanted, 'town'), stemOf(wanted, 'community')].filter((stem) => stem !== wanted)
    const scoreOf = (entry: Entry): number => {
      if (latin) return scoreSound(entry, wanted)
      return scoreName(entry, wanted) || (stems.some((stem) => entry.names.includes(stem)) ? 1 : 0)
    }
    return entries
      .map((entry) => ({ entry, score: scoreOf(entry) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || compare(a.entry.area, b.entry.area))
      .slice(0, limit)
      .map(({ entry }) => entry.area)
  }

  async #index(db: Db, scope: Scope, day: string): Promise<NameIndex> {
    const version = `${day} ${await findVersion(db, scope)}`
    const known = this.#byDistrict.get(scope.district)
    if (known?.version === version) return known
    const [current, earlier] = [await listAreasInForce(db, scope, day), await listEarlierNames(db, scope, day)]
    const index = {
      version,
      entries: current.map((area) => ({ area, names: namesOf(area, earlier.get(area.id) ?? []), sounds: null })),
    }
    this.#byDistrict.set(scope.district, index)
    return index
  }
}

async function findVersion(db: Db, scope: Scope): Promise<string> {
  const rows = await rowsOf<{ version: string }>(
    db,
    sql`select (select coalesce(max(tree_version), 0) from office where district = ${scope.district}) || ' ' || count(*)
        || ' ' || coalesce(max(valid_from)::text, '') || ' ' || coalesce(max(valid_to)::text, '') as version
      from area where district = ${scope.district}`,
  )
  return rows[0]?.version ?? ''
}

async function listEarlierNames(db: Db, scope: Scope, day: string): Promise<Map<string, string[]>> {
  const rows = await rowsOf<{ id: string; name: string }>(
    db,
    sql`select distinct id, name from area where district = ${scope.district} and valid_to <= ${day}::date`,
  )
  const names = new Map<string, string[]>()
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  return names
}

function namesOf(area: AreaRow, earlier: readonly string[]): string[] {
  const all = [area.name, ...earlier]
  return [...new Set(all.flatMap((name) => [name, ...otherForms(name, area.level)]))].map((name) => name.toLowerCase())
}

function otherForms(name: string, level: Level): string[] {
  if (level === 'province' || level === 'city' || level === 'county') return shortNames(name, level)
  return level === 'town' || level === 'community' ? [stemOf(name, level)] : []
}

function scoreName({ area, names }: Entry, wanted: string): number {
  if (area.code !== null && /^\d{4,12}$/.test(wanted))
    return area.code === wanted ? 4 : area.code.startsWith(wanted) ? 1 : 0
  if (area.name.toLowerCase() === wanted) return 5
  let best = 0
  for (const name of names) {
    if (name === wanted) best = Math.max(best, 4)
    else if (name.startsWith(wanted)) best = Math.max(best, 3)
    else if (name.includes(wanted)) best = Math.max(best, 2)
  }
  return best
}

function scoreSound(entry: Entry, wanted: string): number {
  entry.sounds ??= soundsOf(entry.area.name)
  let best = 0
  for (const sound of entry.sounds) {
    if (sound === wanted) best = Math.max(best, 3)
    else if (sound.startsWith(wanted)) best = Math.max(best, 2)
  }
  return best
}

function soundsOf(name: string): string[] {
  const syllables = readPinyin(name)
  return [syllables.map((syllable) => syllable[0] ?? '').join(''), syllables.join('')].map((sound) =>
    sound.toLowerCase(),
  )
}

function compare(a: AreaRow, b: AreaRow): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.name.length - b.name.length || (a.path < b.path ? -1 : 1)
  )
}
