import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { ApiProblem, NOT_SIGNED_IN } from '../../../../platform/web/api/problem.ts'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SessionContext } from '../../../../platform/web/session/session.ts'
import type { Session } from '../../../../platform/web/session/session.ts'
import { armSignInAgain, sessionEnded } from '../../../../platform/web/session/sign-in-again.ts'
import { Bare } from './bare.tsx'
import { MustPage } from './must-page.tsx'
import { SignInPanel } from './sign-in-panel.tsx'
import { sessionQuery, useSessionQuery } from './use-session-query.ts'

/**
 * Lets through whoever is signed in, and everybody while there are no accounts. Others are sent to sign in and come back
 * to the address they wanted; a first password or a second factor that is due comes before anything else. Whoever was
 * signed in and is not any more keeps the page with what was typed, and is asked to sign in beside it.
 */
export function SessionGate({ open, children }: { readonly open: boolean; readonly children: ReactNode }) {
  const { data, error, refetch } = useSessionQuery()
  const [kept, keep] = useState<Session | null>(null)
  if (data !== undefined && data.person !== null && data.person.account !== null && kept !== data) keep(data)
  const ended = data?.person === null && kept !== null
  const session = ended && !open ? kept : data
  const to = useRouterState({ select: (state) => state.location.href })
  const person = session?.person ?? null
  const client = useQueryClient()
  useEffect(() => armSignInAgain(person !== null && person.account !== null), [person])
  useEffect(() => {
    if (ended && !open) sessionEnded()
  }, [ended, open])
  useEffect(
    () =>
      // Refused for want of a session although the gate thought there was one: it is asked who is there.
      client.getQueryCache().subscribe(({ query, type }) => {
        const failure: unknown = query.state.error
        if (type === 'updated' && failure instanceof ApiProblem && failure.code === NOT_SIGNED_IN) {
          void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
        }
      }),
    [client],
  )
  if (session === undefined) {
    if (error === null) return null
    return (
      <Bare title="">
        <ProblemPanel error={error} onRetry={() => void refetch()} />
      </Bare>
    )
  }
  if (open) return <SessionContext value={session}>{children}</SessionContext>
  if (person === null) return <Navigate to="/sign-in" search={to === '/' ? {} : { to }} replace />
  return (
    <SessionContext value={session}>
      {person.must === null ? children : <MustPage must={person.must} />}
      <SignInPanel person={person} />
    </SessionContext>
  )
}
