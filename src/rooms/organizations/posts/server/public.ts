/** What other parts of the room and later rooms may use of posts and terms on the server. */
export { useMembers, type FindMemberName } from './holders.ts'
export { listReminderLetters, type ReminderLetter } from './letters.ts'
export { findPostsPage, findSecretaries, haveCommittee } from './posts-page.ts'
export { seatOfficers, type Seating } from './seat-officers.ts'
export type { Officer } from './record-election.ts'
