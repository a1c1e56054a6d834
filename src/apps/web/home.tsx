import { useOffice } from '../../rooms/areas/web/public.ts'
import { OverviewPage } from '../../rooms/coverage/web/pages/overview.tsx'
import { FirstRunPage } from '../../rooms/units/web/pages/first-run.tsx'

/** The overview, or the three ways to begin while the ledger is empty. */
export function Home() {
  return useOffice().root === null ? <FirstRunPage /> : <OverviewPage />
}
