import { useMutation } from '@tanstack/react-query'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'

/** Sends a form; what shows the same facts elsewhere is asked anew. */
export function useSend<T>(send: () => Promise<T>, onDone: () => void) {
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
}
