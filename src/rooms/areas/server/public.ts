/** What later rooms may use of the areas on the server. */
export { findArea, findNames, findOffice, listAreasInForce, type AreaRow, type Office } from './reads.ts'
export { reachSql, unitReachSql, type ReachColumns } from './reach.ts'

/**
 * Payload of `areas.changed`. Units stand under the new paths from `day` on; where they stood before stays on record.
 */
export interface AreasChanged {
  /** First day on which the new versions are in force. */
  readonly day: string
  readonly change: string
  /** Every area whose id or path is another one now, parents before children. */
  readonly mapping: readonly AreaMapping[]
}

export interface AreaMapping {
  readonly from: string
  readonly to: string
  readonly level: string
  readonly oldPath: string
  readonly newPath: string
}
