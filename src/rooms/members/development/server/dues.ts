import type { Scope } from '../../../../kernel/scope.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import type { Answered } from '../contract.ts'
import { readBrackets } from '../rules/read-brackets.ts'

/** Brackets and articles of today. Nobody's income is sent here. */
export async function readDues({ clock }: Context, db: Db, scope: Scope): Promise<Answered<'development.dues'>> {
  const day = clock.today()
  const book = await findRuleBook(db, scope, day)
  return {
    day,
    brackets: readBrackets(book),
    articles: {
      wage: book.article('dues.wage'),
      'yearly-wage': book.article('dues.yearly-wage'),
      'self-employed': book.article('dues.self-employed'),
      pension: book.article('dues.pension'),
      farmer: book.article('dues.farmer'),
      least: book.article('dues.least'),
    },
    notes: ['dues.from', 'dues.reduction', 'dues.arrears'].map((id) => book.article(id)),
  }
}
