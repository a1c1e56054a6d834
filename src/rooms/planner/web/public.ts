import { useQuery } from '@tanstack/react-query'
import { plannerApi } from './api.ts'

/**
 * The latest plan; null when none was made yet, undefined while that is not known. The list is asked first, so that an
 * office without a plan gets an empty list instead of a refusal.
 */
export function useLatestPlan(enabled = true) {
  const list = useQuery({ ...plannerApi.query('planner.list', {}), enabled })
  const any = (list.data?.rows.length ?? 0) > 0
  const latest = useQuery({ ...plannerApi.query('planner.get', { id: 'latest' }), enabled: enabled && any })
  return any ? latest.data : list.data === undefined ? undefined : null
}

/** Proposals of a plan that nobody has decided yet. */
export const openProposals = (plan: { readonly towns: readonly { readonly open: number }[] }): number =>
  plan.towns.reduce((sum, town) => sum + town.open, 0)
