import { isTownOpen } from './address.ts'
import type { PlacedUnit } from './cautions.ts'
import { reach, type Within } from './costs.ts'

/** Units with the same key may meet within the reach of the plan; one whose place is not known that far meets nobody. */
export function meetingKey({ keys, order }: PlacedUnit, within: Within): string {
  const known = keys.slice(0, reach[within])
  return known.includes(null) ? `?${order}` : known.join('|')
}

/**
 * What is proven is said by region: the town, county or city that groups do not leave. Roads whose town is not known are
 * put together under their county, as in lists.
 */
export function regionOf({ keys }: PlacedUnit, within: Within): string {
  const [city, county, town] = keys
  if (within === 'city') return city ?? '?'
  if (within === 'county') return county ?? '?'
  return isTownOpen(keys) ? `${county ?? ''}?` : (town ?? '?')
}
