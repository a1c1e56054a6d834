import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { unitsApi } from '../api.ts'

/** Starts the comparison with the ledger (nothing is written) and goes back to the changes. */
export function useCompare(id: string) {
  const client = useQueryClient()
  const navigate = useNavigate({ from: '/import/$id' })
  return useMutation({
    mutationFn: () => unitsApi.call('units.compareImport', { id }),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['units.importRows'] })
      await client.invalidateQueries({ queryKey: ['units.getImport', { id }] })
      await navigate({ search: {}, replace: true })
    },
  })
}
export type Compare = ReturnType<typeof useCompare>
