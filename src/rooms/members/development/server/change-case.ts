import { sql } from 'kysely'
import { isMasked } from '../../../../kernel/mask.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { requireChangeable } from '../../../organizations/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { nameHash, requireSeat } from '../../server/public.ts'
import { developmentProblem, type Asked, type StepKey } from '../contract.ts'
import { articleOf } from '../rules/say.ts'
import { refuseEnd, stageOf } from '../rules/stage.ts'
import { dayOf } from '../rules/steps.ts'
import { endNames, stepNames } from '../rules/words.ts'
import { doneOf, lockCase, type CaseRecord } from './cases.ts'
import { requireUnit, writeNameKeys } from './open-case.ts'
import { dropSteps, writeDeed, writePersons, writeStep } from './write-deed.ts'

const no = (why: string) => developmentProblem('cannot-do', { why })

/** Deeds that changed the register of members are not taken back here: the register keeps what was done. */
const FINAL: readonly StepKey[] = ['approval', 'full-approval', 'archive']

/** The step that was entered last, when it may be taken back. */
export async function findLastStep(
  db: Db | Tx,
  scope: Scope,
  id: string,
): Promise<{ readonly deed: string; readonly step: StepKey } | null> {
  const [last] = await rowsOf<{ deed: string; step: StepKey; kind: string }>(
    db,
    sql`select s.deed, s.step, d.deed as kind from development_step s
      join development_deed d on d.district = s.district and d.id = s.deed
      where s.district = ${scope.district} and s.development = ${id} order by s.deed desc limit 1`,
  )
  return last === undefined || last.kind !== 'step' || FINAL.includes(last.step) ? null : last
}

/** Takes the step that was entered last back as entered by mistake; of a repeated step the time before stands again. */
export async function takeBack(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: Asked<'development.takeBack'>,
): Promise<void> {
  const row = await openCase(tx, scope, order)
  const last = await findLastStep(tx, scope, row.id)
  if (last?.step !== order.step) throw no('只能收回最近登记的一步，已经写入党员名册的不能收回')
  await context.database.derive(tx, scope, async (wide) => {
    const { step, deed } = last
    await dropSteps(tx, wide, row.id, [step])
    const [before] = await rowsOf<{ id: string; day: Day }>(
      tx,
      sql`select d.id, d.day from development_deed d where d.district = ${wide.district} and d.development = ${row.id}
        and d.deed = 'step' and d.step = ${step} and d.id < ${deed} and not exists (select 1 from development_deed t
          where t.district = d.district and t.development = d.development and t.deed = 'take-back' and t.details ->> 'of' = d.id)
        order by d.id desc limit 1`,
    )
    const again = step === 'nurture' || step === 'probation'
    if (again && before) await writeStep(tx, wide, { development: row.id, step, day: before.day, deed: before.id })
    if (step === 'contacts' || step === 'introducers')
      await writePersons(context, tx, wide, row.id, step === 'contacts' ? 'contact' : 'introducer', [])
    const done = doneOf(row)
    if (!(again && before)) done.delete(step)
    const stage = stageOf(done)
    const head = {
      applicant: 'apply',
      activist: 'activist',
      target: 'target',
      probationary: 'approval',
      full: 'full-approval',
    } as const
    const since = stage === row.stage ? row.stageSince : (done.get(head[stage]) ?? null)
    await touch(
      context,
      tx,
      wide,
      row,
      sql`stage = ${stage}, stage_since = ${since}
      ${step === 'full-meeting' ? sql`, outcome = null, outcome_months = null` : sql``}`,
    )
    await note(context, tx, wide, row, {
      deed: 'take-back',
      step,
      day: context.clock.today(),
      words: `收回“${stepNames[step]}”`,
      details: { of: deed },
      reason: order.reason,
    })
  })
}

/** The superior takes more time for the approval for a special reason, as the rules let it. */
export async function prolong(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: Asked<'development.prolong'>,
): Promise<void> {
  const row = await openCase(tx, scope, order)
  const done = doneOf(row)
  if (!done.has('meeting') || done.has('approval')) throw no('支部大会通过以后、审批以前才能延长审批')
  if (row.special) throw no('已经延长过')
  const day = dayBefore(context, order.day, done.get('meeting') ?? null, '支部大会讨论')
  await context.database.derive(tx, scope, async (wide) => {
    await touch(context, tx, wide, row, sql`special = true`)
    const book = await findRuleBook(tx, wide, context.clock.today())
    const months = book.param('develop.step.approval', 'maxMonthsSpecial')
    const words = `因特殊情况延长审批，最长 ${months} 个月`
    await note(context, tx, wide, row, { deed: 'prolong', day, words, reason: order.reason })
  })
}

