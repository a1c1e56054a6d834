/** The pure side of organisation life, for later rooms. */
export { lifeNames, type LifeKind } from './rules/life-kinds.ts'
