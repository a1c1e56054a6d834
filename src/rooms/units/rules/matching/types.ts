/** What goes in and comes out of matching: plain data only. */

/** An address somebody has already taken apart; any part may be unknown. */
export interface MatchPlace {
  readonly road: string | null
  /** House number as written, `38-7-1`. */
  readonly number: string | null
  readonly building?: string | null
  readonly townCode?: string | null
  readonly districtCode?: string | null
}

/** One organisation as one paper states it. */
export interface MatchRecord {
  readonly name: string
  readonly formerNames?: readonly string[]
  /** The cell as text, unchecked; null or blank when not filled. */
  readonly code: string | null
  readonly address: string | null
  /** GB/T 2260, six digits. */
  readonly districtCode?: string | null
  /** Nine digits. */
  readonly townCode?: string | null
  readonly place?: MatchPlace
}

/** A registered unit. `key` is whatever the caller calls it by. */
export interface MatchUnit extends MatchRecord {
  readonly key: UnitKey
}

export type UnitKey = number | string

export type EvidenceField = 'name' | 'code' | 'address' | 'kin'

/** What one field says for or against the two records being the same unit. */
export interface Evidence {
  readonly field: EvidenceField
  /** Which line of the model's table applies, `swap`, `same`, `missing` … */
  readonly level: string
  /** log₂ of how much likelier this is for the same unit than for another; 0 says nothing. */
  readonly bits: number
  /** Chinese, a few words: 名称少 1 字（“废”）. */
  readonly words: string
}

export interface Candidate {
  readonly key: UnitKey
  /** Probability that the row is this unit, 0–1, the other candidates and "none of them" taken into account. */
  readonly score: number
  readonly evidence: readonly Evidence[]
}

export type Decision = 'joined' | 'doubtful' | 'new'

export interface MatchResult {
  readonly decision: Decision
  /** The unit of a joined or doubtful row, null of a new one. */
  readonly key: UnitKey | null
  /** Probability of the best candidate, 0 when there is none. */
  readonly score: number
  /** At most three, likeliest first. */
  readonly candidates: readonly Candidate[]
  /** One Chinese sentence. */
  readonly reason: string
}
