import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { articleOf } from '../../../rulebook/public.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { postsProblem } from '../contract.ts'
import { isFarOff, SHIFT_RULE, termRules } from '../rules/terms.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { doDeed, type PostsDeed } from './deeds.ts'
import { findTerm, listPosts, listTerms, type TermRow } from './rows.ts'
import { boundsOf, demandHolding } from './write-posts.ts'
import { addTerm, bookOf, settleTermDue } from './write-terms.ts'

export type Overrides = Readonly<Record<string, string>>

/** A term that was elected before this product kept it. */
export async function recordTerm(
  context: Context,
  scope: Scope,
  given: {
    readonly id: string
    readonly no: number
    readonly begins: Day
    readonly ended: Day | null
    readonly reason: string
  },
): Promise<void> {
  const { id, no, begins, ended, reason } = given
  await doDeed(context, scope, id, async ({ tx, organization, note, audit }) => {
    const event = await note({ day: begins, kind: 'elected', words: `补录第 ${no} 届`, reason })
    await addTerm(context, tx, scope, organization, { no, begins, ended, how: 'recorded', ballots: [], event })
    await audit('posts.record-term', { no, begins, ended, reason })
  })
}

async function changing(
  context: Context,
  scope: Scope,
  given: { readonly term: string; readonly version: number },
  work: (deed: PostsDeed, row: TermRow) => Promise<void>,
): Promise<string> {
  const before = await findTerm(context.database.as(scope), scope, given.term)
  if (!before) throw postsProblem('term-not-found')
  await doDeed(context, scope, before.organization, async (deed) => {
    const row = await findTerm(deed.tx, scope, given.term)
    if (!row) throw postsProblem('term-not-found')
    if (row.version !== given.version) throw postsProblem('changed-meanwhile')
    await work(deed, row)
  })
  return before.organization
}

export interface Shifting {
  readonly term: string
  readonly version: number
  readonly to: Day
  readonly approvedBy: string
  readonly approvedOn: Day
  readonly paper: string
  readonly reason: string
  readonly overrides: Overrides
}

/** The superior has approved an earlier or later election; more than a year off takes a reason. */
export async function shiftTerm(context: Context, scope: Scope, given: Shifting): Promise<string> {
  return changing(context, scope, given, async ({ tx, organization, note, audit }, row) => {
    const { to, approvedBy, approvedOn, paper, reason } = given
    const { due, firstDue } = row
    if (due === null || firstDue === null || row.ended !== null)
      throw postsProblem('refused', { why: '只有在任的一届才有届满日' })
    if (to === due) throw postsProblem('refused', { why: `届满日已经是 ${to}` })
    if (to <= row.begins) throw postsProblem('refused', { why: `${to} 早于本届开始的 ${row.begins}` })
    if (approvedOn > context.clock.today()) throw postsProblem('refused', { why: `批准日 ${approvedOn} 还没有到` })
    const reasons = demandNear(to, firstDue, await bookOf(context, tx, scope, approvedOn), given.overrides)
    const words = `${to < due ? '提前' : '延期'}换届：${due} 改为 ${to}，${approvedBy}批准`
    await note({ day: approvedOn, kind: 'term-shifted', words, reason, details: { paper, ...reasons } })
    await sql`insert into organization_term_shift (district, id, organization, term, from_day, to_day, approved_by, approved_on,
        paper, reason, actor)
      values (${scope.district}, ${context.clock.id()}, ${organization.id}, ${row.id}, ${due}, ${to}, ${approvedBy}, ${approvedOn},
        ${paper}, ${reason}, ${scope.actor})`.execute(tx)
    await sql`update organization_term set due = ${to}, version = version + 1
      where district = ${scope.district} and id = ${row.id}`.execute(tx)
    await settleTermDue(context, tx, scope, organization.id)
    await audit('posts.shift-term', {
      no: row.no,
      before: { due },
      after: { due: to },
      approvedBy,
      paper,
      reason,
      ...reasons,
    })
  })
}

/** Throws `posts.needs-reason` for a day more than the usual year off; returns the reason that was needed. */
export function demandNear(
  day: Day,
  firstDue: Day,
  book: RuleBook,
  overrides: Overrides,
): { readonly overrides?: Record<string, string> } {
  if (!isFarOff(day, firstDue, termRules(book))) return {}
  const reason = overrides[SHIFT_RULE]
  if (reason !== undefined) return { overrides: { [SHIFT_RULE]: reason } }
  const rule = book.find(SHIFT_RULE)
  const why = `和届满日 ${firstDue} 相差超过 ${termRules(book).shiftYearsMost} 年`
  throw postsProblem('needs-reason', {
    why,
    soft: [{ rule: SHIFT_RULE, why, article: rule === null ? null : articleOf(rule) }],
  })
}

/** The last term was recorded by mistake: whoever came with it goes, what ended with it goes on as before. */
export async function withdrawTerm(
  context: Context,
  scope: Scope,
  given: { readonly term: string; readonly version: number; readonly reason: string },
): Promise<string> {
  return changing(context, scope, given, async ({ tx, organization, note, audit }, row) => {
    const { reason } = given
    const terms = await listTerms(tx, scope, organization.id)
    if (terms[0]?.id !== row.id) throw postsProblem('refused', { why: '后面还有一届，先撤回后面的' })
    const own = sql`district = ${scope.district} and organization = ${organization.id}`
    await sql`update organization_post set withdrawn = true, version = version + 1
      where ${own} and event = ${row.event}`.execute(tx)
    const posts = await listPosts(tx, scope, organization.id)
    const back = posts.filter(({ endedEvent }) => endedEvent === row.event)
    const bounds = boundsOf(organization, context.clock.today())
    for (const post of back) demandHolding({ ...post, to: null }, posts, bounds)
    await sql`update organization_post set valid_to = null, ended_event = null, version = version + 1
      where ${own} and ended_event = ${row.event}`.execute(tx)
    await sql`update organization_term set withdrawn = true, version = version + 1 where ${own} and id = ${row.id}`.execute(
      tx,
    )
    await sql`update organization_term set ended = null, ended_event = null, version = version + 1
      where ${own} and ended_event = ${row.event}`.execute(tx)
    await settleTermDue(context, tx, scope, organization.id)
    await note({ day: context.clock.today(), kind: 'corrected', words: `撤回登记错的第 ${row.no} 届`, reason })
    await audit('posts.withdraw-term', { no: row.no, begins: row.begins, reason })
  })
}
