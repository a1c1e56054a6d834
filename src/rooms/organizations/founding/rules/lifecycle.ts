import type { FoundingDeed, FoundingKind, FoundingStep } from '../contract.ts'

/**
 * The way of a founding (《中国共产党支部工作条例（试行）》第六条): the unit applies, the superior examines and replies, the
 * members' meeting elects, the result is filed. A draft that lacks something is returned and applied for anew.
 *
 *     draft ──apply──► applied ──review──► reviewing ──approve──► approved ──elect──► elected ──file──► filed
 *       ▲                 │                  │  │
 *       └────return───────┴──────────────────┘  └──decline──► declined          any open step ──withdraw──► withdrawn
 */
const MOVES: Readonly<Record<FoundingStep, Partial<Readonly<Record<FoundingDeed, FoundingStep>>>>> = {
  draft: { revise: 'draft', apply: 'applied', withdraw: 'withdrawn' },
  applied: { review: 'reviewing', return: 'draft', withdraw: 'withdrawn' },
  reviewing: { approve: 'approved', decline: 'declined', return: 'draft', withdraw: 'withdrawn' },
  approved: { elect: 'elected', withdraw: 'withdrawn' },
  elected: { file: 'filed', withdraw: 'withdrawn' },
  filed: {},
  declined: {},
  withdrawn: {},
}

/** In the order in which they are gone through. */
export const OPEN_STEPS = ['draft', 'applied', 'reviewing', 'approved', 'elected'] as const satisfies FoundingStep[]
export const ENDED_STEPS = ['filed', 'declined', 'withdrawn'] as const satisfies FoundingStep[]

export const isOpen = (step: FoundingStep): boolean => (OPEN_STEPS as readonly FoundingStep[]).includes(step)

/** The unit is spoken for while its case is open and no organisation is on record yet; afterwards the organisation speaks. */
export const holdsUnits = (step: FoundingStep): boolean => isOpen(step)

export type Ruling = { readonly ok: true; readonly to: FoundingStep } | { readonly ok: false; readonly why: string }

/** Where a deed leads from a step, or why it is not its turn. */
export function mayTake(step: FoundingStep, deed: FoundingDeed): Ruling {
  const to = MOVES[step][deed]
  return to === undefined ? { ok: false, why: whyNot(step, deed) } : { ok: true, to }
}

const AT: Readonly<Record<FoundingStep, string>> = {
  draft: '还在起草，没有提出申请',
  applied: '已经申请，还没有受理审查',
  reviewing: '正在审查，还没有批复',
  approved: '已经批复，还没有选举',
  elected: '已经选举，还没有备案',
  filed: '已经备案，党组织已正式运行',
  declined: '批复不同意，已经办结',
  withdrawn: '已经撤回',
}

const NEXT: Readonly<Record<FoundingStep, string>> = {
  draft: '先提出申请',
  applied: '先受理审查',
  reviewing: '先批复',
  approved: '先选举',
  elected: '先备案',
  filed: '要调整，在党组织的页面上办',
  declined: '条件具备后重新起草',
  withdrawn: '要办，重新起草',
}

function whyNot(step: FoundingStep, deed: FoundingDeed): string {
  if (deed === 'draft') return '这件已经起草过了。'
  if (!isOpen(step)) return `${AT[step]}。${NEXT[step]}。`
  if (deed === 'revise' || deed === 'return') return `${AT[step]}，不能再改；确要改，撤回后重新起草。`
  const order: readonly FoundingDeed[] = ['apply', 'review', 'approve', 'decline', 'elect', 'file']
  const own = order.findIndex((one) => MOVES[step][one] !== undefined)
  return order.indexOf(deed) < own ? `${AT[step]}，这一步已经办过。` : `${AT[step]}，${NEXT[step]}。`
}

/** A temporary branch has its officers appointed by its superior; all others elect them at a meeting of their members. */
export const seatsBy = (kind: FoundingKind): 'elected' | 'appointed' => (kind === 'temporary' ? 'appointed' : 'elected')
