/**
 * The words of the solver: instances in, plans out. Everything is plain data in typed arrays, indexed by unit
 * (0 … n−1, the caller's order). No words for people, no dates, no randomness: the same input gives the same output.
 *
 * Level, throughout: the number of leading address codes that all members share. With L codes per unit, level L is the
 * same last code (same building), level 0 has nothing in common; a smaller number is further up the tree.
 */

/** Units on an address tree. n = `weights.length`, L = `h.length − 1`. */
export interface TreeUnits {
  /**
   * n × L codes, unit i at [i·L, (i+1)·L), from the top (city) down to the building. Any non-negative integers; equal
   * numbers under equal parents are the same node. A negative code means unknown: it is shared with nobody.
   */
  readonly levels: Int32Array
  /** Full members of each unit, 1 or 2. Units that reach the minimum alone are not part of the problem. */
  readonly weights: Uint8Array
  /** h[level]: cost per member unit of a group whose lowest common ancestor is at that level; never rises downwards. */
  readonly h: Float64Array
  /** Members of a group share at least this many codes (0: no rule). */
  readonly hardLevel: number
  /** Order among otherwise equal units, smaller first; default is the given order. Distinct values make the plan
   * independent of the order in which the units are handed in. */
  readonly rank?: Int32Array
}

/** What makes a group lawful: enough full members, not too many units. Groups have at least two units. */
export interface GroupShape {
  readonly minWeight: number
  readonly maxUnits: number
}

export interface PlanOptions {
  /** Default `{ minWeight: 3, maxUnits: 5 }`. */
  readonly shape?: GroupShape
  /** Whether an uncovered unit counts once (`unit`, default) or by its weight, where not all can be covered. */
  readonly countUncovered?: 'unit' | 'weight'
  /** How many waiting units of weight 1 and 2 the programme remembers per node; default is what the proof needs. */
  readonly caps?: { readonly ones: number; readonly twos: number }
}

/** Lexicographic: fewer uncovered first, then lower cost. */
export interface PlanValue {
  /** Units, or their weight when `countUncovered` is `weight`. */
  readonly uncovered: number
  /** Sum over groups of size · h[level]. */
  readonly cost: number
}

/** A plan: g groups and the units left over. */
export interface TreePlan {
  /** Group k holds `groupMembers[groupStart[k] … groupStart[k+1])`, in address order. Length g + 1. */
  readonly groupStart: Int32Array
  readonly groupMembers: Int32Array
  /** Level of the lowest common ancestor of each group. */
  readonly groupLevel: Uint8Array
  /** size · h[level]. */
  readonly groupCost: Float64Array
  /** Group of each unit, −1 when uncovered. Length n. */
  readonly groupOf: Int32Array
  /** Units in no group, in address order. */
  readonly uncovered: Int32Array
  readonly value: PlanValue
  /** No lawful plan has a smaller value. */
  readonly bound: PlanValue
  /** True when the value equals the bound: the plan is proven optimal, the gap is zero. */
  readonly optimal: boolean
}

/** Why a unit is in no group. `too-few`: everyone within the hard level together is below the minimum weight;
 * `left-over`: partners exist there, but no lawful plan covers more units. */
export type UncoveredReason = 'too-few' | 'left-over'

/** A change of the plan that was not taken. */
export type AlternativeKind = 'move' | 'swap' | 'split' | 'dissolve'

export interface Alternative {
  readonly kind: AlternativeKind
  /** The unit that would leave its group (move, swap), or −1. */
  readonly unit: number
  /** The group it would enter (move, swap), or −1. */
  readonly target: number
  /** The unit that would come back in exchange (swap), or −1. */
  readonly exchange: number
  /** New total cost minus present total cost; never negative for an optimal plan. */
  readonly costDelta: number
  /** Split: the members of the first part; dissolve: the receiving group of each member; otherwise empty. */
  readonly detail: readonly number[]
}

export interface UncoveredExplanation {
  readonly unit: number
  readonly reason: UncoveredReason
  /** Total weight of all units within the hard level of this unit, itself included. */
  readonly weightInReach: number
  /** If the hard level were one higher up: the nearest other uncovered units that together with this one reach the
   * minimum; empty when there are none. */
  readonly partners: readonly number[]
  /** If the hard level were one higher up: the nearest group with room, or −1. */
  readonly host: number
}

export interface PlanExplanation {
  /** Per group, the cheapest alternative of each kind that exists, cheapest first. */
  readonly groups: readonly (readonly Alternative[])[]
  readonly uncovered: readonly UncoveredExplanation[]
}

/** Units without members, and instructors with room, on one address tree. n units, m instructors. */
export interface AssignmentProblem {
  /** n × L codes, as in `TreeUnits`. */
  readonly unitLevels: Int32Array
  /** m × L codes: where each instructor works. */
  readonly instructorLevels: Int32Array
  /** Units each instructor can take, present ones included; default `usualCapacity`. */
  readonly capacity?: Int32Array
  /** Cost of a pair by the level of its lowest common ancestor, length L + 1, never rising downwards. */
  readonly levelCost: Float64Array
  /** A unit and its instructor share at least this many codes (default 0: no rule). */
  readonly hardLevel?: number
  /** Higher is served first when places are short, whatever it costs; default all equal, the nearest first. */
  readonly priority?: Float64Array
  /** Present instructor of each unit, or −1. */
  readonly current?: Int32Array
  /** What keeping a present pair is worth in cost; default 0 (kept where nothing is lost by it). */
  readonly keepBonus?: number
  /** Order among equals, as in `TreeUnits`. */
  readonly unitRank?: Int32Array
  readonly instructorRank?: Int32Array
  /** Level at which missing places are counted (the town); default `hardLevel`. */
  readonly reportLevel?: number
  /** Units per instructor when counting how many more are needed, and the default capacity; default 5. */
  readonly usualCapacity?: number
}

export interface Shortage {
  /** Any unit of the area in question (its codes name the area). */
  readonly unit: number
  readonly unplaced: number
  /** Instructors of the usual capacity that would be needed for them. */
  readonly instructorsNeeded: number
}

export interface Assignment {
  /** Instructor of each unit, −1 when there was no place. Length n. */
  readonly instructorOf: Int32Array
  /** Level of the lowest common ancestor of each pair, 255 when unplaced. */
  readonly level: Uint8Array
  /** 1 where the present pair is kept. */
  readonly kept: Uint8Array
  /** Sum of the level costs minus the bonus of kept pairs. */
  readonly cost: number
  /** Value of the dual solution: equal to `cost` up to rounding, which proves optimality. */
  readonly dual: number
  /** Units without a place, lowest priority, in address order. */
  readonly unplaced: Int32Array
  readonly shortages: readonly Shortage[]
}
