/** The deeds without what follows from them, for the parts of this room that do many at once and settle at the end. */
export { removeMembers, writeMembers, type NewMember } from './admit.ts'
export { writeStatus } from './change-status.ts'
export { writeCorrection, type Corrections } from './correct.ts'
export { settle } from './counts.ts'
export { writeMove } from './move.ts'
export { nothingTouched, touch, type Touched } from './touched.ts'
export { writeEvent } from './write-event.ts'
