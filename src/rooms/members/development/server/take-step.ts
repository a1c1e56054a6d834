import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { getOrganization } from '../../../organizations/server/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { developmentProblem, type Asked, type StepKey } from '../contract.ts'
import { judgeStep } from '../rules/judge-step.ts'
import { articleOf } from '../rules/say.ts'
import { stageOf } from '../rules/stage.ts'
import { dayOf, judgedOn } from '../rules/steps.ts'
import { stepNames } from '../rules/words.ts'
import { doneOf, lockCase, type CaseRecord } from './cases.ts'
import { admit, confirm } from './register.ts'
import { requireReasons } from './require-reasons.ts'
import { writeDeed, writePersons, writeStep, type PersonRole } from './write-deed.ts'

export type TakeOrder = Asked<'development.take'>

const ROLES: Readonly<Partial<Record<StepKey, PersonRole>>> = { contacts: 'contact', introducers: 'introducer' }

/** One step, in its turn, on a day that fits, with what the rules ask of it and what follows from it. */
export async function takeStep(context: Context, tx: Tx, scope: Scope, order: TakeOrder): Promise<void> {
  const { id, step, details, papers, note } = order
  const row = await lockCase(tx, scope, id, order.version)
  if (row.state !== 'open') throw developmentProblem('cannot-do', { why: '这一件已经办结' })
  const day = dayOf(order.day)
  await context.database.derive(tx, scope, async (wide) => {
    const book = await findRuleBook(tx, wide, judgedOn(day))
    const done = doneOf(row)
    const verdict = judgeStep(
      { done, extended: row.extended, special: row.special },
      step,
      day,
      context.clock.today(),
      book,
    )
    if (!verdict.ok) throw developmentProblem('refused', { why: verdict.why, article: articleOf(book, verdict.rule) })
    const { kind } = await getOrganization(tx, wide, row.organization)
    const { overrides } = order
    const reasons = await requireReasons(context, tx, wide, {
      step,
      day,
      details,
      overrides,
      book,
      born: row.born,
      kind,
    })
    const { persons = [], ...told } = details
    const role = ROLES[step]
    if (role !== undefined) await writePersons(context, tx, wide, id, role, persons)
    const deed = await writeDeed(context, tx, wide, {
      development: id,
      path: row.path,
      deed: 'step',
      step,
      day,
      words: stepNames[step],
      details: { ...told, ...(role === undefined ? {} : { persons: persons.length }), ...nonEmpty(reasons) },
      papers,
      note,
      reason: Object.values(reasons).join('；'),
      late: verdict.late,
    })
    await writeStep(tx, wide, { development: id, step, day, deed })
    done.set(step, day)
    await follow(context, tx, wide, row, { step, day, book, details, done })
    await runClock(context, tx, wide, 'development', [id])
  })
}

const nonEmpty = (reasons: Readonly<Record<string, string>>): object =>
  Object.keys(reasons).length === 0 ? {} : { overrides: reasons }

/** What a step does to the case, and to the register of members. */
async function follow(
  context: Context,
  tx: Tx,
  wide: Scope,
  row: CaseRecord,
  {
    step,
    day,
    book,
    details,
    done,
  }: {
    readonly step: StepKey
    readonly day: Day
    readonly book: RuleBook
    readonly details: TakeOrder['details']
    readonly done: ReadonlyMap<StepKey, Day | null>
  },
): Promise<void> {
  const stage = stageOf(done)
  const since = stage === row.stage ? row.stageSince : day
  const ends = step === 'archive'
  if (step === 'full-meeting' && details.outcome === 'extended' && row.extended > 0) {
    const rule = 'develop.probation'
    throw developmentProblem('refused', { why: '预备期只能延长一次', article: articleOf(book, rule) })
  }
  const outcome = step === 'full-meeting' ? (details.outcome ?? null) : row.outcome
  const months = step === 'full-meeting' ? (details.extendMonths ?? null) : row.outcomeMonths
  await sql`update development set stage = ${stage}, stage_since = ${since}, outcome = ${outcome}, outcome_months = ${months},
      approved_on = case when ${step} = 'approval' then ${day}::date else approved_on end,
      state = ${ends ? 'done' : 'open'}, end_kind = ${ends ? 'completed' : null}, ended = ${ends ? day : null},
      version = version + 1, changed_at = ${context.clock.now().toISOString()}
    where district = ${wide.district} and id = ${row.id}`.execute(tx)
  if (step === 'approval') await admit(context, tx, wide, row, day, done.get('meeting') ?? day)
  if (step === 'full-approval') await confirm(context, tx, wide, row, day, book)
}
