import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

/** Refusals are answers and are not asked again; only a lost connection is tried twice more. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => error instanceof ApiProblem && error.status === 0 && count < 2,
    },
    mutations: { retry: false },
  },
})

/**
 * After anything was written every figure may differ: all that is on screen is asked again, and what other pages had is
 * forgotten, lest one shows old figures beside new ones until its answer comes.
 */
export const refreshAll = (): Promise<void> => {
  queryClient.removeQueries({ type: 'inactive' })
  return queryClient.invalidateQueries()
}
