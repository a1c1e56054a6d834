import { useQuery } from '@tanstack/react-query'
import { ApiProblem } from '../../platform/web/api/problem.ts'
import { useOffice } from '../../rooms/areas/web/public.ts'
import { coverageApi } from '../../rooms/coverage/web/api.ts'
import { OverviewPage } from '../../rooms/coverage/web/pages/overview.tsx'
import { plannerApi } from '../../rooms/planner/web/api.ts'
import { FirstRunPage } from '../../rooms/units/web/pages/first-run.tsx'

/** The overview, or the three ways to begin while the ledger is empty. */
export function Home() {
  const { root } = useOffice()
  // Units whose addresses say nothing are in the ledger although no root area could be told from them.
  const { data } = useQuery({ ...coverageApi.query('coverage.summary', {}), enabled: root === null })
  return root === null && !(data !== undefined && data.tally.registered > 0) ? <FirstRunPage /> : <Overview />
}

function Overview() {
  const { data, error } = useQuery(plannerApi.query('planner.get', { id: 'latest' }))
  const none = error instanceof ApiProblem && error.code === 'planner.plan-not-found'
  const plan = data && {
    ...data,
    open: data.towns.reduce((sum, town) => sum + town.open, 0),
    capacity: data.params.capacity,
  }
  return <OverviewPage plan={plan ?? (none ? null : undefined)} />
}
