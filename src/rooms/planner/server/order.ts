import { isTownOpen } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'

export function byAddress(a: PlacedUnit, b: PlacedUnit): number {
  return a.order - b.order
}

/** Units of one town, or of one county where the town is not known, stand together in lists and figures. */
export function townKey(county: string | null, town: string | null): string {
  return town ?? `${county ?? ''}?`
}

export function townKeyOf({ keys }: PlacedUnit): string {
  return townKey(keys[1], isTownOpen(keys) ? null : keys[2])
}
