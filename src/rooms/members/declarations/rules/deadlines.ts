import { addDays, type Day } from '../../../../kernel/day.ts'
import type { WantedDeadline } from '../../../organizations/deadlines/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { DeclarationState } from '../contract.ts'

export interface DeclarationFacts {
  readonly id: string
  readonly state: DeclarationState
  readonly declared: Day
  readonly path: string
}

export const RECEIPT_RULE = 'member.declaration'

/** The last day on which somebody is answered in time. Calendar days, as the rule has them. */
export function answerBy(declared: Day, book: RuleBook): Day {
  return addDays(declared, book.param(RECEIPT_RULE, 'receiptDays'))
}

/** Whoever declares is answered. What comes after depends on others, and nobody is pressed by a clock. */
export function declarationDeadlines(facts: DeclarationFacts, book: RuleBook): WantedDeadline[] {
  const { id, state, declared, path } = facts
  if (state !== 'received') return []
  const words = '一件自愿申报：和本人联系、答复'
  const due = answerBy(declared, book)
  return [
    {
      subject: id,
      kind: 'receipt',
      opens: declared,
      due,
      words,
      rule: RECEIPT_RULE,
      organization: null,
      chain: '',
      path,
    },
  ]
}
