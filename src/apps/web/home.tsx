import { useQuery } from '@tanstack/react-query'
import { useOffice } from '../../rooms/areas/web/public.ts'
import { coverageApi } from '../../rooms/coverage/web/api.ts'
import { OverviewPage } from '../../rooms/coverage/web/pages/overview.tsx'
import { openProposals, useLatestPlan } from '../../rooms/planner/web/public.ts'
import { FirstRunPage } from '../../rooms/units/web/pages/first-run.tsx'

/** The overview, or the three ways to begin while the ledger is empty. */
export function Home() {
  const { root } = useOffice()
  // Units whose addresses say nothing are in the ledger although no root area could be told from them.
  const { data } = useQuery({ ...coverageApi.query('coverage.summary', {}), enabled: root === null })
  return root === null && !(data !== undefined && data.tally.registered > 0) ? <FirstRunPage /> : <Overview />
}

function Overview() {
  const plan = useLatestPlan()
  return <OverviewPage plan={plan && { ...plan, open: openProposals(plan), capacity: plan.params.capacity }} />
}
