import type { BoundMethod } from '../../../../solver/bounds/town-bound.ts'
import type { TownFinding } from './bound-towns.ts'
import type { RegionProof } from './solved.ts'

/** How plans are proven where the address alone counts. */
export const TREE_METHOD = '按地址树精确求解'

/** How a bound was found, in the office's words. */
export const METHOD_WORDS: Readonly<Record<BoundMethod, string>> = {
  tree: '按地址估下界',
  ascent: '按各家之价估下界',
  columns: '列生成加割平面求下界',
  proof: '逐组列举求证',
}

/** What is proven of a town whose plan costs so much. */
export function proofOfTown(cost: number, left: number, found: TownFinding | null): RegionProof {
  if (!found) return { cost, bound: Math.min(0, cost), left, leftBound: 0, proven: false, method: '', seconds: null }
  const same = found.optimal && found.better === null
  return {
    cost,
    // Rounding apart, a bound is never above what it bounds.
    bound: same ? cost : found.uncovered < left ? found.cost : Math.min(found.cost, cost),
    left,
    leftBound: same ? left : Math.min(found.uncovered, left),
    proven: same,
    method: METHOD_WORDS[found.method],
    seconds: found.seconds,
  }
}
