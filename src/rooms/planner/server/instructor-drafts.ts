import { assignInstructors } from '../../../solver/assign.ts'
import { ADDRESS_LEVELS, sharedByAll, sharedKeys, type AddressKeys } from '../rules/address.ts'
import { cautionsOfBatch, type PlacedUnit } from '../rules/cautions.ts'
import { levelCost, levelCosts } from '../rules/costs.ts'
import { codeLevels } from '../rules/problem.ts'
import { vacancyName } from '../rules/vacancy.ts'
import { whyInstructor } from '../rules/why.ts'
import { noAlternatives, type Draft, type DraftInput } from './draft.ts'
import { havePoints, SAME_COUNTY, staffUnits, type StaffedInstructor } from './instructors/staffing.ts'
import { townKeyOf } from './order.ts'
import { placeOf } from './places.ts'

const TOWN = 3

/**
 * Units without members to instructors: first to those with room, nearest first (exact assignment), then in batches of
 * neighbouring units of one town, each a place to be filled. `units` are in address order.
 */
export function draftInstructors(
  units: readonly PlacedUnit[],
  instructors: readonly StaffedInstructor[],
  input: DraftInput,
  /** Names of places to be filled that stand from an earlier plan. */
  taken: ReadonlySet<string>,
  /** Whom the plan compared with had named for each unit. */
  before: ReadonlyMap<string, string>,
): Draft[] {
  const { capacity, weights } = input.params
  const withRoom = instructors.filter(({ load, places }) => load < places)
  const kept = weights.stability > 0 ? before : new Map<string, string>()
  const placed = assign(units, withRoom, kept, weights.stability)
  const drafts: Draft[] = []
  const given = withRoom.map((): PlacedUnit[] => [])
  for (const [row, unit] of units.entries()) given[placed[row] ?? -1]?.push(unit)
  for (const [index, instructor] of withRoom.entries()) {
    const members = given[index] ?? []
    if (members.length > 0) drafts.push(draftBatch(members, instructor, input))
  }
  let no = 0
  const nextVacancy = (): string => {
    do no++
    while (taken.has(vacancyName(no)))
    return vacancyName(no)
  }
  for (const batch of batches(
    units.filter((_, unit) => (placed[unit] ?? -1) < 0),
    capacity,
  )) {
    drafts.push(draftBatch(batch, { name: nextVacancy(), load: null, places: capacity }, input))
  }
  return drafts
}

/** Where nobody is excluded, nothing is to be kept and no points are known, the tree alone settles it, with neighbours kept together. */
function assign(
  units: readonly PlacedUnit[],
  withRoom: readonly StaffedInstructor[],
  kept: ReadonlyMap<string, string>,
  keepThreshold: number,
): Int32Array {
  if (withRoom.length === 0 || units.length === 0) return new Int32Array(units.length).fill(-1)
  const atWork = withRoom.map((instructor) => ({ ...instructor, at: workplace(instructor.at) }))
  const tied = withRoom.some(({ conflicts }) => conflicts.length > 0)
  const staffed = units.map(({ unit, keys }) => {
    const { id, employees, lng, lat } = unit
    return { id, keys, employees, lng, lat, current: kept.get(id) }
  })
  if (kept.size > 0 || tied || havePoints(staffed, atWork)) {
    return staffUnits(staffed, atWork, keepThreshold).instructorOf
  }
  const all = codeLevels([
    ...units.map(({ keys }) => keys),
    ...atWork.map(({ at }): AddressKeys => at[0]?.keys ?? NOWHERE),
  ])
  return assignInstructors({
    unitLevels: all.subarray(0, units.length * ADDRESS_LEVELS),
    instructorLevels: all.subarray(units.length * ADDRESS_LEVELS),
    capacity: Int32Array.from(withRoom, ({ load, places }) => places - load),
    levelCost: Float64Array.from(levelCosts, ({ cost }) => cost),
    hardLevel: SAME_COUNTY,
    reportLevel: TOWN,
    priority: Float64Array.from(units, ({ unit }) => unit.employees ?? 0),
    unitRank: Int32Array.from(units, (_, index) => index),
    instructorRank: Int32Array.from(withRoom, (_, index) => index),
  }).instructorOf
}

const NOWHERE: AddressKeys = [null, null, null, null, null, null]

/**
 * Of the places where an instructor works the one nearest to all the others: instructors look after their neighbourhood,
 * and one place each keeps a whole city a matter of moments.
 */
export function workplace<T extends { readonly keys: AddressKeys }>(at: readonly T[]): T[] {
  let best = at[0]
  let most = -1
  for (const place of at) {
    const nearness = at.reduce((sum, { keys }) => sum + sharedKeys(place.keys, keys), 0)
    if (nearness > most) [best, most] = [place, nearness]
  }
  return best ? [best] : []
}

/** Neighbours in address order, never across towns, at most `capacity` each. */
function* batches(units: readonly PlacedUnit[], capacity: number): Generator<PlacedUnit[]> {
  let batch: PlacedUnit[] = []
  let town = ''
  for (const unit of units) {
    const key = townKeyOf(unit)
    if (batch.length === capacity || (batch.length > 0 && key !== town)) {
      yield batch
      batch = []
    }
    town = key
    batch.push(unit)
  }
  if (batch.length > 0) yield batch
}

function draftBatch(
  members: readonly PlacedUnit[],
  instructor: Omit<StaffedInstructor, 'load' | 'at' | 'conflicts'> & { readonly load: number | null },
  input: DraftInput,
): Draft {
  const place = placeOf(members, input)
  const shared = sharedByAll(members.map(({ keys }) => keys))
  return {
    kind: 'instructor',
    place,
    members,
    cost: members.length * levelCost(shared).cost,
    prices: [],
    why: whyInstructor({
      units: members.length,
      near: levelCost(shared).words,
      place: place.name,
      capacity: instructor.places,
      vacant: instructor.load === null,
      load: instructor.load,
    }),
    cautions: [...(instructor.caution ? [instructor.caution] : []), ...cautionsOfBatch(members)],
    instructor: instructor.name,
    host: null,
    obstacle: null,
    alternatives: noAlternatives,
    nearest: [],
  }
}
