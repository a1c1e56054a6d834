/** What later rooms may use of the plans on the server. */
export { usePlanPaper, type PlanPaper } from './paper.ts'
export { findPlan, listTowns, type MemberRecord, type PlanRow, type ProposalRecord, type TownRow } from './reads.ts'
export { eachProposal, type PlanSelection, type WholeProposal } from './sheets.ts'
