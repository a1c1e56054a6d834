import type { Day } from '../../../../kernel/day.ts'
import type { Article } from '../../../../kernel/shapes.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { MASKED } from '../../../../platform/server/personal/eyes.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import type { TermFilter } from '../contract.ts'
import { TERM_RULE } from '../rules/terms.ts'
import { listTermRows } from './list-terms.ts'

/** What one reminder says (换届提醒函): to which organisation, from which superior, about which term. No names of persons. */
export interface ReminderLetter {
  readonly organization: string
  readonly name: string
  readonly superiorName: string | null
  readonly areaName: string | null
  readonly no: number
  readonly begins: Day
  readonly due: Day
  readonly overdue: boolean
  /** The day was moved with the superior's approval. */
  readonly shifted: boolean
}

const MOST = 500

/** Reminders for the organisations that the filter of the page leaves, in its order; those without a term are left out. */
export async function listReminderLetters(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: TermFilter,
): Promise<{ readonly letters: readonly ReminderLetter[]; readonly article: Article; readonly more: boolean }> {
  const { rows, next } = await listTermRows(context, db, scope, filter, { limit: MOST }, MASKED)
  const book = await findRuleBook(db, scope, context.clock.today())
  const letters = rows.flatMap(({ no, begins, due, timing, ...row }): ReminderLetter[] => {
    if (no === null || begins === null || due === null) return []
    const { organization, name, superiorName, areaName, shifted } = row
    return [
      {
        organization,
        name,
        superiorName,
        areaName,
        no,
        begins: begins as Day,
        due: due as Day,
        overdue: timing === 'overdue',
        shifted,
      },
    ]
  })
  return { letters, article: book.article(TERM_RULE), more: next !== null }
}
