import type { Day } from '../../../../kernel/day.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { HostKind, Trial } from '../../contract.ts'
import { foundingProblem, type FoundingKind } from '../contract.ts'
import { adviseCommittee, adviseForm, type FormAdvice } from '../rules/advise.ts'
import { checkForm, type FormCheck, type FormUnit } from '../rules/check-form.ts'

export interface Weighed extends FormAdvice {
  readonly committee: ReturnType<typeof adviseCommittee>
  readonly trial: Trial
}

export interface Plan {
  readonly kind: FoundingKind
  readonly units: readonly FormUnit[]
  readonly host: HostKind | null
  readonly until: Day | null
  readonly secretaryReady: boolean
  readonly day: Day
}

/** What form the rules advise, and how the chosen one stands to them. */
export function weigh(
  { kind, ...wish }: Omit<Plan, 'kind'> & { readonly kind: FoundingKind | null },
  book: RuleBook,
): Weighed {
  const advice = adviseForm(wish, book)
  const chosen = kind ?? advice.advised?.kind ?? null
  const check: FormCheck = chosen === null ? { refused: [], soft: [] } : checkForm({ ...wish, kind: chosen }, book)
  return {
    ...advice,
    committee: adviseCommittee(chosen ?? 'branch', advice.membersFull, book),
    trial: { ...trialOf(check), follows: [] },
  }
}

export function trialOf({ refused, soft }: FormCheck): Trial {
  return {
    refused: refused.map(({ rule, why, article }) => ({ code: rule, why, article })),
    soft: [...soft],
    follows: [],
  }
}

/** One of each rule: the core of the room judges some of them too. */
export function joinTrials(first: Trial, second: Trial): Trial {
  const known = new Set(first.soft.map(({ rule }) => rule))
  return {
    refused: [...first.refused, ...second.refused],
    soft: [...first.soft, ...second.soft.filter(({ rule }) => !known.has(rule))],
    follows: [...first.follows, ...second.follows],
  }
}

/** Throws `founding.refused` with all that stands against it. */
export function refuseHard({ refused }: Pick<Trial, 'refused'>): void {
  if (refused.length === 0) return
  throw foundingProblem('refused', { why: refused.map(({ why }) => why).join(''), refused })
}

/** Throws `founding.needs-reason` for the soft rules that nobody gave a reason for; gives the reasons that were needed. */
export function demandReasons(
  { soft }: Pick<Trial, 'soft'>,
  overrides: Readonly<Record<string, string>>,
): Record<string, string> {
  const missing = soft.filter(({ rule }) => (overrides[rule] ?? '').trim().length < 2)
  if (missing.length > 0) {
    throw foundingProblem('needs-reason', { why: missing.map(({ why }) => why).join(''), soft: missing })
  }
  return Object.fromEntries(soft.map(({ rule }) => [rule, overrides[rule] ?? '']))
}
