import { squareBetween } from './distance.ts'
import { FOUNDING } from './costs.ts'
import type { PlacedUnit } from './cautions.ts'
import { pairKey, type Yardstick } from './price.ts'

/** A rule of the office's own that leaves a unit without enough partners, although within reach there are some. */
export type Blocked = 'parent' | 'distance' | 'apart' | 'turned-down'

/**
 * Which rule it is: partners within reach are struck out rule by rule; the first rule after which three full members no
 * longer come together is the one that stands in the way. Null where it is none of these.
 *
 * @param near all other units within the reach of the plan.
 * @param turnedDown pairs (`pairKey`) kept apart because the office has turned their group down.
 */
export function findBlock(
  unit: PlacedUnit,
  near: readonly PlacedUnit[],
  { params, middle, pairs }: Yardstick,
  turnedDown: ReadonlySet<string>,
): Blocked | null {
  const limit = params.maxKilometres ?? Infinity
  const rules: readonly (readonly [Blocked, (other: PlacedUnit) => boolean])[] = [
    [
      'parent',
      ({ unit: { parent } }) => !params.sameParent || !parent || !unit.unit.parent || parent === unit.unit.parent,
    ],
    ['distance', (other) => (squareBetween(unit.unit, other.unit, middle) ?? 0) <= limit * limit],
    ['apart', (other) => pairs.get(pairKey(unit.unit.id, other.unit.id)) !== 'apart'],
    ['turned-down', (other) => !turnedDown.has(pairKey(unit.unit.id, other.unit.id))],
  ]
  let partners = near
  for (const [rule, allows] of rules) {
    partners = partners.filter(allows)
    if (partners.reduce((sum, { weight }) => sum + weight, unit.weight) < FOUNDING) return rule
  }
  return null
}
