/** The pure side of posts, for later rooms. */
export { ofCommittee, postNames } from './rules/post-kinds.ts'
