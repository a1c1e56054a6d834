import type { Day } from '../../../../kernel/day.ts'
import type { Article } from '../../../../kernel/shapes.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { MASKED } from '../../../../platform/server/personal/eyes.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import type { TermFilter, TermRow } from '../contract.ts'
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

const PAGE = 500

/**
 * Reminders for the organisations that the filter of the page leaves, in its order: those whose term has ended or ends
 * within the months of the reminder. Nobody is reminded of what is far off, or of a term that is not on record.
 */
export async function listReminderLetters(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: TermFilter,
): Promise<{ readonly letters: readonly ReminderLetter[]; readonly article: Article }> {
  const letters: ReminderLetter[] = []
  for (let after: string | null | undefined; after !== null;) {
    const { rows, next } = await listTermRows(context, db, scope, filter, { after, limit: PAGE }, MASKED)
    const wanted = rows.flatMap((row) => letterOf(row) ?? [])
    letters.push(...wanted)
    // The list is by the day the term is due: behind the first that is not to be reminded there are no others.
    after = wanted.length < rows.length ? null : next
  }
  const book = await findRuleBook(db, scope, context.clock.today())
  return { letters, article: book.article(TERM_RULE) }
}

function letterOf({ no, begins, due, timing, ...row }: TermRow): ReminderLetter | null {
  if (no === null || begins === null || due === null) return null
  if (timing !== 'overdue' && timing !== 'notice') return null
  const { organization, name, superiorName, areaName, shifted } = row
  return {
    organization,
    name,
    superiorName,
    areaName,
    no,
    // The contract has checked their shape.
    begins: begins as Day,
    due: due as Day,
    overdue: timing === 'overdue',
    shifted,
  }
}
