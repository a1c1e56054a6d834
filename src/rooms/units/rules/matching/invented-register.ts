/**
 * A small invented register for the tests of this folder: names from a handful of characters, so that many are
 * alike.
 */
import { seededRandom } from '../../../../kernel/random.ts'
import { makeUscc } from '../../../../standards/uscc.ts'
import type { RegionWord } from '../../../../standards/names.ts'
import type { MatchUnit } from './types.ts'

export const inventedRegions: readonly RegionWord[] = [
  { name: '东江省', code: '990000' },
  { name: '云州市', code: '990100' },
  { name: '和平区', code: '990102' },
  { name: '北岭县', code: '990121' },
  { name: '南浦市', code: '990200' },
]

const CORES = [...'宏远金石海天华信达盛源通兴隆瑞祥']
const TRADES = ['商贸', '贸易', '科技', '建筑工程', '物业管理', '机械制造', '餐饮管理', '国际货运代理']
const ROADS = ['人民路', '解放街', '东湖大街', '石桥巷', '望海路']

export function inventedUnits(count: number, seed = 7): MatchUnit[] {
  const random = seededRandom(seed)
  const names = new Set<string>()
  while (names.size < count) {
    const core = Array.from({ length: 2 + random.int(2) }, () => random.pick(CORES)).join('')
    names.add(`云州${core}${random.pick(TRADES)}有限公司`)
  }
  return [...names].map((name, key) => ({
    key,
    name,
    code: makeUscc('91', '990102', String(10_000_000 + key * 37)),
    address: `东江省云州市${random.pick(['和平区', '北岭县'])}${random.pick(ROADS)}${1 + random.int(300)}号`,
  }))
}

/** A unit whose name nothing in the register is like. */
export function inventedUnit(key: string, name: string, part: string, address: string | null = null): MatchUnit {
  return { key, name, code: makeUscc('91', '990102', part), address }
}
