import type { DevelopmentStage, EndOfCase, StepKey } from '../contract.ts'

/** Where somebody stands follows from what was done last of these. */
const REACHED_BY: readonly (readonly [StepKey, DevelopmentStage])[] = [
  ['full-approval', 'full'],
  ['approval', 'probationary'],
  ['target', 'target'],
  ['activist', 'activist'],
]

export function stageOf(done: ReadonlySet<StepKey> | ReadonlyMap<StepKey, unknown>): DevelopmentStage {
  return REACHED_BY.find(([step]) => done.has(step))?.[1] ?? 'applicant'
}

/** Ends that somebody may enter by hand; the others follow from a step or from the register of members. */
export const HAND_ENDS = ['withdrew', 'not-passed', 'moved-away', 'deceased', 'mistake'] as const satisfies EndOfCase[]
export type HandEnd = (typeof HAND_ENDS)[number]

const OF_MEMBER = '已经是在册的党员，在党员的页面上办，这里随之办结'
const yes = null

/**
 * Whether a case at a stage may be ended so: null, or why not. From the approval on the person is a member, and what
 * becomes of a member is decided in the register.
 */
const ENDS: Readonly<Record<DevelopmentStage, Readonly<Record<HandEnd, string | null>>>> = {
  applicant: { withdrew: yes, 'not-passed': yes, 'moved-away': yes, deceased: yes, mistake: yes },
  activist: { withdrew: yes, 'not-passed': yes, 'moved-away': yes, deceased: yes, mistake: yes },
  target: { withdrew: yes, 'not-passed': yes, 'moved-away': yes, deceased: yes, mistake: yes },
  probationary: {
    withdrew: OF_MEMBER,
    'not-passed': '预备期满由支部大会讨论、上级党委审批，登记“支部大会讨论转正”的结果',
    'moved-away': '预备党员办组织关系转接，材料随之转去',
    deceased: OF_MEMBER,
    mistake: OF_MEMBER,
  },
  full: {
    withdrew: OF_MEMBER,
    'not-passed': '已经批准转正',
    'moved-away': '已经是正式党员，办组织关系转接',
    deceased: OF_MEMBER,
    mistake: OF_MEMBER,
  },
}

export function refuseEnd(stage: DevelopmentStage, end: HandEnd): string | null {
  return ENDS[stage][end]
}

/** Steps of the earlier stages stand on paper when a case is taken over at a stage; these days have to be known. */
export const KNOWN_AT: Readonly<Record<Exclude<DevelopmentStage, 'full'>, readonly StepKey[]>> = {
  applicant: ['apply'],
  activist: ['activist'],
  target: ['activist', 'target'],
  probationary: ['meeting', 'approval'],
}

/** The steps of which the last that is taken over stands at the head of its stage. */
const HEAD: Readonly<Record<DevelopmentStage, StepKey>> = {
  applicant: 'apply',
  activist: 'activist',
  target: 'target',
  probationary: 'approval',
  full: 'full-approval',
}

/** Steps taken as done when a case is taken over at a stage, in their order. */
export function takenOver(stage: DevelopmentStage, keys: readonly StepKey[]): readonly StepKey[] {
  return keys.slice(0, keys.indexOf(HEAD[stage]) + 1)
}
