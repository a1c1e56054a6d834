/** What later rooms may use of the ledger on the server. */
export type { Label, Labeller, UnitKey, UnitState, UnitsChanged } from './labels.ts'
export { makeLabeller, relabelAll, unitKey, useLabeller } from './labels.ts'
export { filterSql, scopeSql } from './filter.ts'
