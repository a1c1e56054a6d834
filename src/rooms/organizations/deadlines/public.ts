/** The pure side of the deadlines, for the rules of rooms and sub-rooms that compute them. */
export type { WantedDeadline } from './rules/wanted.ts'
