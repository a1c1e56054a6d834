import type { Job } from '../../../../kernel/shapes.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { refinePlan } from './refine-plan.ts'
import { listUnfinished } from './write-proof.ts'

export const USUAL_SECONDS = 180
const KIND = 'planner.refine'

/** Starts by itself after a plan is stored; ends at once where everything is proven already. */
export function startRefining(context: Context, scope: Scope, plan: string, seconds = USUAL_SECONDS): Job {
  return context.jobs.start(
    scope,
    KIND,
    async (handle) => {
      await refinePlan(context, scope, plan, seconds, handle)
      return { plan }
    },
    { lane: 'background' },
  )
}

/** Plans whose narrowing was broken off wait their turn behind the new one. */
const MOST_RESUMED = 3

export async function resumeRefining(context: Context, scope: Scope, begun: string): Promise<void> {
  for (const plan of await listUnfinished(context.database.as(scope), scope, MOST_RESUMED)) {
    if (plan !== begun) startRefining(context, scope, plan)
  }
}

/** Whoever makes a plan, or asks for another one to be refined, has the machine. */
export function stopRefining({ jobs }: Context): void {
  jobs.stopAll(KIND)
}