/** Somebody works elsewhere now: the papers go to the organisation there, and the time of nurture runs on. */
export async function moveCase(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: Asked<'development.move'>,
): Promise<void> {
  const row = await openCase(tx, scope, order)
  if (row.member !== null) throw no('已经是在册的党员，办组织关系转接，这里随之转去')
  if (order.unit !== null) await requireUnit(tx, scope, order.unit)
  const to = await context.database.derive(tx, scope, (wide) => requireChangeable(tx, wide, order.to))
  if (to.id === row.organization) throw no('本来就在这个党组织')
  const day = dayBefore(context, order.day, lastDay(row), '最近办的一步')
  await context.database.derive(tx, scope, async (wide) => {
    await requireSeat(tx, wide, to.id)
    if (to.founded !== null && day < to.founded) throw no(`${day} 早于“${to.name}”成立（${to.founded}）`)
    const done = doneOf(row)
    if (done.has('pre-review')) {
      const book = await findRuleBook(tx, wide, day)
      throw developmentProblem('refused', {
        why: '已经预审，由原党组织办完接收手续',
        article: articleOf(book, 'develop.leaving'),
      })
    }
    await touch(
      context,
      tx,
      wide,
      row,
      sql`organization = ${to.id}, chain = ${to.chain}, path = ${to.path}, unit_id = ${order.unit}`,
    )
    await note(context, tx, wide, row, {
      deed: 'move',
      day,
      words: `培养教育材料由“${row.organizationName}”转交“${to.name}”`,
      details: { from: row.organization, to: to.id },
      reason: order.reason,
    })
  })
}

export async function correctCase(
  context: Context,
  tx: Tx,
  scope: Scope,
  { fields, reason, ...order }: Asked<'development.correct'>,
): Promise<void> {
  const row = await openCase(tx, scope, order)
  if (row.member !== null) throw no('已经是在册的党员，在党员的页面上更正')
  if (fields.unit != null) await requireUnit(tx, scope, fields.unit)
  if (fields.name !== undefined && isMasked(fields.name)) throw no('姓名是遮盖后的，不能登记')
  await context.database.derive(tx, scope, async (wide) => {
    const { secrets } = context
    const name = fields.name
    const columns = [
      ...(name === undefined ? [] : [sql`name = ${secrets.seal(name)}`, sql`name_hash = ${nameHash(secrets, name)}`]),
      ...(fields.born === undefined ? [] : [sql`born = ${fields.born}`]),
      ...(fields.gender === undefined ? [] : [sql`gender = ${fields.gender}`]),
      ...(fields.ethnicity === undefined ? [] : [sql`ethnicity = ${fields.ethnicity}`]),
      ...(fields.education === undefined ? [] : [sql`education = ${fields.education}`]),
      ...(fields.job === undefined ? [] : [sql`job = ${fields.job}`]),
      ...(fields.postKind === undefined ? [] : [sql`post_kind = ${fields.postKind}`]),
      ...(fields.group === undefined ? [] : [sql`group_kind = ${fields.group}`]),
      ...(fields.backbone === undefined ? [] : [sql`backbone = ${fields.backbone}`]),
      ...(fields.unit === undefined ? [] : [sql`unit_id = ${fields.unit}`]),
    ]
    if (columns.length === 0) throw no('没有要更正的')
    await touch(context, tx, wide, row, sql`${sql.join(columns, sql`, `)}`)
    if (name !== undefined) await writeNameKeys(context, tx, wide, row.id, name)
    const day = context.clock.today()
    await note(context, tx, wide, row, { deed: 'correct', day, words: '更正个人情况', reason })
  })
}

export async function endCase(context: Context, tx: Tx, scope: Scope, order: Asked<'development.end'>): Promise<void> {
  const row = await openCase(tx, scope, order)
  const why = refuseEnd(row.stage, order.end)
  if (why !== null) throw no(why)
  const day = dayBefore(context, order.day, lastDay(row), '最近办的一步')
  await context.database.derive(tx, scope, async (wide) => {
    await touch(context, tx, wide, row, sql`state = 'ended', end_kind = ${order.end}, ended = ${day}`)
    await note(context, tx, wide, row, { deed: 'end', day, words: endNames[order.end], reason: order.reason })
  })
}

async function openCase(tx: Tx, scope: Scope, { id, version }: { id: string; version: number }): Promise<CaseRecord> {
  const row = await lockCase(tx, scope, id, version)
  if (row.state !== 'open') throw no('这一件已经办结')
  return row
}

function lastDay(row: CaseRecord): Day | null {
  let last: Day | null = null
  for (const day of doneOf(row).values()) if (day !== null && (last === null || day > last)) last = day
  return last
}

/** Throws `cannot-do` for a day to come, or before what was done already. */
function dayBefore({ clock }: Context, text: string, after: Day | null, what: string): Day {
  const day = dayOf(text)
  if (day > clock.today()) throw no(`${day} 还没有到，办过以后再登记`)
  if (after !== null && day < after) throw no(`${day} 早于${what}的 ${after}`)
  return day
}

async function touch(
  context: Context,
  tx: Tx,
  wide: Scope,
  { id }: CaseRecord,
  what: ReturnType<typeof sql>,
): Promise<void> {
  await sql`update development set ${what}, version = version + 1, changed_at = ${context.clock.now().toISOString()}
    where district = ${wide.district} and id = ${id}`.execute(tx)
}

async function note(
  context: Context,
  tx: Tx,
  wide: Scope,
  { id, path }: CaseRecord,
  deed: Omit<Parameters<typeof writeDeed>[3], 'development' | 'path'>,
): Promise<void> {
  await writeDeed(context, tx, wide, { ...deed, development: id, path })
  await runClock(context, tx, wide, 'development', [id])
}
