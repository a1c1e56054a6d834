/** The pure side of the planner, for later rooms. */
export { articleOfProposal } from './rules/articles.ts'
export { hostWords } from './rules/hosts.ts'
export { levelWords } from './rules/costs.ts'
export { sayObstacle } from './rules/uncovered.ts'
