import { useQuery } from '@tanstack/react-query'
import { plannerApi } from '../api.ts'

/** Id of the plan that another one was compared with when it was made; null when it is gone or not known yet. */
export function useComparedId(plan: { readonly comparedNo: number | null }): string | null {
  const { data } = useQuery(plannerApi.query('planner.list', {}))
  return data?.rows.find(({ no }) => no === plan.comparedNo)?.id ?? null
}
