import { assignStaff } from '../../../../solver/staff/assign-staff.ts'
import type { UnplacedReason } from '../../../../solver/staff/types.ts'
import { ADDRESS_LEVELS, sharedKeys, writeKeys, type AddressKeys } from '../../rules/address.ts'
import { levelCosts } from '../../rules/costs.ts'
import { codeLevels } from '../../rules/problem.ts'

/** Instructors look after units of their own county: a level of the address tree. */
export const SAME_COUNTY = 2

export interface StaffedUnit {
  readonly id: string
  readonly keys: AddressKeys
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
  readonly at: readonly AddressKeys[]
  /** Units never to be put with this instructor. */
  readonly conflicts: readonly string[]
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
  const places = instructors.flatMap(({ at }, instructor) => distinct(at).map((keys) => ({ keys, instructor })))
  const levels = codeLevels([...units.map(({ keys }) => keys), ...places.map(({ keys }) => keys)])
  const excluded = excludedPairs(units, instructors)
  const plan = assignStaff({
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
    excluded,
    current: Int32Array.from(units, ({ current }) => (current === undefined ? -1 : (index.get(current) ?? -1))),
    keepThreshold,
    balance: BALANCE,
  })
  return {
    instructorOf: plan.instructorOf,
    second: plan.second,
    reasons: new Map(Array.from(plan.unplaced, (unit, at) => [unit, plan.reasons[at] as UnplacedReason])),
  }
}

/** How many leading keys a unit shares with the nearest of an instructor's units. */
export function nearness(keys: AddressKeys, { at }: Pick<StaffedInstructor, 'at'>): number {
  return at.reduce((most, other) => Math.max(most, sharedKeys(keys, other)), 0)
}

function nobody(count: number): Staffing {
  const none = new Int32Array(count).fill(-1)
  return { instructorOf: none, second: none, reasons: new Map(Array.from(none.keys(), (unit) => [unit, 'full'])) }
}

function distinct(all: readonly AddressKeys[]): AddressKeys[] {
  return [...new Map(all.map((keys) => [writeKeys(keys), keys])).values()]
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
