/** What later rooms' screens may use of the ledger's. */
export { ledgerSearch } from './search.ts'
export type { LedgerSearch } from './search.ts'
