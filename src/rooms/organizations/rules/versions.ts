import type { Day } from '../../../kernel/day.ts'

/**
 * Versions of a thing by day. Each holds from `from` up to, not including, `to`; the present one has no `to`. A deed on
 * a day cuts the version that holds on that day and changes it and all later ones, so that a back-dated deed holds from
 * its day on and what later deeds said of other matters stays said.
 */
export interface Version {
  readonly from: Day
  readonly to: Day | null
  readonly event: string
}

/** `versions` of one thing, in any order; `change` is given every version from the day on. */
export function splice<V extends Version>(
  versions: readonly V[],
  day: Day,
  event: string,
  change: (version: V) => Omit<V, keyof Version>,
): V[] {
  const result: V[] = []
  for (const version of versions) {
    if (version.to !== null && version.to <= day) {
      result.push(version)
    } else if (version.from > day) {
      result.push({ ...version, ...change(version) })
    } else {
      // Two deeds on one day: the earlier version stays on record, holding on no day.
      result.push({ ...version, to: day }, { ...version, ...change(version), from: day, event })
    }
  }
  return result.sort(byDays)
}

export function byDays(one: Version, other: Version): number {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  return one.to === other.to ? 0 : one.to === null || (other.to !== null && one.to > other.to) ? 1 : -1
}

/** Whether something holds on a day. */
export function holdsOn({ from, to }: Pick<Version, 'from' | 'to'>, day: Day): boolean {
  return from <= day && (to === null || to > day)
}

/** The version that holds on a day. */
export function versionOn<V extends Version>(versions: readonly V[], day: Day): V | null {
  return versions.find((version) => holdsOn(version, day)) ?? null
}
