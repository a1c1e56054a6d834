/** What later rooms and the command line may use of coverage on the server. */
export { findAreasNamed } from './areas.ts'
export { noteChanges } from './changes.ts'
export { listSnapshots, takeSnapshot, type Snapshot } from './snapshots.ts'
export { explain, summarize, tabulate } from './summary.ts'
