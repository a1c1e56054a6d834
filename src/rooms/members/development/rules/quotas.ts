import type { PostKind } from '../../contract.ts'
import { quotaKindShape, type QuotaKind, type QuotaRow } from '../contract.ts'

/** Cases of one area's path and one kind of post. */
export interface QuotaCount {
  readonly path: string
  readonly postKind: PostKind | null
  readonly used: number
  readonly coming: number
}

/** The cells of an area: what was planned, and what was used and is coming of all that stands under its path. */
export function quotaCells(
  planned: Readonly<Partial<Record<QuotaKind, number | null>>>,
  path: string,
  counts: readonly QuotaCount[],
): QuotaRow['cells'] {
  const own = counts.filter((one) => one.path.startsWith(path))
  const cell = (kind: QuotaKind) => {
    const of = kind === 'all' ? own : own.filter(({ postKind }) => postKind === kind)
    const sum = (key: 'used' | 'coming'): number => of.reduce((all, one) => all + one[key], 0)
    const [plan, used] = [planned[kind] ?? null, sum('used')]
    return { planned: plan, used, coming: sum('coming'), open: plan === null ? null : plan - used }
  }
  const [all, front, technical, management] = quotaKindShape.options.map(cell)
  if (!all || !front || !technical || !management) throw new RangeError('kinds of quotas')
  return { all, 'front-line': front, technical, management }
}
