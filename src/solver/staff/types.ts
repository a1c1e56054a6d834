/**
 * The words of the staffing engine: units that need an instructor and instructors with places, in; who looks after whom,
 * out. Everything is plain data in typed arrays, indexed by unit (0 … n−1), instructor (0 … m−1) or place of work
 * (0 … p−1); what is left out plays no part. The same input gives the same output.
 *
 * A pair costs, over the instructor's places of work that the rules allow,
 *
 *     min( levelCost[shared codes] + space.rate · distance ) + industry.rate · misfit − keepThreshold if it is the present pair
 *
 * and the k-th unit of an instructor costs balance · (k − 1) on top. The plan is lexicographic: as many units as possible
 * have an instructor, those of the highest priority first; then the least cost.
 */

/** n = `units`, m = `capacity.length`. */
export interface StaffProblem {
  readonly units: number
  /** Units each instructor can take, present ones included; 0 for who leaves. */
  readonly capacity: Int32Array
  /** Places of each instructor that are already taken by units outside this problem; default none. */
  readonly taken?: Int32Array
  /** Instructor of each place of work. Default: place j is instructor j's only one. */
  readonly placeOf?: Int32Array
  readonly tree?: StaffTree
  readonly space?: StaffSpace
  readonly industry?: StaffIndustry
  /** Higher is served first when places are short, whatever it costs; at most 1,000 different values; default all equal. */
  readonly priority?: Float64Array
  /** Pairs that may not be, unit and instructor beside each other (conflict of interest). */
  readonly excluded?: { readonly unit: Int32Array; readonly instructor: Int32Array }
  /** Present instructor of each unit, −1 none. A pair that the rules forbid or whose instructor leaves is dissolved. */
  readonly current?: Int32Array
  /** A present pair is kept unless parting gains more than this; default 0. */
  readonly keepThreshold?: number
  /** The k-th unit of an instructor costs balance · (k − 1); default 0. */
  readonly balance?: number
  /** Places per instructor when counting how many more are needed; default 5. */
  readonly usualCapacity?: number
}

export interface StaffTree {
  /** n × L codes from the top down; a negative code is unknown and shared with nobody. */
  readonly unitLevels: Int32Array
  /** p × L codes. */
  readonly placeLevels: Int32Array
  /** Cost of a pair by the number of leading codes it shares, length L + 1, never rising downwards. */
  readonly levelCost: Float64Array
  /** A unit and its instructor's place share at least this many codes (default 0: no rule). Areas at this level are independent. */
  readonly hardLevel?: number
}

export interface StaffSpace {
  /** n × 2 and p × 2 coordinates in one plane (kilometres); NaN: not known. */
  readonly unitPoints: Float64Array
  readonly placePoints: Float64Array
  /** Cost of a kilometre. */
  readonly rate: number
  /** A unit and its instructor's place may not be further apart; unknown points break no rule. Default Infinity. */
  readonly maxDistance?: number
  /** Distance charged where a point is not known; default 1. */
  readonly missing?: number
}

export interface StaffIndustry {
  /** n × D and m × D codes from section to class; a negative code is unknown and shared with nobody. */
  readonly unitCodes: Int32Array
  readonly instructorCodes: Int32Array
  /** cost[shared], length D + 1, never rising, by how many leading codes the two share: 6, 4, 2, 1, 0 for four levels. */
  readonly cost: Float64Array
  readonly rate: number
}

/** Why a unit has no instructor. `excluded`: all who are in reach are excluded for it; `out-of-reach`: nobody with a
 * place is within the hard rules; `full`: places in reach are taken by units that come first. */
export type UnplacedReason = 'excluded' | 'out-of-reach' | 'full'

export interface StaffShortage {
  /** Any unit of the area of the hard level in question. */
  readonly unit: number
  readonly unplaced: number
  /** Instructors of the usual capacity that would be needed for them. */
  readonly instructorsNeeded: number
}

export interface StaffPlan {
  /** Instructor of each unit, −1 without a place. Length n. */
  readonly instructorOf: Int32Array
  /** Cost of each pair without threshold and balance; 0 when unplaced. */
  readonly pairCost: Float64Array
  /** 1 where the present pair is kept. */
  readonly kept: Uint8Array
  /** The objective: pair costs minus the threshold of kept pairs plus balance. */
  readonly cost: number
  /** Value of the dual solution over all pairs. Equal to `cost`, with `dualUnplaced` equal to the units without a place:
   * then no plan places more or costs less. */
  readonly dual: number
  readonly dualUnplaced: number
  /** The dual solution: what one more place at each instructor would save. Where no place can be had without leaving a
   * unit unplaced the price holds a multiple of `penalty`. Length m. */
  readonly price: Float64Array
  /** A unit of the lowest priority left out counts once this much, the next priority twice, and so on: more than any
   * chain of changes can cost. */
  readonly penalty: number
  /** Next best instructor of each unit at these prices, −1 none. */
  readonly second: Int32Array
  /** By how much the plan would cost more at least if the unit went to its second; Infinity when that means leaving
   * another unit without a place, or when there is none. */
  readonly secondGap: Float64Array
  /** Units without a place, ascending, and why. */
  readonly unplaced: Int32Array
  readonly reasons: readonly UnplacedReason[]
  readonly shortages: readonly StaffShortage[]
  /** How much the lists of candidates had to grow: pairs looked at, and the longest list. */
  readonly listed: number
  readonly longestList: number
}
