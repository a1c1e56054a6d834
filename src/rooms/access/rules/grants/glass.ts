import { isNothing, isWhole, reachesPath, type Reach } from '../../../../kernel/scope.ts'
import type { Decision } from '../../../../kernel/verbs.ts'
import { passesThroughGlass } from './passing.ts'
import type { Power } from './power.ts'
import { isParallel } from './reach-of.ts'

/**
 * Breaking the glass: for some hours somebody sees a wider area with the reading verbs they have, after saying why. Whoever
 * is responsible for a part of that area is shown it: those of the area, of what it lies in, of what lies in it.
 */
export interface Pane {
  /** Empty is the whole office. */
  readonly area: string
  /** The area's path; `''` for the whole office. */
  readonly path: string
}

/** Whether the glass would show anything that the person does not see already. */
export function mayBreak(power: Power, { area, path }: Pane): Decision {
  const reading = power.verbs.filter(passesThroughGlass).map((verb) => power.ownReach(verb as `${string}.${string}`))
  const held = reading.filter((reach) => !isNothing(reach))
  if (held.length === 0) return { ok: false, why: '紧急查看只放宽范围，不增加权限；你没有可以放宽的查看权限' }
  // A building's units may stand under another path than the building itself.
  const sees = (reach: Reach): boolean =>
    isWhole(reach) || (isParallel(area) ? reach.places.includes(area) : reachesPath(reach, path))
  return held.every(sees) ? { ok: false, why: '这里本来就在你的范围内，不用紧急查看' } : { ok: true }
}

/** What somebody is responsible for: subtrees and places by their paths, units by where they stand. */
export interface Watch {
  readonly paths: readonly string[]
  readonly units: readonly { readonly path: string; readonly places: readonly string[] }[]
}

export function concerns({ area, path }: Pane, { paths, units }: Watch): boolean {
  return (
    paths.some((own) => own.startsWith(path) || path.startsWith(own)) ||
    units.some((unit) => (isParallel(area) ? unit.places.includes(area) : unit.path.startsWith(path)))
  )
}
