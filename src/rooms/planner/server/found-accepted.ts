import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { draftAdvised, findCasesOf, lockFounding } from '../../organizations/founding/server/public.ts'
import { reachedProposals } from './reached-proposals.ts'
import { proposalId, type PlanRow } from './reads.ts'

export interface Founded {
  readonly opened: { readonly proposal: string; readonly founding: string }[]
  /** Proposals that have a case already, whatever became of it. */
  readonly already: number
  readonly skipped: { readonly proposal: string; readonly title: string; readonly why: string }[]
}

/**
 * Accepted and changed proposals of units that found or join become drafts of foundings, each remembering its plan and
 * proposal. Asked twice, nothing is drafted twice. What cannot be drafted is said with its reason and keeps nothing else
 * from being drafted.
 */
export async function foundAccepted(
  context: Context,
  tx: Tx,
  scope: Scope,
  plan: Pick<PlanRow, 'id' | 'no' | 'area_path'>,
  { town, proposals }: { readonly town?: string | undefined; readonly proposals?: readonly string[] | undefined },
): Promise<Founded> {
  await lockFounding(tx, scope)
  const rows = await rowsOf<{ no: number; title: string; units: string[] }>(
    tx,
    sql`select p.no, p.title, array_agg(m.unit_id order by m.unit_id) as units
      from proposal p join proposal_member m on m.district = p.district and m.plan_id = p.plan_id and m.no = p.no
      where ${reachedProposals(scope, 'p')} and p.plan_id = ${plan.id} and p.kind in ('own', 'joint') and p.units > 0
        and p.decision in ('accepted', 'changed') and p.carried_to is null
        and ${town === undefined ? sql`true` : sql`p.area_key = ${town}`}
      group by p.no, p.title order by p.no`,
  )
  const wanted = rows
    .map((row) => ({ ...row, proposal: proposalId(plan.id, row.no) }))
    .filter(({ proposal }) => proposals === undefined || proposals.includes(proposal))
  const cases = await context.database.derive(tx, scope, (wide) =>
    findCasesOf(
      tx,
      wide,
      wanted.map(({ proposal }) => proposal),
    ),
  )
  const done: Founded = { opened: [], already: cases.size, skipped: [] }
  for (const { proposal, title, units } of wanted.filter((one) => !cases.has(one.proposal))) {
    const origin = { source: 'plan', planId: plan.id, planNo: plan.no, proposal } as const
    const made = await draftAdvised(context, tx, scope, units, origin)
    if ('id' in made) done.opened.push({ proposal, founding: made.id })
    else done.skipped.push({ proposal, title, why: made.why })
  }
  if (done.opened.length > 0) {
    const details = { town: town ?? null, opened: done.opened.length, skipped: done.skipped.length }
    await writeAudit(tx, scope, context.clock, 'planner.found', plan.id, details, { path: plan.area_path })
  }
  return done
}
