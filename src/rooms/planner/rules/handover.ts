import { levelCost } from './costs.ts'
import { figure } from './words.ts'

/** What a unit's successor is chosen by, in figures. */
export interface SuccessorFacts {
  /** Leading address keys shared with the nearest unit that the successor looks after already. */
  readonly shared: number
  /** To that unit; null where a point is not known. */
  readonly kilometres: number | null
  /** Units before and after the handover, and at most. */
  readonly before: number
  readonly after: number
  readonly places: number
}

/** Beyond this the road is another one of the same name. */
const ONE_ROAD_KILOMETRES = 5
const COUNTY = 2

export function nearWords(shared: number, kilometres: number | null): string {
  if (shared === 0) return ''
  return levelCost(kilometres !== null && kilometres > ONE_ROAD_KILOMETRES ? Math.min(shared, COUNTY) : shared).words
}

export function whySuccessor({ shared, kilometres, before, after, places }: SuccessorFacts): string {
  const apart = kilometres === null ? '' : `，相距 ${kilometres.toFixed(1)} 公里`
  return `现联系 ${before} 家，接手后 ${after} 家，不超过 ${places} 家；最近的一家与本单位${nearWords(shared, kilometres)}${apart}。`
}

export type NobodyReason = 'excluded' | 'out-of-reach' | 'full'

export function whyNobody(reason: NobodyReason, hasCounty: boolean): string {
  if (!hasCounty) return '地址认不出在哪个区县，先核定地址，再定接手的人。'
  switch (reason) {
    case 'excluded':
      return '本区县还有余量的指导员都与本单位有薪酬或业务往来，须另选。'
    case 'out-of-reach':
      return '本区县没有还有余量的指导员，须新聘。'
    case 'full':
      return '本区县指导员的余量已用于其他单位，须新聘。'
  }
}

export interface HandoverFigures {
  readonly name: string
  readonly units: number
  readonly placed: number
  readonly successors: number
  readonly capacity: number
}

export function sayHandover({ name, units, placed, successors, capacity }: HandoverFigures): string {
  if (units === 0) return `${name}名下没有正常经营的单位，不需要交接。`
  const start = `${name}离任，所联系的 ${figure(units)} 家要交接：`
  const left = units - placed
  const rest = `${figure(left)} 家没有人还有余量，按每名 ${capacity} 家须新聘 ${Math.ceil(left / capacity)} 名`
  if (placed === 0) return `${start}${rest}。`
  const taken = `${figure(placed)} 家由 ${successors} 名现有指导员就近接手`
  return left === 0 ? `${start}${taken}，没有剩余。` : `${start}${taken}；${rest}。`
}
