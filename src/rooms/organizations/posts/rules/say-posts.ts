import type { Day } from '../../../../kernel/day.ts'
import { postNames, type PostKind } from './post-kinds.ts'

export interface PostsSaid {
  readonly years: number | null
  readonly no: number | null
  readonly due: Day | null
  readonly notice: Day | null
  readonly today: Day
  readonly held: readonly PostKind[]
  readonly vacant: Day | null
  /** Of the organisation. */
  readonly ended: Day | null
}

/** The sentence with which the committee's card opens. */
export function sayPosts({ years, no, due, notice, today, held, vacant, ended }: PostsSaid): string {
  if (ended !== null) return `党组织已于 ${ended} 撤销，班子随之结束。`
  return `${sayHeld(held, vacant)}${sayTerm({ years, no, due, notice, today })}`
}

function sayHeld(held: readonly PostKind[], vacant: Day | null): string {
  if (vacant !== null) return `书记自 ${vacant} 空缺。`
  if (held.length === 0) return '还没有登记班子。'
  const counts = new Map<PostKind, number>()
  for (const post of held) counts.set(post, (counts.get(post) ?? 0) + 1)
  const parts = [...counts].map(([post, n]) => (n === 1 ? postNames[post] : `${postNames[post]} ${n} 名`))
  return `现任：${parts.join('、')}。`
}

function sayTerm({
  years,
  no,
  due,
  notice,
  today,
}: Pick<PostsSaid, 'years' | 'no' | 'due' | 'notice' | 'today'>): string {
  if (years === null) return '这类党组织没有届期。'
  if (no === null || due === null) return `每届 ${years} 年，还没有登记届期。`
  if (due < today) return `第 ${no} 届 ${due} 已经届满，还没有换届。`
  if (notice !== null && notice <= today) return `第 ${no} 届 ${due} 届满，该准备换届。`
  return `第 ${no} 届，${due} 届满。`
}
