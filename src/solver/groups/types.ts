/**
 * The words of the general grouping engine: units with an address, a point, an industry and ties to one another in,
 * groups out. Everything is plain data in typed arrays, indexed by unit (0 … n−1, the caller's order); what is left out
 * plays no part. The same input gives the same output, whatever the number of threads.
 *
 * A group G of s units costs
 *
 *     s · h[level] + (1/s) · Σ δ(i,j) over its pairs + s · host price + group price + price of the units above the usual
 *
 * where level is that of the lowest common ancestor and
 *
 *     δ(i,j) = space.rate · distance² + industry.rate · industry cost + pair value − together bonus.
 *
 * For δ = distance² the second term is exactly the sum of squared distances from the centre. The plan is lexicographic:
 * least uncovered, then least cost.
 */

/** n = `weights.length`. */
export interface GroupUnits {
  /** Full members of each unit, 1 … minWeight − 1. Units that reach the minimum alone are not part of the problem. */
  readonly weights: Uint8Array
  readonly tree?: TreePart
  readonly space?: SpacePart
  readonly industry?: IndustryPart
  readonly pairs?: PairPart
  readonly together?: TogetherPart
  readonly hosts?: HostPart
  /** Superior of each unit, −1 unknown: units whose superiors are known and differ may not sit together. */
  readonly parent?: Int32Array
  /** Group of a unit that is settled beforehand, −1 free. Units with the same number form one group, which stays. */
  readonly locked?: Int32Array
  /** Order among equals, smaller first, distinct; default is the given order. */
  readonly rank?: Int32Array
}

/** The address tree, as in `TreeUnits`. */
export interface TreePart {
  /** n × L codes from the top down; a negative code is unknown and shared with nobody. */
  readonly levels: Int32Array
  /** h[level], length L + 1: price per unit of a group that meets at that level; never rises downwards. */
  readonly h: Float64Array
  /** Members of a group share at least this many codes (0: no rule). Towns are the nodes at this level. */
  readonly hardLevel: number
}

export interface SpacePart {
  /** n × dimensions coordinates in one plane (kilometres); NaN in any of them: the point is not known. */
  readonly points: Float64Array
  readonly dimensions: number
  readonly rate: number
  /** Members may not be further apart than this; unknown points break no rule. Default Infinity. */
  readonly maxDistance?: number
  /** Squared distance charged where a point is not known; default 1. */
  readonly missing?: number
}

export interface IndustryPart {
  /** n × D codes from section to class; a negative code is unknown and shared with nobody. */
  readonly codes: Int32Array
  /** cost[shared], length D + 1, by how many leading codes two units share: 6, 4, 2, 1, 0 for four levels. */
  readonly cost: Float64Array
  readonly rate: number
}

/** Pairs with a value of their own: links (negative), frictions (positive), units that may not sit together (Infinity). */
export interface PairPart {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly value: Float64Array
}

export interface TogetherPart {
  /** Group of the previous plan, −1 none. */
  readonly group: Int32Array
  /** What keeping a pair together is worth. */
  readonly bonus: number
}

/** Places that may carry a group: building, park, industry. A group is of the cheapest kind all its members share. */
export interface HostPart {
  /** n × K: which building, park, industry a unit belongs to; negative none. */
  readonly sites: Int32Array
  /** Price per unit for each kind, and last for a group without any common site. Length K + 1. */
  readonly price: Float64Array
}

export interface GroupRules {
  /** Full members a group needs; default 3. */
  readonly minWeight?: number
  /** Most units of a group, 2 … 10; default 5. */
  readonly maxUnits?: number
  /** Above this many units each further one costs `extraUnitPrice`; default `maxUnits`. */
  readonly usualUnits?: number
  readonly extraUnitPrice?: number
  /** Price of every group whatever its size (each needs a secretary); default 0. */
  readonly groupPrice?: number
  /** Whether an uncovered unit counts once (default) or by its weight. */
  readonly countUncovered?: 'unit' | 'weight'
}

export interface GroupValue {
  /** Units, or their weight. */
  readonly uncovered: number
  readonly cost: number
}

/** g groups and the units left over. Groups and members are in the order of the smallest member's rank. */
export interface GroupPlan {
  /** Group k holds `groupMembers[groupStart[k] … groupStart[k+1])`. Length g + 1. */
  readonly groupStart: Int32Array
  readonly groupMembers: Int32Array
  readonly groupCost: Float64Array
  /** Kind of host that all members share, K (the number of kinds) for none; 0 throughout without hosts. */
  readonly groupKind: Uint8Array
  /** Group of each unit, −1 uncovered. */
  readonly groupOf: Int32Array
  /** Units in no group, ascending. */
  readonly uncovered: Int32Array
  readonly value: GroupValue
}

export interface SearchOptions {
  /** How many plans are made from different starts and combined, 1 … 64; default 8. */
  readonly starts?: number
  /** Version of the plan: same version, same plan. Default 0. */
  readonly seed?: number
  /** Starts from this plan (group of each unit, −1 none or new) and changes it only where something is gained. */
  readonly from?: Int32Array
}
