import { reachesUnit, type Reach } from '../../src/kernel/scope.ts'
import type { RawReview, RawUnit, World, WorldArea } from './shapes.ts'

/** What somebody must see, counted by going through all units one by one; asks the product nothing. */
export function reachedUnits(world: Pick<World, 'units'>, reach: Reach): RawUnit[] {
  return world.units.filter((unit) => reachesUnit(reach, unit))
}

export const idsOf = (units: readonly { readonly id: string }[]): string[] => units.map(({ id }) => id).sort()

export function countBy<T>(rows: readonly T[], key: (row: T) => string | null): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const row of rows) {
    const name = key(row)
    if (name !== null) sums[name] = (sums[name] ?? 0) + 1
  }
  return sums
}

/** Units of an area: of a division all under it, of a parallel tree those that name it. */
export function unitsIn(units: readonly RawUnit[], area: WorldArea): RawUnit[] {
  if (area.tree === 'division') return units.filter(({ path }) => path.startsWith(area.path))
  const tree = area.tree
  return units.filter((unit) => unit[tree] === area.id)
}

const OPERATING = ['own', 'joint', 'work', 'none']

/** The tally of the coverage pages. */
export function tallyOf(units: readonly RawUnit[]): Record<string, number> {
  const count = (test: (unit: RawUnit) => boolean): number => units.filter(test).length
  const operating = (unit: RawUnit): boolean => OPERATING.includes(unit.coverage)
  const state = (name: string): number => count(({ coverage }) => coverage === name)
  return {
    registered: units.length,
    operating: count(operating),
    own: state('own'),
    joint: state('joint'),
    work: state('work'),
    none: state('none'),
    excluded: state('excluded'),
    due: count((unit) => unit.must && operating(unit)),
    dueOpen: count((unit) => unit.must && ['work', 'none'].includes(unit.coverage)),
    withMember: count((unit) => unit.with_member && operating(unit)),
    found: count(({ due }) => due === 'found'),
    join: count(({ due }) => due === 'join'),
    admit: count(({ due }) => due === 'admit'),
    instructor: count(({ due }) => due === 'instructor'),
  }
}

/** A doubtful row is reached with any of the units that it may be, and with the unit that it became. */
export function reachedReviews(world: World, reach: Reach): RawReview[] {
  const reached = new Set(idsOf(reachedUnits(world, reach)))
  return world.reviews.filter(
    ({ candidates, unit }) => candidates.some((id) => reached.has(id)) && (unit === null || reached.has(unit)),
  )
}

/** Units beside a unit: of its building, or of its road in its town. */
export function neighboursOf(units: readonly RawUnit[], one: RawUnit): RawUnit[] {
  return units.filter(
    (unit) =>
      unit.id !== one.id &&
      unit.county === one.county &&
      ((one.building !== null && unit.building === one.building) ||
        (one.road !== null && unit.road === one.road && unit.town === one.town)),
  )
}

/** Sums of a change note between two times. */
export function changesOf(before: readonly RawUnit[], after: readonly RawUnit[]) {
  const was = new Map(before.map((unit) => [unit.id, unit]))
  const is = new Map(after.map((unit) => [unit.id, unit]))
  const all = [...new Set([...was.keys(), ...is.keys()])].map((id) => ({ id, was: was.get(id), is: is.get(id) }))
  return {
    entered: all.filter((one) => !one.was).map(({ id }) => id),
    left: all.filter((one) => !one.is).map(({ id }) => id),
    changed: all
      .filter(({ was: old, is: now }) => old !== undefined && now !== undefined && old.coverage !== now.coverage)
      .map(({ id }) => id),
  }
}
