import type { Host, PlanParams } from '../contract.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import type { ProposalKind } from '../rules/decision.ts'
import type { Yardstick } from '../rules/price.ts'
import type { Obstacle } from '../rules/uncovered.ts'
import type { ProposalPlace } from './places.ts'

/** A change that the plan did not take, in words; `delta` is the cost it would add, null where it is not lawful. */
export interface AlternativeWords {
  readonly words: string
  readonly delta: number | null
}

/** A proposal before it has a number. */
export interface Draft {
  readonly kind: ProposalKind
  readonly place: ProposalPlace
  readonly members: readonly PlacedUnit[]
  readonly cost: number
  /** What carries a joint branch; null for the other kinds. */
  readonly host: Host | null
  readonly why: string
  /** Part of the bound of each member, in their order; empty where none was worked out. */
  readonly prices: readonly number[]
  /** What speaks against this very proposal. */
  readonly cautions: readonly string[]
  readonly instructor: string | null
  readonly obstacle: Obstacle | null
  /** Told once all proposals have their numbers. */
  readonly alternatives: (numberOf: (draft: Draft) => number) => readonly AlternativeWords[]
  /** Nearest units that an uncovered one could join if the reach were wider. */
  readonly nearest: readonly PlacedUnit[]
}

/** What all drafts of one plan are made from. */
export interface DraftInput {
  readonly params: PlanParams
  readonly yardstick: Yardstick
  readonly names: ReadonlyMap<string, string>
  /** Path of each division, by id. */
  readonly paths: ReadonlyMap<string, string>
  /** City of each county, by id. */
  readonly cityOf: ReadonlyMap<string, string>
  readonly sectionName: (section: string) => string
}

export const noAlternatives = (): readonly AlternativeWords[] => []
