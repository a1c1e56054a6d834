import { mainNumber } from '../../../standards/address.ts'
import type { How } from './clues.ts'
import type { Located } from './locate.ts'
import { agreed, count, majority, type Tally } from './tally.ts'

/**
 * Roads, buildings and estates learnt from the file itself: units whose address names the town (or the county) lend it to
 * units on the same road that do not.
 *
 * - The same building or estate (one key): every unit that says so must agree.
 * - The same road: nineteen of twenty must agree and, because towns are written mostly at the rural end of a long road,
 *   the plate must lie inside the stretch of plates that name the town, unless half of the road's units name it.
 * - A road with several towns: the neighbouring plates on the same side (odd and even plates face each other) must agree.
 */
export interface RoadAnswer {
  /** Code of the town or of the county or zone. */
  readonly code: string
  readonly votes: number
  readonly all: number
  readonly sure: number
  readonly how: 'building' | 'place' | 'road' | 'stretch'
}

export interface LearnedRoads {
  /** Town of a unit whose county is known. */
  town(one: Located): RoadAnswer | null
  /** County or zone of a unit that only names a road or building; how many counties have such a road. */
  area(one: Located): { answer: RoadAnswer | null; choices: readonly string[] }
}

/** Enough agreeing units, by what they agree on. */
const LEAST = { building: 1, place: 2, road: 3 } as const
const NEARLY_ALL = 0.95
const HALF = 0.5
/** Plates this far apart are no neighbours. */
const NEIGHBOURS = 60

interface Stretch {
  readonly towns: Tally
  /** Plates that name their town, sorted, odd and even apart. */
  readonly plates: readonly [Plate[], Plate[]]
  units: number
}

type Plate = readonly [number: number, town: string]

export function learnRoads(located: readonly Located[]): LearnedRoads {
  const buildings = new Map<string, Tally>()
  const places = new Map<string, Tally>()
  const roads = new Map<string, Stretch>()
  const areaRoads = new Map<string, Tally>()
  const areaPlaces = new Map<string, Tally>()
  for (const one of located) {
    if (one.outside || one.area === '' || !isStated(one)) continue
    const city = one.area.slice(0, 4)
    if (one.road !== '') count(areaRoads, `${city}/${one.road}`, one.area)
    if (placeOf(one) !== '') count(areaPlaces, `${city}/${placeOf(one)}`, one.area)
    if (one.road !== '') learnPlate(roads, one)
    if (one.town === '' || one.townUnlisted) continue
    if (one.buildingKey !== '') count(buildings, one.buildingKey, one.town)
    if (placeOf(one) !== '') count(places, `${one.area}/${placeOf(one)}`, one.town)
  }
  for (const road of roads.values()) for (const side of road.plates) side.sort((a, b) => a[0] - b[0])

  return {
    town(one) {
      const building = answer(agreed(buildings.get(one.buildingKey), LEAST.building, 1), 'building', 0.85)
      if (building) return building
      const place = placeOf(one) === '' ? undefined : places.get(`${one.area}/${placeOf(one)}`)
      const inPlace = answer(agreed(place, LEAST.place, NEARLY_ALL), 'place', 0.8)
      if (inPlace) return inPlace
      const road = one.road === '' ? undefined : roads.get(`${one.area}/${one.road}`)
      return road === undefined ? null : townOnRoad(road, plateOf(one))
    },
    area(one) {
      const city = one.path[1]?.slice(0, 4) ?? ''
      const place = placeOf(one) === '' ? undefined : areaPlaces.get(`${city}/${placeOf(one)}`)
      const road = one.road === '' ? undefined : areaRoads.get(`${city}/${one.road}`)
      const inPlace = one.road === '' ? answer(agreed(place, LEAST.place, NEARLY_ALL), 'place', 0.8) : null
      const onRoad = answer(agreed(road, LEAST.road, NEARLY_ALL), 'road', 0.85)
      return { answer: onRoad ?? inPlace, choices: [...(road ?? new Map<string, number>()).keys()].sort() }
    },
  }
}

const ASSUMED: ReadonlySet<How> = new Set(['registry', 'root', 'unit-name', 'road', 'estate'])

/** Placed by what the address says, not by the credit code, the unit's name or earlier learning. */
function isStated(one: Located): boolean {
  return !one.words.some((word) => ASSUMED.has(word.how))
}

/** A named place that is long enough to be one of its kind. */
function placeOf(one: Located): string {
  const { place, placeKind } = one.address
  return placeKind !== '' && placeKind !== 'site' && place.length >= 4 ? place : ''
}

function plateOf(one: Located): number {
  const plate = Number(mainNumber(one.number))
  return one.number !== '' && Number.isInteger(plate) && plate > 0 ? plate : 0
}

function learnPlate(roads: Map<string, Stretch>, one: Located): void {
  const key = `${one.area}/${one.road}`
  let road = roads.get(key)
  if (!road) roads.set(key, (road = { towns: new Map(), plates: [[], []], units: 0 }))
  road.units++
  if (one.town === '' || one.townUnlisted) return
  road.towns.set(one.town, (road.towns.get(one.town) ?? 0) + 1)
  const plate = plateOf(one)
  if (plate > 0) road.plates[plate % 2 === 1 ? 0 : 1].push([plate, one.town])
}

function townOnRoad(road: Stretch, plate: number): RoadAnswer | null {
  const whole = agreed(road.towns, LEAST.road, NEARLY_ALL)
  if (whole !== null) {
    if (whole.all >= HALF * road.units) return answer(whole, 'road', 0.8)
    const [odd, even] = road.plates
    const first = Math.min(odd[0]?.[0] ?? Infinity, even[0]?.[0] ?? Infinity)
    const last = Math.max(odd.at(-1)?.[0] ?? 0, even.at(-1)?.[0] ?? 0)
    if (plate > 0 && plate >= first && plate <= last) return answer(whole, 'stretch', 0.75)
    return null
  }
  if (plate === 0 || majority(road.towns) === null) return null
  const side = road.plates[plate % 2 === 1 ? 0 : 1]
  const above = side.findIndex(([number]) => number >= plate)
  const low = above > 0 ? side[above - 1] : undefined
  const high = above >= 0 ? side[above] : undefined
  if (!low || !high || low[1] !== high[1] || high[0] - low[0] > NEIGHBOURS) return null
  return { code: low[1], votes: 2, all: 2, sure: 0.7, how: 'stretch' }
}

function answer(found: ReturnType<typeof majority>, how: RoadAnswer['how'], sure: number): RoadAnswer | null {
  return found === null
    ? null
    : { code: found.answer, votes: found.votes, all: found.all, sure: Math.min(sure, 0.6 + found.votes / 20), how }
}
