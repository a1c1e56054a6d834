import { useQuery } from '@tanstack/react-query'
import { plannerApi } from '../api.ts'
import { useLatestPlan } from '../public.ts'

/** What the ledger has that some rules need; undefined while it is not known, so that nothing is refused too early. */
export interface Known {
  readonly points: boolean | undefined
  readonly links: boolean | undefined
  readonly earlier: boolean | undefined
}

export function useKnown(): Known {
  const plan = useLatestPlan()
  const map = useQuery({
    ...plannerApi.query('planner.map', { id: plan?.id ?? '' }),
    enabled: plan != null,
    staleTime: Infinity,
  })
  const pairs = useQuery(plannerApi.query('planner.pairs', {}))
  return {
    points: map.data && map.data.points.length > 0,
    links: pairs.data && pairs.data.rows.some(({ kind }) => kind === 'link'),
    earlier: plan === undefined ? undefined : plan !== null,
  }
}
