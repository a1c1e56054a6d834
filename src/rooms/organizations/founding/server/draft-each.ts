import { Problem } from '../../../../kernel/problem.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { FoundingSource } from '../contract.ts'
import { foundingProblem } from '../contract.ts'
import { advise } from './advise.ts'
import { openCase, type Origin } from './open-case.ts'
import { findLedgerUnits } from './units.ts'

export interface Skipped {
  readonly why: string
}

/**
 * Drafts a founding of these units as the rules advise, everything filled in; or says why not. What stands against it is
 * looked at before anything is written, so that one that cannot be drafted does not undo the others.
 */
export async function draftAdvised(
  context: Context,
  tx: Tx,
  scope: Scope,
  units: readonly string[],
  origin: Origin,
): Promise<{ readonly id: string } | Skipped> {
  const found = await findLedgerUnits(tx, scope, units)
  if (found.length < units.length) return { why: '有单位已不在台账里，或不在你负责的范围内。' }
  const advice = await advise(context, tx, scope, {
    units: [...units],
    host: null,
    until: null,
    secretaryReady: true,
    superior: null,
  })
  const taken = advice.units.find(({ busy }) => busy !== null)
  if (taken !== undefined) return { why: `“${taken.name}”${taken.busy}。` }
  const { advised, suggested, trial } = advice
  const kind = advised?.kind
  if (kind === undefined || (kind === 'joint-branch' && units.length < 2)) return { why: advice.sentence }
  if (trial.refused.length > 0) return { why: trial.refused.map(({ why }) => why).join('') }
  if (suggested.area === null) return { why: '单位还没有定位到镇街，先在区域里定位。' }
  try {
    const plan = {
      name: suggested.name,
      kind,
      units: [...units],
      area: suggested.area,
      superior: suggested.superior?.id ?? null,
      section: null,
      host: null,
      until: null,
      secretaryReady: true,
      remark: '',
    }
    return { id: await openCase(context, tx, scope, plan, origin) }
  } catch (error) {
    // Refusals are raised before the first write; anything else is not ours to swallow.
    if (error instanceof Problem && error.code.startsWith('founding.')) return { why: error.message }
    throw error
  }
}

/** One founding for each of the units. */
export async function draftEach(
  context: Context,
  tx: Tx,
  scope: Scope,
  units: readonly string[],
  source: Exclude<FoundingSource, 'plan'>,
) {
  const wanted = [...new Set(units)]
  const names = new Map((await findLedgerUnits(tx, scope, wanted)).map(({ id, name }) => [id, name]))
  if (names.size < wanted.length) throw foundingProblem('unit-not-found')
  const opened: { id: string; unit: string }[] = []
  const skipped: { unit: string; name: string; why: string }[] = []
  for (const unit of wanted) {
    const done = await draftAdvised(context, tx, scope, [unit], { source })
    if ('id' in done) opened.push({ id: done.id, unit })
    else skipped.push({ unit, name: names.get(unit) ?? '', why: done.why })
  }
  return { opened, skipped }
}
