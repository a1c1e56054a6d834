import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../platform/web/session/use-may.ts'
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

/** Whoever may not see plans is shown the overview without one. */
function Overview() {
  const may = useMay('planner.read').ok
  const latest = useLatestPlan(may)
  const plan = may ? latest : null
  return <OverviewPage plan={plan && { ...plan, open: openProposals(plan), capacity: plan.params.capacity }} />
}
