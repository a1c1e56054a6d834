/** The pure side of the ledger, for later rooms' rules. */
export { coverageNames, dueNames, kindNames, lifeNames } from './rules/names.ts'
