import { sql } from 'kysely'
import { isMasked } from '../../../../kernel/mask.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { requireChangeable, type Organization } from '../../../organizations/server/public.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { findMember, nameHash, nameKeys, openName, requireSeat, type StoredMember } from '../../server/public.ts'
import { developmentProblem, type Asked, type StepKey } from '../contract.ts'
import { articleOf } from '../rules/say.ts'
import { judgeStep } from '../rules/judge-step.ts'
import { KNOWN_AT, takenOver } from '../rules/stage.ts'
import { dayOf, judgedOn, STEP_KEYS, stepsOf } from '../rules/steps.ts'
import { stageNames, stepNames } from '../rules/words.ts'
import { requireReasons } from './require-reasons.ts'
import { writeDeed, writeStep } from './write-deed.ts'

export type OpenOrder = Asked<'development.open'>

/**
 * Enters an applicant, or takes over somebody who is on the way already: the steps up to the stage count as done, with
 * the days that are known; days that later intervals count from must be. Gives the id. Throws `refused`, `cannot-do`, `same-name`.
 */
export async function openCase(context: Context, tx: Tx, scope: Scope, order: OpenOrder): Promise<string> {
  const organization = await requireChangeable(tx, scope, order.organization)
  if (order.unit !== null) await requireUnit(tx, scope, order.unit)
  return context.database.derive(tx, scope, async (wide) => {
    await requireSeat(tx, wide, organization.id)
    const member = await memberOf(tx, wide, order, organization)
    const name = member === null ? order.name : openName(context.secrets, member.name)
    if (isMasked(name)) throw developmentProblem('cannot-do', { why: '姓名是遮盖后的，不能登记' })
    if (!order.other) await refuseSameName(context, tx, wide, name)
    const days = await judgeDays(context, tx, wide, order, organization)
    const { clock, secrets } = context
    const [id, now] = [clock.id(), clock.now().toISOString()]
    const since = days.find(([key]) => key === KNOWN_AT[order.stage].at(-1))?.[1] ?? null
    const approved = days.find(([key]) => key === 'approval')?.[1] ?? null
    await sql`insert into development (district, id, name, name_hash, born, gender, ethnicity, education, job, post_kind,
        group_kind, backbone, unit_id, organization, chain, path, stage, stage_since, state, approved_on, member, created_at, changed_at)
      values (${wide.district}, ${id}, ${secrets.seal(name.trim())}, ${nameHash(secrets, name)}, ${order.born}, ${order.gender},
        ${order.ethnicity}, ${order.education}, ${order.job}, ${order.postKind}, ${order.group}, ${order.backbone}, ${order.unit},
        ${organization.id}, ${organization.chain}, ${organization.path}, ${order.stage}, ${since}, 'open', ${approved},
        ${member?.id ?? null}, ${now}, ${now})`.execute(tx)
    await writeNameKeys(context, tx, wide, id, name)
    const deed = clock.id()
    for (const [step, day] of days) await writeStep(tx, wide, { development: id, step, day, deed })
    const last = days.findLast(([, day]) => day !== null)?.[1] ?? clock.today()
    await writeDeed(context, tx, wide, {
      id: deed,
      development: id,
      path: organization.path,
      deed: 'open',
      ...(order.stage === 'applicant' ? { step: 'apply' as const } : {}),
      day: last,
      words: order.stage === 'applicant' ? stepNames.apply : `接手在办的${stageNames[order.stage]}`,
      details: { stage: order.stage, days: Object.fromEntries(days.filter(([, day]) => day !== null)) },
      papers: order.papers,
      note: order.note,
    })
    await runClock(context, tx, wide, 'development', [id])
    return id
  })
}

/** A unit must be one of the ledger, and seen by the actor. */
export async function requireUnit(tx: Tx, scope: Scope, unit: string): Promise<void> {
  const found = await rowsOf(tx, sql`select 1 from unit where district = ${scope.district} and id = ${unit}`)
  if (found.length === 0) throw developmentProblem('cannot-do', { why: '没有这家单位，或不在你负责的范围内' })
}

