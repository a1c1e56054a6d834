import type { z } from 'zod'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { membersProblem } from '../../contract.ts'
import { contradictionOf } from '../../rules/days.ts'
import { declarationsProblem, type declarationsEndpoints } from '../contract.ts'
import { closeNames } from '../rules/words.ts'
import { lockDeclaration } from './stored.ts'
import { findDistrict, listTowns } from './towns.ts'
import { findUnitPlace } from './units.ts'
import { withdrawDeclaration } from './withdraw.ts'
import { writeMove } from './write-move.ts'

type Asked<Name extends keyof typeof declarationsEndpoints> = z.infer<(typeof declarationsEndpoints)[Name]['input']>

/** Somebody was reached and answered. */
export async function contact(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.contact'>) {
  const { before, to, day } = await lockDeclaration(tx, scope, asked, 'contact', context.clock.today())
  await writeMove(context, tx, scope, before, { deed: 'contact', to, day, words: '和本人联系', reason: asked.note })
}

/** What was found out with the person and the organisation that they named. @throws members.bad-day, declarations.refused */
export async function verify(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.verify'>) {
  const { before, to, day } = await lockDeclaration(tx, scope, asked, 'verify', context.clock.today())
  const set = await readVerified(context, tx, scope, asked)
  await writeMove(context, tx, scope, before, {
    deed: 'verify',
    to,
    day,
    words: '核实组织关系',
    reason: asked.note,
    set,
  })
}

export interface Verified {
  readonly unit: string | null
  readonly status: 'full' | 'probationary'
  readonly joined: string | null
  readonly fullOn: string | null
}

/** As columns; a unit that is not named stays what it was. */
export async function readVerified(
  context: Context,
  tx: Tx,
  scope: Scope,
  { unit, status, joined, fullOn }: Verified,
): Promise<Readonly<Record<string, string | null>>> {
  if (unit !== null) await findUnitPlace(context, tx, scope, unit)
  if (status === 'probationary' && fullOn !== null) throw membersProblem('bad-day', { why: '预备党员还没有转正日期' })
  const wrong = contradictionOf({ born: null, joined, fullOn }, context.clock.today())
  if (wrong !== null) throw membersProblem('bad-day', { why: wrong })
  return { status, joined, full_on: fullOn, ...(unit === null ? {} : { unit_id: unit }) }
}

/** To a unit of the ledger and to the town that takes care of it; to another town's people it is gone from here then. */
export async function assign(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.assign'>) {
  const today = context.clock.today()
  const { before, to, day } = await lockDeclaration(tx, scope, asked, 'assign', today)
  const { unit, town, note } = asked
  if (unit !== null && unit !== before.unit) await findUnitPlace(context, tx, scope, unit)
  const towns = await listTowns(tx, scope, today)
  const place = town === null ? await findDistrict(tx, scope, today) : towns.find(({ id }) => id === town)
  if (!place) throw declarationsProblem('refused', { why: '没有这个镇街' })
  const words = [
    ...(unit === before.unit ? [] : [unit === null ? '不归到单位' : '归到台账里的单位']),
    ...(town === before.town ? [] : [town === null ? '交给区里办' : `交给${place.name}办`]),
  ]
  if (words.length === 0) throw declarationsProblem('refused', { why: '和原来一样' })
  const set = { unit_id: unit, town, path: place.path }
  await writeMove(context, tx, scope, before, { deed: 'assign', to, day, words: words.join('，'), reason: note, set })
}

export async function close(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.close'>) {
  const { before, to, day } = await lockDeclaration(tx, scope, asked, 'close', context.clock.today())
  const { why, reason } = asked
  const words = `办结：${closeNames[why]}`
  await writeMove(context, tx, scope, before, { deed: 'close', to, day, words, reason, set: { why, ended: day } })
}

export async function reopen(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.reopen'>) {
  const { before, to, day } = await lockDeclaration(tx, scope, asked, 'reopen', context.clock.today())
  const set = { why: null, ended: null }
  await writeMove(context, tx, scope, before, { deed: 'reopen', to, day, words: '重新办理', reason: asked.reason, set })
}

/** For somebody who lost the code. What they gave as a reason is erased with the rest. */
export async function withdrawFor(context: Context, tx: Tx, scope: Scope, asked: Asked<'declarations.withdrawFor'>) {
  const { before, day } = await lockDeclaration(tx, scope, asked, 'withdraw', context.clock.today())
  await context.database.derive(tx, scope, async (wide) => {
    await withdrawDeclaration(context, tx, wide, before, { day, words: '应本人要求撤回' })
    await runClock(context, tx, wide, 'declarations', [before.id])
  })
}
