/** What later rooms may use of the development of members on the server: everything the papers of a step are made of. */
export { readCase } from './case-page.ts'
export { readQuotas } from './quotas.ts'
export { readDual } from './dual.ts'
