import { useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../../../platform/web/api/client.ts'
import type { plannerEndpoints } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { useRun } from '../parts/use-run.ts'

/** Tightens the bound in the background; the plan at hand is asked again when it is done. */
export function useRefine() {
  const client = useQueryClient()
  return useRun(
    (input: Input<typeof plannerEndpoints, 'planner.refine'>) => plannerApi.call('planner.refine', input),
    () => {
      for (const key of ['planner.get', 'planner.list', 'planner.proposal', 'planner.scenarios']) {
        void client.invalidateQueries({ queryKey: [key] })
      }
    },
  )
}
