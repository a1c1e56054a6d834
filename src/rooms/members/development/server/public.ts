/** What later rooms may use of the development of members on the server: everything the papers of a step are made of. */
export { dayIn, findDevelopmentFacts, type DevelopmentFacts } from './paper-facts.ts'
export { readQuotas } from './quotas.ts'
