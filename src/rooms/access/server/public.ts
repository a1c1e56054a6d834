/** What later rooms may use of access on the server. */
export { linkBase } from './link-base.ts'
export { findKeptMonths } from './personal/retention.ts'
export { readForStranger, writeForStranger } from './strangers.ts'
export { takeTurn, type TurnLimits } from './turns.ts'
