import type { BeltFigures, BeltLevel, NearMiss } from './belts.ts'
import { FEWEST } from './belts.ts'
import { figure } from './words.ts'

export type BeltsOf = 'all' | 'members' | 'uncovered'

export const beltsOfWords: Readonly<Record<BeltsOf, string>> = {
  all: '单位',
  members: '有党员的单位',
  uncovered: '未覆盖的单位',
}

export const beltLevelWords: Readonly<Record<BeltLevel, string>> = {
  building: '楼宇',
  park: '园区',
  road: '道路',
  community: '社区（村）',
  town: '镇街',
  circle: '方圆',
}

export interface BeltsFigures {
  readonly of: BeltsOf
  readonly belts: number
  readonly wanted: number
  readonly reached: number
  readonly all: number
  readonly bound: number
  readonly gap: number
  readonly candidates: number
  /** Only circles were asked for, and the ledger has no coordinates. */
  readonly pointless: boolean
}

export function sayBelts(figures: BeltsFigures): string {
  const { of, belts, wanted, reached, all, bound, gap, candidates, pointless } = figures
  if (pointless) return '台账没有经纬度，不能按方圆选；可换楼宇、园区、道路再看。'
  if (belts === 0) return `没有一处集中 ${FEWEST} 家以上${beltsOfWords[of]}，选不出示范带；可换一级再看。`
  const share = all === 0 ? '' : `，占全部 ${figure(all)} 家的 ${((reached / all) * 100).toFixed(1)}%`
  const start = `${figure(candidates)} 处备选里选 ${belts} 条示范带，覆盖${beltsOfWords[of]} ${figure(reached)} 家${share}`
  const proof =
    gap === 0 ? '已证明任何选法都不会更多' : `任何选法至多 ${figure(bound)} 家，差距不超过 ${(gap * 100).toFixed(1)}%`
  const fewer = belts < wanted ? `再选别处也不会增加，所以不足 ${wanted} 条。` : ''
  return `${start}；${proof}。${fewer}`
}

export function whyBelt(level: BeltLevel, of: BeltsOf, no: number, figures: BeltFigures, gain: number): string {
  const { units, withMembers, members, covered, counted } = figures
  const what = `这一${level === 'circle' ? '片' : beltLevelWords[level].replace(/（村）/, '')}集中了 ${figure(units)} 家单位`
  const who = `有党员的 ${figure(withMembers)} 家，正式党员 ${figure(members)} 名，已有组织覆盖 ${figure(covered)} 家`
  const kind = beltsOfWords[of]
  if (no === 1) return `${what}：${who}。${kind} ${figure(counted)} 家，在入选各条里最多。`
  const rest = counted === gain ? '前面几条都没有算过' : `其中 ${figure(gain)} 家前面几条没有算过`
  return `${what}：${who}。${kind} ${figure(counted)} 家，${rest}。`
}

export function sayNearMiss({ delta, reachedAnyway }: NearMiss, instead: string): string {
  const less = delta < 0 ? `少 ${figure(-delta)} 家` : '一样多'
  const anyway = reachedAnyway === 0 ? '' : `，它有 ${figure(reachedAnyway)} 家已由入选的几条覆盖`
  return `用它换下“${instead}”，合计${less}${anyway}。`
}
