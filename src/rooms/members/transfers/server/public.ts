/** What later parts and rooms may use of transfers on the server. */
export type { TransfersDating } from './act.ts'
export { findLetterFacts, type LetterFacts, type LetterSide } from './letter-facts.ts'
export { openTransfer, type TransferOrder } from './open.ts'
export type { TransferChanged } from './perform.ts'
export { requireTransfer, type StoredTransfer } from './stored.ts'
