import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../../../../platform/web/api/client.ts'
import type { foundingEndpoints } from '../../contract.ts'
import { foundingApi } from '../api.ts'

export type StepEndpoint =
  | 'founding.apply'
  | 'founding.review'
  | 'founding.return'
  | 'founding.reply'
  | 'founding.elect'
  | 'founding.file'
  | 'founding.withdraw'

/** Takes a step; the case stands anew at once, everything that counts it is asked again. */
export function useStep<K extends StepEndpoint>(endpoint: K, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input<typeof foundingEndpoints, K>) => foundingApi.call(endpoint, input),
    onSuccess: (found) => {
      client.setQueryData(foundingApi.query('founding.get', { id: found.id }).queryKey, found)
      void client.invalidateQueries()
      onDone()
    },
  })
}
