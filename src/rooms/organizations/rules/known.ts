import type { Day } from '../../../kernel/day.ts'
import type { Article } from '../../../kernel/shapes.ts'
import type { OrganizationKind, OrganizationState } from '../contract.ts'
import type { CoverForm, UnitSpan } from './cover.ts'

/** What a judgement looks at: the organisation, those that the deed touches, and what was done later than its day. */
export interface KnownOrganization {
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly state: OrganizationState
  readonly superior: string | null
  readonly chain: string
  readonly code: string | null
  /** First day on record: the day of founding where it is known, else that of registering. */
  readonly since: Day
  readonly members: { readonly full: number; readonly probationary: number }
}

/** A deed after the day of the one that is judged. */
export interface LaterDeed {
  readonly organization: string
  readonly organizationName: string
  readonly day: Day
  readonly kind: string
  readonly words: string
  /** Units that it attached or detached. */
  readonly units: readonly string[]
}

/** Cover of a unit by some organisation, now or on a later day than the judged one. */
export interface KnownCover {
  readonly organization: string
  readonly organizationName: string
  readonly kind: OrganizationKind
  readonly form: CoverForm
  readonly from: Day
  readonly to: Day | null
}

export interface KnownUnit {
  readonly id: string
  readonly name: string
  readonly life: string
  readonly covers: readonly KnownCover[]
}

export interface Numbers {
  /** A number that a rule fixes, e.g. `('branch.5.joint', 'jointUnitsMost')`; null where the rule is not in force. */
  number(rule: string, param: string): number | null
  article(rule: string): Article | null
}

export interface Known {
  readonly day: Day
  readonly today: Day
  /** Null when it is yet to be registered. */
  readonly organization: KnownOrganization | null
  /** Superior to be, the other side of a merger, where members go. */
  readonly others: ReadonlyMap<string, KnownOrganization>
  /** Standing directly below now. */
  readonly children: readonly KnownOrganization[]
  /** In force under the superior-to-be, with the name in question. */
  readonly namesakes: readonly { readonly id: string; readonly name: string }[]
  /** In force with the code in question. */
  readonly codeHolder: { readonly id: string; readonly name: string } | null
  readonly spans: readonly UnitSpan[]
  /** Of the other side of a merger. */
  readonly spansInto: readonly UnitSpan[]
  /** Of the organisation and of those in `others` and above them. */
  readonly later: readonly LaterDeed[]
  /** Units that are named by the deed or covered now. */
  readonly units: ReadonlyMap<string, KnownUnit>
  readonly numbers: Numbers
}
