/** What the rest of the room may use of grants. */
export { countOpenGlass } from './glass.ts'
export { listGrantsOf } from './list-grants.ts'
export { isLastManager } from './managers.ts'
export { findRole, findRoleByName, listRoles } from './roles.ts'
export { substitutionsOf } from './substitutions.ts'
export { addGrant, moveDuties, type GrantInput } from './write-grants.ts'
