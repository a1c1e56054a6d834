/** What other parts of the room and later rooms (papers, coverage) may use of organisation life on the server. */
export { lastLife } from './last-life.ts'
export { findEffective } from './summary.ts'
export { readLifeYear } from './year.ts'
