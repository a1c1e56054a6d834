/** What later rooms may use of founding on the server. */
export { findCasesOf, type CaseOfProposal } from './cases-of.ts'
export { draftAdvised, type Skipped } from './draft-each.ts'
export { lockFounding } from './busy.ts'
export { findPaperFacts, type PaperFacts } from './paper-facts.ts'
