import { buildingKey } from '../../../standards/address.ts'
import { SURE, type Clue } from './clues.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Located } from './locate.ts'
import type { ZoneRef } from './reading.ts'

/** A better answer for one unit after the whole file was read: what changes, and why. */
export interface Revision {
  /** County or zone for the path; as before when absent. */
  readonly area?: { readonly code: string; readonly name: string; readonly zone: ZoneRef | null }
  /** Town for the path; '' takes it away. */
  readonly town?: { readonly code: string; readonly name: string; readonly unlisted?: boolean }
  readonly community?: string
  readonly why: Clue
  /** How sure the revised answer is. */
  readonly confidence: number
  /** Words of these kinds no longer decide. */
  readonly instead?: readonly Clue['how'][]
}

export function revise(gazetteer: Gazetteer, located: Located, revision: Revision): Located {
  const { divisions } = gazetteer
  const area = revision.area?.code ?? located.area
  const areaName = revision.area?.name ?? located.areaName
  const town = revision.town?.code ?? located.town
  const townName = revision.town?.name ?? located.townName
  const community = revision.community ?? (revision.town === undefined ? located.community : '')
  const city = area === '' ? (located.path[1] ?? '') : `${area.slice(0, 4)}00`
  const province = `${city.slice(0, 2)}0000`
  const path = [province, city]
  const names = [divisions.get(province)?.name ?? '', divisions.get(city)?.name ?? '']
  if (area !== '' && area !== city) {
    path.push(area)
    names.push(areaName)
  }
  if (town !== '') {
    path.push(town)
    names.push(townName)
  }
  if (community !== '') {
    path.push(community)
    names.push(divisions.get(community)?.name ?? '')
  }
  const dropped = revision.instead ?? []
  const { problem: _, ...rest } = located
  return {
    ...rest,
    path,
    names,
    level: community !== '' ? 'community' : town !== '' ? 'town' : area !== '' ? 'county' : 'city',
    confidence: Math.round(revision.confidence * 100) / 100,
    words: [...located.words.filter((word) => !dropped.includes(word.how)), revision.why],
    area,
    areaName,
    zone: revision.area === undefined ? located.zone : revision.area.zone,
    town,
    townName,
    townUnlisted: revision.town === undefined ? located.townUnlisted : (revision.town.unlisted ?? false),
    community,
    candidates: [],
    buildingKey: area === located.area ? located.buildingKey : buildingKey(area, located.address),
  }
}

/** The least sure of the answer so far and the new reason. */
export function weaken(located: Located, sure: number): number {
  return Math.min(located.confidence === 0 ? 1 : located.confidence, sure)
}

export function surely(how: Clue['how']): number {
  return SURE[how]
}
