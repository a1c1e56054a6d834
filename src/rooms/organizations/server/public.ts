/** What later rooms and the sub-rooms may use of the organisations on the server. */
export { changeOrganization, tryChange, type ChangeOrder } from './change.ts'
export { moveMemberCounts, setTermDue } from './counts.ts'
export { findCovers, listCovered, type CoverOfUnit } from './covers.ts'
export type { Handover, OrganizationMoved, OrganizationsChanged, OrganizationsRevoking } from './deed.ts'
export { noteEvent, type NewEvent } from './events.ts'
export {
  findOrganization,
  findOrganizations,
  getOrganization,
  mayChange,
  organizationReachSql,
  requireChangeable,
  type Organization,
} from './organizations.ts'
export { registerOrganization, tryRegister, type NewOrganization } from './register.ts'
export type { SubRoom } from './sub-room.ts'
export { findVersionOn, type OrganizationVersion } from './versions.ts'
export { withOrganization } from './migrations/0001-organizations.ts'
