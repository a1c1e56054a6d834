import type { Located } from './locate.ts'

/** How well a file could be located, each share with its own count, so that text and learning are never mixed up. */
export interface LocateReport {
  readonly units: number
  /** County or functional zone, by what decided. */
  readonly area: {
    readonly text: number
    readonly road: number
    readonly registry: number
    readonly name: number
    readonly root: number
    readonly none: number
  }
  /** Town or street: written in the address (also in an old form, or by its village); of a name the tables no longer list; by an estate that bears a community's name; learnt. */
  readonly town: {
    readonly text: number
    readonly unlisted: number
    readonly estate: number
    readonly learnt: number
    readonly none: number
  }
  readonly community: number
  readonly outside: number
}

export function reportOn(located: readonly Located[]): LocateReport {
  const area = { text: 0, road: 0, registry: 0, name: 0, root: 0, none: 0 }
  const town = { text: 0, unlisted: 0, estate: 0, learnt: 0, none: 0 }
  let community = 0
  let outside = 0
  for (const one of located) {
    area[areaBy(one)]++
    town[townBy(one)]++
    if (one.community !== '') community++
    if (one.outside) outside++
  }
  return { units: located.length, area, town, community, outside }
}

function areaBy(one: Located): keyof LocateReport['area'] {
  if (one.area === '') return 'none'
  if (one.words.some((word) => word.how === 'registry')) return 'registry'
  if (one.words.some((word) => word.how === 'unit-name')) return 'name'
  if (one.words.some((word) => word.how === 'root')) return 'root'
  const [first] = one.words
  return first?.how === 'road' ? 'road' : 'text'
}

function townBy(one: Located): keyof LocateReport['town'] {
  if (one.town === '') return 'none'
  if (one.townUnlisted) return 'unlisted'
  if (one.words.some((word) => word.how === 'estate')) return 'estate'
  return one.words.some((word) => word.how === 'road') ? 'learnt' : 'text'
}
