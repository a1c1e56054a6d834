/**
 * A year's plan: what the rulebook demands laid out month by month, so that an organisation only has to name topics. A
 * monthly thing stands in every month, a quarterly one in the quarter's second month, a yearly one in its last but one, or
 * where the rule says it is usual.
 */
import type { RuleBook } from '../../../rulebook/public.ts'
import type { OrganizationKind } from '../../contract.ts'
import { demandsOf, isDemanded } from './demands.ts'
import type { LifeKind } from './life-kinds.ts'

export interface PlanItem {
  readonly month: number
  readonly kind: LifeKind
  readonly topic: string
}

const USUAL_MONTH = 11

export function proposePlan(kind: OrganizationKind, hasCommittee: boolean, book: RuleBook): PlanItem[] {
  return demandsOf(book)
    .filter((demand) => isDemanded(demand.kind, kind, hasCommittee))
    .flatMap(({ kind: demanded, rule, months }): PlanItem[] => {
      const usual = book.find(rule)?.params['usualFromMonth'] ?? USUAL_MONTH
      const within = months === 12 ? usual - 1 : Math.floor(months / 2)
      const secretary = demanded === 'secretary-lecture'
      return Array.from({ length: 12 / months }, (_, at) => ({
        month: at * months + within + 1,
        kind: secretary ? 'lecture' : demanded,
        topic: secretary ? '书记讲党课' : '',
      }))
    })
    .sort((a, b) => a.month - b.month)
}
