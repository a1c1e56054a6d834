/** What later rooms may use of the ledger on the server. */
export type { Label, Labeller, UnitKey, UnitState, UnitsChanged } from './labels.ts'
export { makeLabeller, relabelAll, unitKey, useLabeller } from './labels.ts'
export { carryUnit } from './carry-unit.ts'
export type { UnitsMerging } from './changes.ts'
export { stateFacts, type KeptFacts } from './registers.ts'
export { filterSql, scopeSql } from './filter.ts'
