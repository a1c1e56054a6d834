import { useQuery } from '@tanstack/react-query'
import { ownArea } from '../../../platform/web/session/decide.ts'
import { useSession } from '../../../platform/web/session/session.ts'
import { plannerApi } from './api.ts'

/**
 * Of plans, the newest first, the one that somebody goes by: for all that they have. A street may make a plan for itself;
 * that is the street's newest and not the district's.
 */
export function newestFor<P extends { readonly params: { readonly area?: string | undefined } }>(
  plans: readonly P[],
  own: string | null,
): P | undefined {
  return plans.find(({ params }) => params.area === undefined || params.area === own)
}

/**
 * The latest plan; null when none was made yet, undefined while that is not known. The list is asked first, so that an
 * office without a plan gets an empty list instead of a refusal.
 */
export function useLatestPlan(enabled = true) {
  const list = useQuery({ ...plannerApi.query('planner.list', {}), enabled })
  const own = ownArea(useSession())
  const found = list.data && newestFor(list.data.rows, own)
  const latest = useQuery({
    ...plannerApi.query('planner.get', { id: found?.id ?? '' }),
    enabled: enabled && found !== undefined,
  })
  return found !== undefined ? latest.data : list.data === undefined ? undefined : null
}

/** Proposals of a plan that nobody has decided yet. */
export const openProposals = (plan: { readonly towns: readonly { readonly open: number }[] }): number =>
  plan.towns.reduce((sum, town) => sum + town.open, 0)
