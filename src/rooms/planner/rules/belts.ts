import type { Belts } from '../contract.ts'
import type { Degrees } from './plane.ts'

export type BeltLevel = Belts['belts'][number]['level']

export const beltLevels = ['building', 'park', 'road', 'community', 'town', 'circle'] as const satisfies BeltLevel[]

/** Units that stand in exactly the same place, counted together. */
export interface BeltCell {
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  readonly road: string | null
  readonly building: string | null
  readonly park: string | null
  readonly lng: number | null
  readonly lat: number | null
  readonly units: number
  /** Of them, those that the belts are to reach. */
  readonly counted: number
  readonly withMembers: number
  readonly members: number
  readonly covered: number
  /** Ids of those to be reached, ascending. */
  readonly ids: readonly string[]
}

/** A place that could become a belt. */
export interface BeltCandidate {
  readonly level: BeltLevel
  /** Id of the area, of the road within its county, or of the circle's middle. */
  readonly area: string
  /** Indices of its cells, ascending. */
  readonly cells: readonly number[]
  readonly counted: number
  /** Of a circle. */
  readonly middle: Degrees | null
}

/** Fewer units than this are no concentration. */
export const FEWEST = 3

export type AreaLevel = Exclude<BeltLevel, 'circle'>

/** A name found in more towns than this is no one place: 创业园 is what many towns call theirs. */
const MOST_TOWNS = 3

/**
 * Every building, park, road, community or town with at least `FEWEST` units to be reached, in the order of the ids. A
 * road is one road within its county and a park one park, whatever the towns they lie in, up to `MOST_TOWNS`; beyond
 * that each town's part stands for itself.
 */
export function listAreas(cells: readonly BeltCell[], level: AreaLevel): BeltCandidate[] {
  const indexes = [...cells.keys()]
  return [...groupBy(indexes, (index) => areaOf(cells[index] as BeltCell, level))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([area, own]) => placesOf(cells, own).map((place) => ({ area, cells: place })))
    .map((place) => ({ ...place, level, counted: countOf(cells, place.cells), middle: null }))
    .filter(({ counted }) => counted >= FEWEST)
}

/** Units whose town is not known stay together. */
function placesOf(cells: readonly BeltCell[], own: readonly number[]): (readonly number[])[] {
  const byTown = groupBy(own, (index) => cells[index]?.town ?? '')
  if (byTown.size - (byTown.has('') ? 1 : 0) <= MOST_TOWNS) return [own]
  return [...byTown].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part)
}

/** What has no key is left out. */
function groupBy(indexes: readonly number[], keyOf: (index: number) => string | null): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const index of indexes) {
    const key = keyOf(index)
    if (key === null) continue
    const list = found.get(key)
    if (list) list.push(index)
    else found.set(key, [index])
  }
  return found
}

function areaOf(cell: BeltCell, level: AreaLevel): string | null {
  if (level !== 'road') return cell[level]
  return cell.road === null || cell.county === null ? null : roadId(cell.county, cell.road)
}

export function roadId(county: string, road: string): string {
  return `r:${county}|${road}`
}

export function countOf(cells: readonly BeltCell[], own: readonly number[]): number {
  return own.reduce((sum, index) => sum + (cells[index]?.counted ?? 0), 0)
}

export interface BeltFigures {
  readonly units: number
  readonly counted: number
  readonly withMembers: number
  readonly members: number
  readonly covered: number
}

export function figuresOf(cells: readonly BeltCell[], own: readonly number[]): BeltFigures {
  const sum = { units: 0, counted: 0, withMembers: 0, members: 0, covered: 0 }
  for (const index of own) {
    const cell = cells[index] as BeltCell
    sum.units += cell.units
    sum.counted += cell.counted
    sum.withMembers += cell.withMembers
    sum.members += cell.members
    sum.covered += cell.covered
  }
  return sum
}

/** A chosen place in its order, with what it reaches that those before it do not. */
export interface RankedBelt {
  readonly candidate: BeltCandidate
  readonly gain: number
}

/** The chosen places, each the one that adds most to those before it. */
export function orderChosen(cells: readonly BeltCell[], chosen: readonly BeltCandidate[]): RankedBelt[] {
  const reached = new Set<number>()
  const gainOf = ({ cells: own }: BeltCandidate): number =>
    countOf(
      cells,
      own.filter((index) => !reached.has(index)),
    )
  const rest = [...chosen]
  const ranked: RankedBelt[] = []
  while (rest.length > 0) {
    const gains = rest.map(gainOf)
    const best = gains.indexOf(Math.max(...gains))
    const [candidate] = rest.splice(best, 1) as [BeltCandidate]
    ranked.push({ candidate, gain: gains[best] ?? 0 })
    for (const index of candidate.cells) reached.add(index)
  }
  return ranked
}

export interface NearMiss {
  readonly candidate: BeltCandidate
  /** What the belts would reach more if this took the place of `instead`; negative is fewer. */
  readonly delta: number
  readonly instead: BeltCandidate
  /** Units of it that the belts reach anyway. */
  readonly reachedAnyway: number
}

/** Places that would cost least if they took the place of the belt that matters least; those that add nothing are left out. */
export function nearMisses(
  cells: readonly BeltCell[],
  candidates: readonly BeltCandidate[],
  chosen: readonly BeltCandidate[],
  most: number,
): NearMiss[] {
  const times = new Map<number, number>()
  for (const { cells: own } of chosen) for (const index of own) times.set(index, (times.get(index) ?? 0) + 1)
  const worth = ({ cells: own }: BeltCandidate, least: number): number =>
    countOf(
      cells,
      own.filter((index) => (times.get(index) ?? 0) <= least),
    )
  const [instead] = [...chosen].sort((a, b) => worth(a, 1) - worth(b, 1))
  if (!instead) return []
  const lost = worth(instead, 1)
  for (const index of instead.cells) times.set(index, (times.get(index) ?? 0) - 1)
  const taken = new Set(chosen)
  return candidates
    .filter((candidate) => !taken.has(candidate))
    .map((candidate) => ({ candidate, gain: worth(candidate, 0) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
    .slice(0, most)
    .map(({ candidate, gain }) => {
      return { candidate, delta: gain - lost, instead, reachedAnyway: candidate.counted - gain }
    })
}

/** Some units of a place, from the fullest spots of it. */
export function sampleOf(cells: readonly BeltCell[], { cells: own }: BeltCandidate, most: number): string[] {
  const spots = own.map((index) => cells[index] as BeltCell).sort((a, b) => b.counted - a.counted)
  return spots.flatMap(({ ids }) => ids.slice(0, most)).slice(0, most)
}
