import type { Scope } from '../../../kernel/scope.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { PlanRow } from './reads.ts'
import type { PlanSelection } from './sheets.ts'

/** Sets a plan as an official paper (.docx). The documents room comes later than this one, so it hands its skill in. */
export type PlanPaper = (scope: Scope, plan: PlanRow, selection: PlanSelection) => Promise<Uint8Array>

const papers = new WeakMap<Context['reactions'], PlanPaper>()

export function usePlanPaper(context: Context, paper: PlanPaper): void {
  papers.set(context.reactions, paper)
}

export function findPlanPaper(context: Context): PlanPaper | null {
  return papers.get(context.reactions) ?? null
}