export async function writeNameKeys(
  { secrets }: Context,
  tx: Tx,
  wide: Scope,
  development: string,
  name: string,
): Promise<void> {
  await sql`delete from development_name_key where district = ${wide.district} and development = ${development}`.execute(
    tx,
  )
  for (const key of new Set(nameKeys(secrets, name))) {
    await sql`insert into development_name_key (district, key, development)
      values (${wide.district}, ${key}, ${development})`.execute(tx)
  }
}

/** Whoever is a probationary member already stands in the register, by whose record the case is opened. */
async function memberOf(
  tx: Tx,
  wide: Scope,
  { member: id, stage }: OpenOrder,
  organization: Organization,
): Promise<StoredMember | null> {
  const no = (why: string) => developmentProblem('cannot-do', { why })
  if (stage !== 'probationary') {
    if (id === undefined) return null
    throw no('只有接手预备党员时才对应党员名册')
  }
  if (id === undefined) throw no('预备党员要先在党员名册里，从名册里选')
  const member = await findMember(tx, wide, id)
  if (member === null || member.status !== 'probationary') throw no('党员名册里没有这名预备党员')
  if (member.organization !== organization.id) throw no(`这名预备党员的组织关系不在“${organization.name}”`)
  const open = await rowsOf(
    tx,
    sql`select 1 from development where district = ${wide.district} and member = ${id} and state = 'open'`,
  )
  if (open.length > 0) throw no('这名预备党员已经在办')
  return member
}

async function refuseSameName({ secrets }: Context, tx: Tx, wide: Scope, name: string): Promise<void> {
  const [found] = await rowsOf<{ where: string }>(
    tx,
    sql`select coalesce(o.name, '其他党组织') as "where" from development d
      left join organization o on o.district = d.district and o.id = d.organization
      where d.district = ${wide.district} and d.name_hash = ${nameHash(secrets, name)} and d.state = 'open' limit 1`,
  )
  if (found) throw developmentProblem('same-name', found)
}

/** The steps taken as done with their days, each judged by the rules of its day as far as the days are known. */
async function judgeDays(
  context: Context,
  tx: Tx,
  wide: Scope,
  order: OpenOrder,
  organization: Organization,
): Promise<[StepKey, Day | null][]> {
  const today = context.clock.today()
  const keys = takenOver(
    order.stage,
    stepsOf(await findRuleBook(tx, wide, today)).map(({ key }) => key),
  )
  const beyond = STEP_KEYS.find((key) => order.days[key] !== undefined && !keys.includes(key))
  if (beyond !== undefined) throw developmentProblem('cannot-do', { why: `“${stepNames[beyond]}”登记以后再办` })
  const missing = KNOWN_AT[order.stage].filter((key) => order.days[key] === undefined)
  if (missing.length > 0)
    throw developmentProblem('cannot-do', {
      why: `写明${missing.map((key) => `“${stepNames[key]}”`).join('、')}的日期`,
    })
  const done = new Map<StepKey, Day | null>()
  for (const step of keys) {
    const text = order.days[step]
    if (text === undefined) {
      done.set(step, null)
      continue
    }
    const day = dayOf(text)
    if (organization.founded !== null && order.stage === 'applicant' && day < organization.founded)
      throw developmentProblem('cannot-do', { why: `${day} 早于“${organization.name}”成立（${organization.founded}）` })
    const book = await findRuleBook(tx, wide, judgedOn(day))
    const verdict = judgeStep({ done, extended: 0, special: true }, step, day, today, book)
    if (!verdict.ok) throw developmentProblem('refused', { why: verdict.why, article: articleOf(book, verdict.rule) })
    if (step === 'apply')
      await requireReasons(context, tx, wide, {
        step,
        day,
        details: {},
        overrides: {},
        book,
        born: dayOf(order.born),
        kind: organization.kind,
      })
    done.set(step, day)
  }
  return [...done]
}
