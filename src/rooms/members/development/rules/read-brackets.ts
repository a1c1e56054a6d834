import type { RuleBook } from '../../../rulebook/public.ts'
import type { DuesBrackets } from '../contract.ts'

/** Brackets of dues as the rulebook has them. The last bracket has no upper end. */
export function readBrackets(book: RuleBook): DuesBrackets {
  const brackets = (rule: string, ends: number): DuesBrackets['wage'] => [
    ...Array.from({ length: ends }, (_, at) => ({
      upToYuan: book.param(rule, `upTo${at + 1}`),
      perMille: book.param(rule, `perMille${at + 1}`),
    })),
    { upToYuan: null, perMille: book.param(rule, `perMille${ends + 1}`) },
  ]
  return {
    wage: brackets('dues.wage', 3),
    pension: brackets('dues.pension', 1),
    averageMonths: book.param('dues.self-employed', 'averageMonths'),
    farmerLeastFen: book.param('dues.farmer', 'leastFen'),
    farmerMostFen: book.param('dues.farmer', 'mostFen'),
    leastFen: book.param('dues.least', 'fen'),
  }
}
