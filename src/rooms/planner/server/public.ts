/** What later rooms may use of the plans on the server. */
export { usePlanPaper, type PlanPaper } from './paper.ts'
export { findPlan, type MemberRecord, type PlanRow, type ProposalRecord } from './reads.ts'
export { eachProposal, type PlanSelection, type WholeProposal } from './sheets.ts'
export { listTowns, type TownRow } from './town-rows.ts'
