import { useMutation } from '@tanstack/react-query'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { accessApi } from '../api.ts'

/** Masks again what was shown in the clear. */
export function useEndPurpose() {
  return useMutation({ mutationFn: () => accessApi.call('access.endPurpose', {}), onSuccess: refreshAll })
}
