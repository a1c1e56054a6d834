import type { Coverage, Life } from '../../units/contract.ts'
import { FOUNDING } from './costs.ts'

/**
 * A unit of the ledger as the planner reads it. Counts are persons; null is "no source says". Units without any member
 * are many and are spoken of in batches only: of those name, code, section, industry and address are not read.
 */
export interface LedgerUnit {
  readonly id: string
  readonly name: string | null
  readonly code: string | null
  readonly section: string | null
  /** GB/T 4754 code, as far as it is known. */
  readonly industry: string | null
  readonly industryName: string | null
  readonly address: string | null
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  /** Name of the road, or of the village place, that the address names. */
  readonly road: string | null
  /** House number as written: 901-6. */
  readonly number: string | null
  readonly building: string | null
  readonly buildingName: string | null
  readonly park: string | null
  /** Superior unit by name. */
  readonly parent: string | null
  /** Degrees; both or neither. */
  readonly lng: number | null
  readonly lat: number | null
  /** How sure the place is, 0–1. */
  readonly confidence: number
  readonly membersFull: number | null
  readonly membersProbationary: number | null
  readonly membersReported: number | null
  readonly employees: number | null
  readonly life: Life
  readonly coverage: Coverage
  readonly instructor: string | null
}

/** What a plan keeps of a unit that it puts somewhere; what was not read is looked up in the ledger when it is shown. */
export type MemberUnit = Pick<
  LedgerUnit,
  | 'id'
  | 'name'
  | 'code'
  | 'employees'
  | 'county'
  | 'town'
  | 'section'
  | 'industry'
  | 'industryName'
  | 'address'
  | 'number'
  | 'building'
  | 'buildingName'
  | 'park'
  | 'parent'
  | 'lng'
  | 'lat'
  | 'confidence'
>

/**
 * What a plan does with a unit: `founder` founds a branch of its own, `joiner` joins a joint branch, `idle` has no
 * members and nobody who looks after it, `unverified` has members by the annual report only, `none` needs no plan.
 */
export type Role = 'founder' | 'joiner' | 'idle' | 'unverified' | 'none'

export interface Part {
  readonly role: Role
  /** Full members counted, 0 where none are known. */
  readonly weight: number
  /** The weight is the annual report's count, probationary members included. */
  readonly reported: boolean
}

/** Only full members count towards a founding (《支部工作条例》第四条); `countReported` lets the annual report stand in where no ledger says. */
export function partOf(unit: LedgerUnit, countReported: boolean): Part {
  const none: Part = { role: 'none', weight: 0, reported: false }
  if (unit.life !== 'operating' || unit.coverage === 'excluded') return none
  if (unit.coverage === 'own' || unit.coverage === 'joint') return none
  const reported = unit.membersFull === null && countReported && (unit.membersReported ?? 0) > 0
  const weight = reported ? (unit.membersReported ?? 0) : (unit.membersFull ?? 0)
  if (weight >= FOUNDING) return { role: 'founder', weight, reported }
  if (weight >= 1) return { role: 'joiner', weight, reported }
  if ((unit.membersReported ?? 0) > 0 || (unit.membersProbationary ?? 0) > 0) {
    return { role: 'unverified', weight: 0, reported: false }
  }
  return unit.coverage === 'none' ? { role: 'idle', weight: 0, reported: false } : none
}
