import type { Day } from '../../../kernel/day.ts'

/**
 * What sub-rooms and later rooms may use of members on the server. Every deed is handed the actor's scope and does what
 * follows as the whole office; whoever calls asks first whether the member is reached (`requireMember`).
 */
export { admitMember, type AdmitDeed, type NewMember } from './admit.ts'
export { changeStatus, type StatusDeed } from './change-status.ts'
export { correctMember, type CorrectDeed, type Corrections } from './correct.ts'
export { countOrganizations, countUnits, recountMembers, type MemberCount } from './counts.ts'
export { findAccount } from './find-account.ts'
export { findByIdentity, findByName } from './find.ts'
export { nameHash, nameKeys, openName, queryKeys } from './keys.ts'
export { withMember } from './migrations/0001-members.ts'
export { moveMember, type MoveDeed, type MoveHow } from './move.ts'
export { memberReachSql } from './reach.ts'
export { findSeats, refuseSeat, requireSeat, type Seat } from './seats.ts'
export { joinPart, leavePart, setFloating, setLost, tieAccount, type PartDeed } from './standing.ts'
export { findMember, LIVE, lockMember, requireEditable, requireMember, type StoredMember } from './stored.ts'
export type { MembersSubRoom } from './sub-room.ts'

/** Payload of `members.changed`: who was changed and whose numbers moved. */
export interface MembersChanged {
  readonly day: Day
  readonly members: readonly string[]
  readonly organizations: readonly string[]
  readonly units: readonly string[]
}
