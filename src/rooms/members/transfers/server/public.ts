/** What later parts and rooms may use of transfers on the server. */
export type { TransfersDating } from './act.ts'
export { openTransfer, type TransferOrder } from './open.ts'
export { requireTransfer, type StoredTransfer } from './stored.ts'
