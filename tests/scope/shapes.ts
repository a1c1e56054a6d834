import type { Reached } from '../../src/kernel/scope.ts'
import type { Coverage, Due, Kind, Size } from '../../src/rooms/units/contract.ts'

/** A unit as the database has it, read past all locks: what the oracle judges by. */
export interface RawUnit extends Reached {
  readonly name: string
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  readonly road: string | null
  readonly kind: Kind
  readonly size: Size
  readonly life: string
  readonly coverage: Coverage
  readonly due: Due
  readonly must: boolean
  readonly with_member: boolean
  readonly excluded: string | null
  readonly revenue: number | null
  readonly search: string
}

export interface RawReview {
  readonly id: string
  readonly candidates: readonly string[]
  /** Of the waiting row; null while it is nobody's. */
  readonly unit: string | null
}

export interface World {
  readonly units: readonly RawUnit[]
  readonly reviews: readonly RawReview[]
  readonly areas: readonly WorldArea[]
  readonly organizations: readonly RawOrganization[]
  readonly members: readonly RawMember[]
}

export interface WorldArea {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly tree: 'division' | 'building' | 'park' | 'grid'
  readonly parent: string | null
  readonly path: string
}

export interface RawOrganization {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly state: string
  readonly superior: string | null
  readonly chain: string
  readonly path: string
  /** Ids of the units that it covers now. */
  readonly covers: readonly string[]
}

export interface RawMember {
  readonly id: string
  readonly status: string
  readonly organization: string | null
  readonly chain: string
  readonly path: string
  readonly unit: string | null
}

/** Words that names are made of, to be searched for. */
export const WORDS = ['星海', '北辰', '明德'] as const
