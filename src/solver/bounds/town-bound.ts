/** What is asked of a bound for one town, and what comes back. */
import type { GroupValue } from '../groups/types.ts'
import type { LinearSolver } from './linear-program.ts'

export type Tier = 0 | 1 | 2 | 3
export type BoundMethod = 'tree' | 'ascent' | 'columns' | 'proof'

export interface BoundOptions {
  /** How far to go; 2 and 3 need a solver. */
  readonly tier: Tier
  /** Time limit. */
  readonly seconds: number
  /** Seconds on any clock that only goes forward. */
  readonly clock: () => number
  readonly solver?: LinearSolver
  readonly shouldStop?: () => boolean
  /** Towns up to this many units are looked at as a whole (memory: 32 bytes a pair), larger ones in blocks; default 1,500. */
  readonly wholeUnits?: number
  /** Units of a block; default 600. */
  readonly blockUnits?: number
}

export interface TownBound {
  /** No lawful plan of the town has a smaller value. */
  readonly bound: GroupValue
  /** Per unit of the town, in cost: no lawful group costs less than the prices of its members. */
  readonly price: Float64Array
  /** What an uncovered unit that could be in a group is worth per count, at least its price; Infinity where none is. */
  readonly uncoveredPrice: number
  readonly method: BoundMethod
  readonly seconds: number
  /** The plan, or `groupOf` where it is given, has the value of the bound. */
  readonly optimal: boolean
  /** Group of each unit in a better plan that turned up, −1 uncovered; null when there is none. */
  readonly groupOf: Int32Array | null
}

/** What there is to spend. */
export interface Effort {
  readonly tier: Tier
  readonly blockUnits: number
  readonly solver: LinearSolver | undefined
  readonly remaining: () => number
  readonly stop: () => boolean
  readonly shouldStop: (() => boolean) | undefined
}
