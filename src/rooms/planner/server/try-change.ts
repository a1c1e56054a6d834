import type { Scope } from '../../../kernel/scope.ts'
import type { Db } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { plannerProblem, type ChangeTrial } from '../contract.ts'
import { mayDecide } from '../rules/decision.ts'
import { tidy } from '../rules/price.ts'
import { sayCarried, sayTaken } from './promises.ts'
import { findProposal } from './reads.ts'
import { sayOthers, weighChange } from './weigh-change.ts'

/** What a change of members would come to: the same judgement as when it is made, nothing written. */
export async function tryChange(
  context: Context,
  db: Db,
  scope: Scope,
  id: string,
  members: readonly string[],
): Promise<ChangeTrial> {
  const proposal = await findProposal(db, scope, id)
  if (!proposal || proposal.units === 0) throw plannerProblem('proposal-not-found')
  const ruling = mayDecide(proposal.kind, proposal.decision, 'changed')
  const weighed = await weighChange(context, db, scope, proposal, members)
  const why =
    (await sayCarried(db, scope, proposal)) ??
    (ruling.ok ? null : ruling.why) ??
    weighed.why ??
    (await sayTaken(db, scope, proposal, members))
  const { costBefore, costAfter } = weighed
  return {
    ok: why === null,
    why,
    checks: [...weighed.checks],
    costBefore,
    costAfter,
    delta: tidy(costAfter - costBefore),
    others: sayOthers(weighed),
  }
}
