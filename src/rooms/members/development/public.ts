/** The pure side of development, for later rooms. */
export { postKindNames } from '../rules/words.ts'
export { paperName } from './rules/papers.ts'
export { endNames } from './rules/words.ts'
