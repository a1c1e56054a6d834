import { addressKeys, inAddressOrder } from '../rules/address.ts'
import { placesOf, termCaution, type InstructorSetting } from '../rules/instructor.ts'
import type { LedgerUnit } from '../rules/unit.ts'
import type { Carried } from './carry-over.ts'
import type { DraftInput } from './draft.ts'
import type { StaffedInstructor } from './instructors/staffing.ts'
import type { Placed } from './place-units.ts'

/** What is known of instructors besides the ledger. */
export interface StaffFacts {
  readonly settings: ReadonlyMap<string, InstructorSetting>
  /** Whom the plan compared with had named for each unit. */
  readonly before: ReadonlyMap<string, string>
  /** Day of the plan: terms are held against it. */
  readonly day: string
}

/** Instructors named in the ledger, with the operating units they look after and where those stand. */
export function listInstructors(
  { units, ground }: Placed,
  loads: ReadonlyMap<string, number> | null,
  kept: readonly Carried[],
  { params }: Pick<DraftInput, 'params'>,
  { settings, day }: StaffFacts,
): StaffedInstructor[] {
  const found = new Map<string, LedgerUnit[]>()
  for (const unit of units) {
    if (unit.instructor === null || unit.life !== 'operating') continue
    const list = found.get(unit.instructor)
    if (list) list.push(unit)
    else found.set(unit.instructor, [unit])
  }
  const promised = new Map<string, number>()
  for (const { draft } of kept) {
    if (draft.kind !== 'instructor' || draft.instructor === null) continue
    promised.set(draft.instructor, (promised.get(draft.instructor) ?? 0) + draft.members.length)
  }
  // Whatever the order in which the units came in, the plan is the same.
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, list]) => ({
      name,
      load: (loads?.get(name) ?? list.length) + (promised.get(name) ?? 0),
      places: placesOf(settings.get(name), params, day),
      conflicts: settings.get(name)?.conflicts ?? [],
      caution: termCaution(settings.get(name), day),
      at: inAddressOrder(list.map((unit) => ({ unit, keys: addressKeys(unit, ground) }))).map(({ unit, keys }) => ({
        keys,
        lng: unit.lng,
        lat: unit.lat,
      })),
    }))
}
