import type { Scope } from '../../../kernel/scope.ts'
import type { Context } from '../../../platform/server/room.ts'
import { noteChanges } from '../../coverage/server/public.ts'
import {
  eachProposal,
  listTowns,
  type PlanRow,
  type PlanSelection,
  type WholeProposal,
} from '../../planner/server/public.ts'
import { changeNotePaper } from './change-note-paper.ts'
import { setPaper } from './official.ts'
import { planPaper } from './plan-paper.ts'

export async function makePlanPaper(
  context: Context,
  scope: Scope,
  plan: PlanRow,
  selection: PlanSelection,
): Promise<{ readonly name: string; readonly file: Uint8Array }> {
  const db = context.database.as(scope)
  const all = async (kind: 'joint' | 'own' | 'uncovered'): Promise<WholeProposal[]> => {
    const found: WholeProposal[] = []
    for await (const one of eachProposal(db, scope, plan, kind, selection)) found.push(one)
    return found
  }
  const { title, parts } = planPaper({
    plan,
    selection,
    towns: await listTowns(db, scope, plan.id),
    joint: await all('joint'),
    own: await all('own'),
    uncovered: selection.only === 'all' ? await all('uncovered') : [],
    today: context.clock.today(),
  })
  return { name: `${title}.docx`, file: await setPaper(parts, { title }) }
}

export async function makeChangeNotePaper(
  context: Context,
  scope: Scope,
  from: string,
  to: string | undefined,
): Promise<{ readonly name: string; readonly file: Uint8Array }> {
  const note = await noteChanges(context, scope, from, to)
  const { title, parts } = changeNotePaper(note, context.clock.today())
  return { name: `${title}.docx`, file: await setPaper(parts, { title }) }
}
