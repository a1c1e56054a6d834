import type { Day } from '../../../../kernel/day.ts'
import { isSingle, postNames, type PostKind } from './post-kinds.ts'
import { overlaps } from './terms.ts'

export interface Holding {
  readonly id: string
  readonly post: PostKind
  readonly from: Day
  /** The day on which it ended; null: held now. */
  readonly to: Day | null
}

export interface Bounds {
  readonly founded: Day | null
  /** Of the organisation; null while it is there. */
  readonly ended: Day | null
  readonly today: Day
}

/** Why a post cannot be held over these days; null when it can. Two secretaries at once are the case this is for. */
export function refuseHolding(one: Holding, others: readonly Holding[], bounds: Bounds): string | null {
  if (one.from > bounds.today) return `任职日 ${one.from} 还没有到`
  if (bounds.founded !== null && one.from < bounds.founded) return `任职日 ${one.from} 早于成立日 ${bounds.founded}`
  if (one.to !== null && one.to < one.from) return `离任日 ${one.to} 早于任职日 ${one.from}`
  if (one.to !== null && one.to > bounds.today) return `离任日 ${one.to} 还没有到`
  if (bounds.ended !== null && (one.to === null || one.to > bounds.ended)) return `党组织已于 ${bounds.ended} 撤销`
  if (!isSingle(one.post)) return null
  const span = (held: Holding) => ({ begins: held.from, ended: held.to })
  const clash = others.find(
    (other) => other.id !== one.id && other.post === one.post && overlaps(span(one), span(other)),
  )
  if (!clash) return null
  const until = clash.to === null ? '今' : clash.to
  return `${postNames[one.post]}同时只能有一名，已有人自 ${clash.from} 任至${until}，先登记其离任`
}
