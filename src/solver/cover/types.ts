/**
 * The words of the cover engine: choose few sets that together cover much. Leaders on a graph, demonstration belts, venues:
 * each is a set of items, each item has a value that counts once however often it is covered. Everything is plain data in
 * typed arrays, indexed by set (0 … s−1) or item (0 … n−1). The same input gives the same output.
 */

export interface SetSystem {
  readonly items: number
  /** Set k holds `item[start[k] … start[k+1])`; length s + 1. An item listed twice in a set counts once. */
  readonly start: Int32Array
  readonly item: Int32Array
  /** Set k also covers item k (a leader covers itself as well as its neighbours); default false. */
  readonly self?: boolean
  /** Value of each item, not negative; default 1. */
  readonly value?: Float64Array
  /** Price of each set, positive; default 1. */
  readonly price?: Float64Array
}

/** At most so many sets, at most so much in prices, or both. */
export interface CoverRule {
  readonly count?: number
  readonly budget?: number
}

export interface CoverChoice {
  /** Sets in the order in which they were chosen. */
  readonly chosen: Int32Array
  /** Value each adds to those before it. */
  readonly gain: Float64Array
  readonly value: number
  readonly price: number
}

export interface CoverBound {
  /** No choice within the rule is worth more. */
  readonly bound: number
  /** (bound − value) / bound, 0 when nothing can be covered. */
  readonly gap: number
  /** The best choice known, the given one or better. */
  readonly choice: CoverChoice
  readonly steps: number
}

export interface FullCover {
  readonly chosen: Int32Array
  readonly price: number
  /** No full cover costs less (or, without prices, needs fewer sets: then a whole number). */
  readonly bound: number
  /** Items in no set, ascending; they are left out of the task. */
  readonly uncoverable: Int32Array
}
