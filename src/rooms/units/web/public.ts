import { useQuery } from '@tanstack/react-query'
import { unitsApi } from './api.ts'

/** What later rooms' screens may use of the ledger's. */
export { ledgerSearch } from './search.ts'
export type { LedgerSearch } from './search.ts'

/** Doubtful pairs that wait for a decision. */
export function useWaitingReviews(): number {
  return useQuery(unitsApi.query('units.listReviews', { limit: 1 })).data?.total ?? 0
}

/** Imports that were begun and neither written nor given up. */
export function useWaitingImports(): number {
  return useQuery(unitsApi.query('units.listImports', {})).data?.rows.length ?? 0
}
export { useLedgerWords } from './ledger/words.ts'
export { Unlocated } from './places/unlocated.tsx'
export { Precedence } from './precedence/precedence.tsx'
export { UnitDrawer } from './unit/unit-drawer.tsx'
