import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../../platform/web/session/use-may.ts'
import { unitsApi } from './api.ts'

/** What later rooms' screens may use of the ledger's. */
export { ledgerSearch } from './search.ts'
export type { LedgerSearch } from './search.ts'

/** Doubtful pairs that wait for a decision; none for whoever may not decide them. */
export function useWaitingReviews(): number {
  const enabled = useMay('units.review').ok
  return useQuery({ ...unitsApi.query('units.listReviews', { limit: 1 }), enabled }).data?.total ?? 0
}

/** Imports that were begun and neither written nor given up; none for whoever may not import. */
export function useWaitingImports(): number {
  const enabled = useMay('units.import').ok
  return useQuery({ ...unitsApi.query('units.listImports', {}), enabled }).data?.rows.length ?? 0
}
export { ToImport } from './imports/to-import.tsx'
export { useLedgerWords } from './ledger/words.ts'
export { Unlocated } from './places/unlocated.tsx'
export { Precedence } from './precedence/precedence.tsx'
export { UnitDrawer } from './unit/unit-drawer.tsx'
