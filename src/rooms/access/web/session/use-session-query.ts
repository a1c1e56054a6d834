import { useQuery } from '@tanstack/react-query'
import { accessApi } from '../api.ts'

/** Who is signed in, asked once and after everything that changes it. */
export const sessionQuery = accessApi.query('access.session', {})

export function useSessionQuery() {
  return useQuery({ ...sessionQuery, staleTime: 60_000 })
}

/** Everything that another person would see differently is forgotten: the application starts anew at an address. */
export const startAnew = (to: string): void => window.location.assign(to)
