import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { setTermDue, type Organization } from '../../server/public.ts'
import { postsProblem } from '../contract.ts'
import { dueOf, refuseTerm, SHIFT_RULE, TERM_RULE, termRules, termYears } from '../rules/terms.ts'
import { listTerms, type TermRow } from './rows.ts'

/** The rules of a day; of today for days before there were such rules. */
export async function bookOf(context: Context, tx: Tx, scope: Scope, day: Day): Promise<RuleBook> {
  const then = await findRuleBook(tx, scope, day)
  const known = then.find(TERM_RULE) !== null && then.find(SHIFT_RULE) !== null
  return known ? then : findRuleBook(tx, scope, context.clock.today())
}

export interface NewTerm {
  readonly no: number
  readonly begins: Day
  readonly ended: Day | null
  readonly how: TermRow['how']
  readonly ballots: TermRow['ballots']
  readonly event: string
}

/**
 * Writes one term; the one before, where it still runs, ends on the day the new one begins. Throws `posts.refused` for
 * organisations without terms, for overlaps and for a number that stands already.
 */
export async function addTerm(
  context: Context,
  tx: Tx,
  scope: Scope,
  organization: Organization,
  term: NewTerm,
): Promise<string> {
  const book = await bookOf(context, tx, scope, term.begins)
  const years = termYears(organization.kind, organization.hostKind, termRules(book))
  if (years === null) throw postsProblem('refused', { why: '这类党组织没有届期' })
  const terms = await listTerms(tx, scope, organization.id)
  const running = terms.find(({ ended }) => ended === null)
  const ends = running !== undefined && term.ended === null && running.begins < term.begins ? running : null
  const others = terms.map((one) => (one === ends ? { ...one, ended: term.begins } : one))
  const why = refuseTerm(term, others, organization.founded, context.clock.today())
  if (why !== null) throw postsProblem('refused', { why })
  if (ends !== null) {
    await sql`update organization_term set ended = ${term.begins}, ended_event = ${term.event}, version = version + 1
      where district = ${scope.district} and id = ${ends.id}`.execute(tx)
  }
  const id = context.clock.id()
  const due = dueOf(term.begins, years)
  await sql`insert into organization_term (district, id, organization, no, begins, due, first_due, ended, how, ballots, event)
    values (${scope.district}, ${id}, ${organization.id}, ${term.no}, ${term.begins}, ${due}, ${due}, ${term.ended},
      ${term.how}, ${JSON.stringify(term.ballots)}::jsonb, ${term.event})`.execute(tx)
  await settleTermDue(context, tx, scope, organization.id)
  return id
}

/** The organisation's own row says until when the committee sits. */
export async function settleTermDue(context: Context, tx: Tx, scope: Scope, organization: string): Promise<void> {
  const running = (await listTerms(tx, scope, organization)).find(({ ended }) => ended === null)
  await context.database.derive(tx, scope, (wide) => setTermDue(tx, wide, organization, running?.due ?? null))
}
