import type { Common } from '../contract.ts'

/**
 * What a joint branch costs per member unit, by the lowest address level that all its units share. The regulation asks
 * for 地域相邻 and 便于管理 without a measure; these steps are the office's measure and can be changed as data. Only their
 * ratios matter: one unit joined across a town (16) weighs as much as eight joined along one road (2).
 */
export interface LevelCost {
  /** The level shared; null where nothing is. */
  readonly common: Common | null
  readonly cost: number
  readonly words: string
}

/** Indexed by the number of leading address keys shared: city, county, town, place, road, building. */
export const levelCosts: readonly LevelCost[] = [
  { common: null, cost: 4096, words: '不在同一城市' },
  { common: 'city', cost: 1024, words: '同一城市' },
  { common: 'county', cost: 64, words: '同一区县' },
  { common: 'town', cost: 16, words: '同一镇街' },
  { common: 'community', cost: 8, words: '同一社区（村）' },
  { common: 'road', cost: 2, words: '同一道路' },
  { common: 'building', cost: 0, words: '同一楼宇' },
]

/** Number of leading keys that a joint branch must share, by how far it may reach. */
export const reach = { city: 1, county: 2, town: 3 } as const

export type Within = keyof typeof reach

export const reachWords: Readonly<Record<Within, string>> = { city: '本市', county: '本区县', town: '本镇街' }

/** Full members a branch needs: 《支部工作条例》第四条. */
export const FOUNDING = 3

/** 同一楼宇, 同一道路 and so on. */
export function levelWords(common: Common): string {
  return levelCosts.find((level) => level.common === common)?.words ?? ''
}

export function levelCost(shared: number): LevelCost {
  const found = levelCosts[shared]
  if (!found) throw new RangeError(`no address level ${shared}`)
  return found
}
