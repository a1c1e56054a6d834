/** What later rooms' screens may use of the members'. */
export { membersApi } from './api.ts'
export { membersCard } from './card.tsx'
export { PickOrganization, PickUnit, type Picked } from './member/pick.tsx'
export { DeedForm } from './member/send.tsx'
