import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../../../platform/web/api/client.ts'
import type { plannerEndpoints } from '../../contract.ts'
import { plannerApi } from '../api.ts'

/** Decides one proposal; the lists, the counts and the open proposal are asked again. */
export function useDecideProposal() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input<typeof plannerEndpoints, 'planner.decide'>) => plannerApi.call('planner.decide', input),
    onSuccess: (proposal) => {
      client.setQueryData(plannerApi.query('planner.proposal', { id: proposal.id }).queryKey, proposal)
      for (const key of ['planner.proposals', 'planner.get', 'planner.list', 'planner.map']) {
        void client.invalidateQueries({ queryKey: [key] })
      }
    },
  })
}

/** Accepts what is still undecided in a town. */
export function useAcceptAll() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input<typeof plannerEndpoints, 'planner.acceptAll'>) =>
      plannerApi.call('planner.acceptAll', input),
    onSuccess: () => {
      for (const key of ['planner.proposals', 'planner.proposal', 'planner.get', 'planner.list', 'planner.map']) {
        void client.invalidateQueries({ queryKey: [key] })
      }
    },
  })
}
