import { isTownOpen } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'

/** Address order as people walk it: county, town, place, road, house number, then id. Known places come first. */
export function byAddress(a: PlacedUnit, b: PlacedUnit): number {
  for (let level = 0; level < 5; level++) {
    const order = compareKeys(a.keys[level] ?? null, b.keys[level] ?? null)
    if (order !== 0) return order
  }
  return houseNumber(a) - houseNumber(b) || (a.unit.id < b.unit.id ? -1 : 1)
}

function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  // Keys that stand in for an unknown town begin with "?", which sorts before letters but is said last.
  const [openA, openB] = [a.startsWith('?'), b.startsWith('?')]
  if (openA !== openB) return openA ? 1 : -1
  return a < b ? -1 : 1
}

/** The first figures of a house number; of one without figures none, which is said last. */
function houseNumber({ unit: { number } }: PlacedUnit): number {
  if (number === null) return Number.MAX_SAFE_INTEGER
  const leading = Number.parseInt(number, 10)
  if (!Number.isNaN(leading)) return leading
  const digits = /\d+/.exec(number)
  return digits ? Number(digits[0]) : Number.MAX_SAFE_INTEGER
}

/** Units of one town, or of one county where the town is not known, stand together in lists and figures. */
export function townKey(county: string | null, town: string | null): string {
  return town ?? `${county ?? ''}?`
}

export function townKeyOf({ keys }: PlacedUnit): string {
  return townKey(keys[1], isTownOpen(keys) ? null : keys[2])
}
