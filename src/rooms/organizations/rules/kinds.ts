import type { OrganizationKind } from '../contract.ts'

/**
 * What each form of organisation may be and do.
 *
 * - Who stands under whom: 工委 and 党委 lead; a 总支 leads branches; a group is part of a branch and leads nobody.
 * - 工委 and groups cover no units: the first leads organisations, the second is part of the branch that covers.
 * - Functional, temporary and floating-member organisations leave the relation of their members where it is (支部工作条例
 *   第五条、第八条).
 */
interface KindRules {
  /** Forms under which it may stand; `null` among them: at the top of what this office keeps. */
  readonly under: readonly (OrganizationKind | null)[]
  readonly coversUnits: boolean
  /** Covers a unit “on its own” when it is the only one. */
  readonly mayBeOwn: boolean
  /** Members' relations sit in it. */
  readonly holdsRelations: boolean
  /** Into which forms it may be changed; what is not named has to be founded anew. */
  readonly retypesTo: readonly OrganizationKind[]
}

const LEADING = ['working-committee', 'committee', 'general-branch'] as const
const STANDING = ['committee', 'general-branch', 'branch', 'joint-branch'] as const
const but = (kind: OrganizationKind): OrganizationKind[] => STANDING.filter((one) => one !== kind)

export const kindRules: Readonly<Record<OrganizationKind, KindRules>> = {
  'working-committee': {
    under: [null, 'working-committee'],
    coversUnits: false,
    mayBeOwn: false,
    holdsRelations: false,
    retypesTo: ['committee'],
  },
  committee: {
    under: [null, 'working-committee', 'committee'],
    coversUnits: true,
    mayBeOwn: true,
    holdsRelations: true,
    retypesTo: [...but('committee'), 'working-committee'],
  },
  'general-branch': {
    under: ['working-committee', 'committee'],
    coversUnits: true,
    mayBeOwn: true,
    holdsRelations: true,
    retypesTo: but('general-branch'),
  },
  branch: {
    under: [...LEADING],
    coversUnits: true,
    mayBeOwn: true,
    holdsRelations: true,
    retypesTo: but('branch'),
  },
  'joint-branch': {
    under: [...LEADING],
    coversUnits: true,
    mayBeOwn: false,
    holdsRelations: true,
    retypesTo: but('joint-branch'),
  },
  functional: {
    under: [...LEADING],
    coversUnits: true,
    mayBeOwn: false,
    holdsRelations: false,
    retypesTo: ['branch', 'joint-branch'],
  },
  temporary: {
    under: [...LEADING],
    coversUnits: true,
    mayBeOwn: false,
    holdsRelations: false,
    retypesTo: [],
  },
  floating: {
    under: [...LEADING],
    coversUnits: true,
    mayBeOwn: false,
    holdsRelations: false,
    retypesTo: ['branch', 'joint-branch'],
  },
  group: {
    under: ['branch', 'joint-branch', 'functional', 'temporary', 'floating'],
    coversUnits: false,
    mayBeOwn: false,
    holdsRelations: false,
    retypesTo: [],
  },
}

/** `null`: its superior is outside of what this office keeps, or it stands at the top. */
export function mayStandUnder(kind: OrganizationKind, superior: OrganizationKind | null): boolean {
  return kindRules[kind].under.includes(superior)
}
