import { assignStaff } from '../../../../solver/staff/assign-staff.ts'
import { checkStaff } from '../../../../solver/staff/check-staff.ts'
import type { StaffProblem, UnplacedReason } from '../../../../solver/staff/types.ts'
import { ADDRESS_LEVELS, sharedKeys, writeKeys, type AddressKeys } from '../../rules/address.ts'
import { levelCost, levelCosts } from '../../rules/costs.ts'
import { middleOfUnits, pointOf, squareBetween, type MaybePlaced } from '../../rules/distance.ts'
import { toPlane } from '../../rules/plane.ts'
import { codeLevels } from '../../rules/problem.ts'

/** Instructors look after units of their own county: a level of the address tree. */
export const SAME_COUNTY = 2

/** A place of a unit: its address, and its point where it has one. */
export interface Workplace extends MaybePlaced {
  readonly keys: AddressKeys
}

export interface StaffedUnit extends Workplace {
  readonly id: string
  /** Served first where places are short; whatever it is, null comes last. */
  readonly employees: number | null
  /** Whom an earlier plan had named for it. */
  readonly current?: string | undefined
}

/** An instructor with the places of all the units looked after already. */
export interface StaffedInstructor {
  readonly name: string
  readonly load: number
  /** Units at most, those of `load` included. */
  readonly places: number
  readonly at: readonly Workplace[]
  /** Units never to be put with this instructor. */
  readonly conflicts: readonly string[]
  /** To be minded by whoever puts units here. */
  readonly caution?: string | null
}

export interface Staffing {
  /** Index of the instructor of each unit, −1 none. */
  readonly instructorOf: Int32Array
  /** Who comes next for each unit, −1 nobody. */
  readonly second: Int32Array
  /** Why a unit has nobody, by its index. */
  readonly reasons: ReadonlyMap<number, UnplacedReason>
}

/** The k-th unit of an instructor weighs this much more than the one before: a tie is broken for whoever has fewer. */
const BALANCE = 0.05
/** A kilometre weighs half as much as not sharing the building (see `costs.ts`). */
const KILOMETRE = 1
/** Charged where one of two points is not known: across a town, more or less. */
const UNKNOWN_KILOMETRES = 3
/** Up to so many pairs the proof is done over again; beyond that for a share of the units. */
const PAIRS_CHECKED = 1_000_000
/** Different priorities that the solver tells apart. */
const MOST_EMPLOYEES = 999

/**
 * Units to instructors with room, exactly: nearest to any unit the instructor looks after, never across the county, never
 * against a conflict of interest. What an earlier plan had named is kept unless parting gains more than `keepThreshold`.
 */
export function staffUnits(
  units: readonly StaffedUnit[],
  instructors: readonly StaffedInstructor[],
  keepThreshold = 0,
): Staffing {
  if (units.length === 0 || !instructors.some(({ load, places }) => load < places)) return nobody(units.length)
  const index = new Map(instructors.map(({ name }, at) => [name, at]))
  const places = instructors.flatMap(({ at }, instructor) => distinct(at).map((place) => ({ ...place, instructor })))
  const levels = codeLevels([...units.map(({ keys }) => keys), ...places.map(({ keys }) => keys)])
  const space = spaceOf(units, places)
  const problem: StaffProblem = {
    units: units.length,
    capacity: Int32Array.from(instructors, ({ load, places: most }) => Math.max(most, load)),
    taken: Int32Array.from(instructors, ({ load }) => load),
    placeOf: Int32Array.from(places, ({ instructor }) => instructor),
    tree: {
      unitLevels: levels.subarray(0, units.length * ADDRESS_LEVELS),
      placeLevels: levels.subarray(units.length * ADDRESS_LEVELS),
      levelCost: Float64Array.from(levelCosts, ({ cost }) => cost),
      hardLevel: SAME_COUNTY,
    },
    priority: Float64Array.from(units, ({ employees }) => Math.min(employees ?? 0, MOST_EMPLOYEES)),
    ...(space && { space }),
    excluded: excludedPairs(units, instructors),
    current: Int32Array.from(units, ({ current }) => (current === undefined ? -1 : (index.get(current) ?? -1))),
    keepThreshold,
    balance: BALANCE,
  }
  const plan = assignStaff(problem)
  const faults = checkStaff(problem, plan, Math.ceil((units.length * places.length) / PAIRS_CHECKED))
  if (faults.length > 0) throw new Error(`the staffing is not lawful: ${JSON.stringify(faults.slice(0, 3))}`)
  return {
    instructorOf: plan.instructorOf,
    second: plan.second,
    reasons: new Map(Array.from(plan.unplaced, (unit, at) => [unit, plan.reasons[at] as UnplacedReason])),
  }
}

/** Where points count: some unit and some place have one. */
export function havePoints(units: readonly MaybePlaced[], instructors: readonly Pick<StaffedInstructor, 'at'>[]) {
  return units.some(pointOf) && instructors.some(({ at }) => at.some(pointOf))
}

/** How near a unit stands to the nearest of an instructor's units: leading keys shared, and kilometres where known. */
export interface Nearness {
  readonly shared: number
  readonly kilometres: number | null
}

export function nearness(unit: Workplace, { at }: Pick<StaffedInstructor, 'at'>): Nearness {
  let nearest: Nearness = { shared: 0, kilometres: null }
  let least = Infinity
  for (const place of at) {
    const shared = sharedKeys(unit.keys, place.keys)
    const square = squareBetween(unit, place, pointOf(unit))
    const kilometres = square === null ? null : Math.sqrt(square)
    const cost = levelCost(shared).cost + KILOMETRE * (kilometres ?? UNKNOWN_KILOMETRES)
    if (cost < least) [nearest, least] = [{ shared, kilometres }, cost]
  }
  return nearest
}

function spaceOf(units: readonly StaffedUnit[], places: readonly Workplace[]) {
  const middle = middleOfUnits([...units, ...places])
  if (!middle || !havePoints(units, [{ at: places }])) return null
  const plane = (all: readonly MaybePlaced[]): Float64Array =>
    Float64Array.from(
      all.flatMap((one) => {
        const point = pointOf(one)
        const { x, y } = point ? toPlane(point, middle) : { x: NaN, y: NaN }
        return [x, y]
      }),
    )
  return { unitPoints: plane(units), placePoints: plane(places), rate: KILOMETRE, missing: UNKNOWN_KILOMETRES }
}

function nobody(count: number): Staffing {
  const none = new Int32Array(count).fill(-1)
  return {
    instructorOf: none,
    second: none,
    reasons: new Map(Array.from(none.keys(), (unit) => [unit, 'out-of-reach'])),
  }
}

function distinct(all: readonly Workplace[]): Workplace[] {
  return [...new Map(all.map((place) => [`${writeKeys(place.keys)} ${place.lng},${place.lat}`, place])).values()]
}

function excludedPairs(units: readonly StaffedUnit[], instructors: readonly StaffedInstructor[]) {
  const rows = new Map(units.map(({ id }, row) => [id, row]))
  const pairs = instructors.flatMap(({ conflicts }, instructor) =>
    conflicts.flatMap((id) => {
      const unit = rows.get(id)
      return unit === undefined ? [] : [{ unit, instructor }]
    }),
  )
  return {
    unit: Int32Array.from(pairs, ({ unit }) => unit),
    instructor: Int32Array.from(pairs, ({ instructor }) => instructor),
  }
}
