import { useMutation } from '@tanstack/react-query'
import { armSignInAgain } from '../../../../platform/web/session/sign-in-again.ts'
import { accessApi } from '../api.ts'
import { startAnew } from './use-session-query.ts'

/** Ends the session and forgets everything that was on the screen; one that had ended already is no obstacle. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => {
      armSignInAgain(false)
      return accessApi.call('access.signOut', {})
    },
    onSettled: () => startAnew('/sign-in'),
  })
}
