/** The words of demonstration belts: units in, concentrations of units chosen under a budget out. */
import type { CoverRule } from './types.ts'

/** n = `value.length`. */
export interface BeltUnits {
  /** What covering each unit is worth, not negative: 1, its members, its standing. */
  readonly value: Float64Array
  /** n × depth address codes from the top down; a negative code is unknown. */
  readonly tree?: { readonly levels: Int32Array; readonly depth: number }
  /** n × 2 coordinates in one plane (kilometres); NaN: not known. */
  readonly points?: Float64Array
}

export interface BeltOptions {
  /** At most so many belts, at most so much in prices, or both. */
  readonly rule: CoverRule
  /** Price of a belt, the sum of these; default 1 for every belt. */
  readonly price?: BeltPrice
  /** A belt has at least so many units (default 2) and at most so many (default no limit). */
  readonly leastUnits?: number
  readonly mostUnits?: number
  /** Candidates from the address tree: every place at these levels (a level is a number of leading codes). */
  readonly nodes?: { readonly levels: readonly number[] }
  /** Candidates from points: circles of these radii where units are densest, at most `most` of each (default 1,000). */
  readonly discs?: { readonly radii: readonly number[]; readonly most?: number }
  /** Candidates from points: clusters of units that have at least `least` units (itself included) within `reach` (DBSCAN). */
  readonly clusters?: { readonly reach: number; readonly least: number }
  /** Steps for the bound; default 1,000. */
  readonly steps?: number
}

export interface BeltPrice {
  readonly fixed?: number
  readonly perUnit?: number
  readonly perArea?: number
  readonly perLength?: number
}

/** A concentration of units. */
export interface Belt {
  readonly kind: 'node' | 'disc' | 'cluster'
  /** Level of a node, −1 otherwise. The codes of any of its units name it. */
  readonly level: number
  /** Centre, NaN where nothing is known of it; radius of a disc, of the box for others. */
  readonly x: number
  readonly y: number
  readonly radius: number
  /** Square kilometres: the circle, the occupied cells of a cluster, the box of a node; 0 without points. */
  readonly area: number
  /** Kilometres: the diameter of a circle, the longer side of the box otherwise. */
  readonly length: number
  readonly price: number
  /** Ascending. */
  readonly units: Int32Array
  /** Value of all its units. */
  readonly value: number
}

export interface ChosenBelt extends Belt {
  /** Value it adds to the belts before it; a unit in two belts counts once. */
  readonly gain: number
  /** The best belt that could stand in its place within the rule, and the value the plan would lose by it. */
  readonly instead: { readonly belt: Belt; readonly loss: number } | null
}

export interface BeltPlan {
  readonly belts: readonly ChosenBelt[]
  readonly value: number
  readonly price: number
  /** No choice among the candidates is worth more. */
  readonly bound: number
  readonly gap: number
  readonly candidates: number
}
