import type { Scope } from '../../../kernel/scope.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import { plannerProblem, type plannerEndpoints } from '../contract.ts'
import { findPlanMap } from './map/plan-map.ts'
import { dropPair, listPairs, presentPair, savePair } from './pairs/pairs.ts'
import { findPlan, type PlanRow } from './reads.ts'
import { tryChange } from './try-change.ts'

type More = 'planner.map' | 'planner.tryChange' | 'planner.pairs' | 'planner.savePair' | 'planner.dropPair'

/** The plan on the map, and what the office says about units for planning. */
export function moreHandlers(context: Context): Pick<Handlers<typeof plannerEndpoints>, More> {
  const { db } = context.database
  const getPlan = async (scope: Scope, id: string): Promise<PlanRow> => {
    const plan = await findPlan(db, scope, id)
    if (!plan) throw plannerProblem('plan-not-found')
    return plan
  }
  return {
    'planner.map': async ({ id, town }, { scope }) => findPlanMap(db, scope, await getPlan(scope, id), town ?? null),
    'planner.tryChange': async ({ id, members }, { scope }) => tryChange(context, db, scope, id, members),
    'planner.pairs': async (_, { scope }) => ({ rows: (await listPairs(db, scope)).map(presentPair) }),
    'planner.savePair': async (input, { scope }) => context.database.write((tx) => savePair(context, tx, scope, input)),
    'planner.dropPair': async ({ id }, { scope }) => {
      await context.database.write((tx) => dropPair(context, tx, scope, id))
      return {}
    },
  }
}
