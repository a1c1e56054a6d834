import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { Trial } from '../../contract.ts'
import { handEvidence } from '../../evidence/server/public.ts'
import { getOrganization, registerOrganization, tryRegister, type NewOrganization } from '../../server/public.ts'
import { foundingProblem, type foundingEndpoints } from '../contract.ts'
import { mayTake } from '../rules/lifecycle.ts'
import { countedUnits, formOf, given } from './apply.ts'
import { listCaseUnits, type CaseRow } from './cases.ts'
import { requireAct, takeDeed } from './take.ts'
import { demandReasons, joinTrials, refuseHard, weigh } from './weigh.ts'

type Reply = z.output<(typeof foundingEndpoints)['founding.reply']['input']>

/**
 * The superior replies. With its approval the organisation is put on record (forming) and covers its units from that day
 * on; what the reply would do is judged by the rules of founding and by the core of the room alike.
 */
export async function reply(context: Context, tx: Tx, scope: Scope, input: Reply): Promise<void> {
  const { id, version, approved, paperNo, reason, meeting } = input
  const day = input.day as Day
  if (meeting !== null && meeting > day)
    throw foundingProblem('bad-day', { why: `会议日期 ${meeting} 晚于批复的 ${day}。` })
  if (!approved && reason === '') throw foundingProblem('needs-reason', { why: '不同意的，写明理由。', soft: [] })
  const fields = { ...(meeting === null ? {} : { meeting }), ...(paperNo === '' ? {} : { paperNo }) }
  const taking = { id, version, day, deed: approved ? ('approve' as const) : ('decline' as const), reason }
  await takeDeed(context, tx, scope, taking, async ({ row, book }) => {
    if (!approved) return { fields }
    const overrides = { ...row.overrides, ...input.overrides }
    const order = await orderOf(context, tx, scope, row, day, overrides)
    const trial = await judge(context, tx, scope, row, day, book, order)
    refuseHard(trial)
    const needed = demandReasons(trial, overrides)
    const { id: organization } = await registerOrganization(context, tx, scope, { ...order, overrides: needed })
    await context.database.derive(tx, scope, async (wide) => {
      const { chain, path } = await getOrganization(tx, wide, organization)
      await handEvidence(tx, wide, id, { id: organization, chain, path })
    })
    return {
      fields: { ...fields, organization, ...given(needed) },
      change: { approved: day, organization, overrides: { ...row.overrides, ...needed } },
    }
  })
}

/** What an approving reply of that day would do, and what stands against it. */
export async function tryReply(context: Context, tx: Tx, scope: Scope, id: string, day: Day): Promise<Trial> {
  const row = await requireAct(tx, scope, id)
  const ruling = mayTake(row.step, 'approve')
  if (!ruling.ok) throw foundingProblem('out-of-order', { why: ruling.why })
  const book = await findRuleBook(tx, scope, day)
  return judge(context, tx, scope, row, day, book, await orderOf(context, tx, scope, row, day, row.overrides))
}

async function judge(
  context: Context,
  tx: Tx,
  scope: Scope,
  row: CaseRow,
  day: Day,
  book: RuleBook,
  order: NewOrganization,
): Promise<Trial> {
  const units = await context.database.derive(tx, scope, (wide) => listCaseUnits(tx, wide, row.id))
  const { trial } = weigh(formOf(row, countedUnits(row, units), day), book)
  return joinTrials(trial, await tryRegister(context, tx, scope, order))
}

async function orderOf(
  context: Context,
  tx: Tx,
  scope: Scope,
  row: CaseRow,
  day: Day,
  overrides: Readonly<Record<string, string>>,
): Promise<NewOrganization> {
  const units = await context.database.derive(tx, scope, (wide) => listCaseUnits(tx, wide, row.id))
  return {
    name: row.name,
    kind: row.kind,
    superior: row.superior,
    area: row.area,
    section: row.section,
    host: row.hostKind === null ? null : { kind: row.hostKind, name: row.hostName ?? '' },
    founded: day,
    units: units.map(({ unit }) => unit),
    remark: row.remark === '' ? null : row.remark,
    state: 'forming',
    event: 'founded',
    day,
    reason: `${row.name}组建申请的批复`,
    overrides,
  }
}
