import { levelCost, reachWords, type Within } from './costs.ts'
import type { Host } from '../contract.ts'
import { hostWords } from './hosts.ts'
import type { Obstacle } from './uncovered.ts'

/** Sentences that say why a proposal is what it is, with its figures in them. */

export interface GroupFacts {
  readonly weights: readonly number[]
  /** Leading address keys that all members share. */
  readonly shared: number
  /** Name of what they share: 黄浦路 901 号, 黄浦路, 凌水街道. */
  readonly place: string
  readonly maxUnits: number
  /** What carries it; null where nothing is said of it. */
  readonly host: Host | null
}

export function whyJoint({ weights, shared, place, maxUnits, host }: GroupFacts): string {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const each = weights.every((weight) => weight === weights[0])
    ? `各 ${weights[0]} 名`
    : `分别 ${weights.join('、')} 名`
  const where = place === '' ? levelCost(shared).words : `${levelCost(shared).words}（${place}）`
  const size = weights.length <= maxUnits ? `，不超过 ${maxUnits} 家` : ''
  return `${weights.length} 家正式党员${each}，单独都不足 3 名；${where}，合计 ${total} 名，够成立联合党支部${size}。${host === null ? '' : `组建方式：${hostWords[host]}。`}`
}

const COMMITTEE = 7
const GENERAL_BRANCH = 50
const PARTY_COMMITTEE = 100

export function whyOwn(weight: number): string {
  const form =
    weight >= PARTY_COMMITTEE
      ? '可报批设党委'
      : weight >= GENERAL_BRANCH
        ? '可报批设党总支'
        : weight >= COMMITTEE
          ? '设支部委员会'
          : '设书记 1 名，必要时设副书记 1 名'
  return `正式党员 ${weight} 名，满 3 名而没有党组织，应当单独成立党支部；按人数${form}。`
}

export interface BatchFacts {
  readonly units: number
  /** What all share, in words: 同一道路. */
  readonly near: string
  readonly place: string
  readonly capacity: number
  readonly vacant: boolean
  /** Units that the instructor looks after already, where that is counted. */
  readonly load: number | null
}

export function whyInstructor({ units, near, place, capacity, vacant, load }: BatchFacts): string {
  const where = units === 1 || near === '' ? '' : `，${near}${place === '' ? '' : `（${place}）`}`
  const batch = `${units} 家没有党员，也没有指导员、联络员和群团组织${where}。`
  if (vacant) return `${batch}现有指导员没有余量，须新聘 1 名，联系不超过 ${capacity} 家。`
  if (load === null) return `${batch}由现有指导员联系。`
  return `${batch}由最近的现有指导员联系：已联系 ${load} 家，加上这 ${units} 家不超过 ${capacity} 家。`
}

export function whyUncovered(weight: number, obstacle: Obstacle, within: Within, inReach: number): string {
  const own = `正式党员 ${weight} 名，不足 3 名，须与别家联建。`
  switch (obstacle) {
    case 'county-unknown':
      return `${own}地址认不出在哪个区县，找不到相邻单位。`
    case 'town-unknown':
      return `${own}地址认不出镇街，又没有可以凑足 3 名的同路单位。`
    case 'too-few':
      return `${own}${reachWords[within]}内可联建的单位连同本单位合计只有 ${inReach} 名。`
    case 'left-over':
      return `${own}${reachWords[within]}内其余单位编组后，剩下的凑不足 3 名。`
    case 'parent':
      return `${own}${reachWords[within]}内有可联建的单位，但上级单位不同，不编在一组；同一上级的凑不足 3 名。`
    case 'distance':
      return `${own}${reachWords[within]}内有可联建的单位，但相距超过规定的公里数；近处的凑不足 3 名。`
    case 'apart':
      return `${own}${reachWords[within]}内有可联建的单位，但记有不宜同组；除去这些凑不足 3 名。`
    case 'turned-down':
      return `${own}能凑足 3 名的编组此前审定为不采纳，不再提出；其余单位凑不足 3 名。`
    case 'moved-out':
      return `${own}原在别组，调整时移出。`
  }
}
