import { toPlane, type Degrees } from './plane.ts'

export interface MaybePlaced {
  readonly lng: number | null
  readonly lat: number | null
}

/** A point on the map of the world; null where either figure is missing or no such place exists. */
export function pointOf({ lng, lat }: MaybePlaced): Degrees | null {
  if (lng === null || lat === null || !Number.isFinite(lng) || !Number.isFinite(lat)) return null
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90 || (lng === 0 && lat === 0)) return null
  return { lng, lat }
}

/** The middle of all known points, to a hundredth of a degree, whatever their order; null where none is known. */
export function middleOfUnits(units: readonly MaybePlaced[]): Degrees | null {
  const points = units.flatMap((unit) => pointOf(unit) ?? [])
  if (points.length === 0) return null
  const mean = (pick: (point: Degrees) => number): number =>
    Math.round((points.reduce((sum, point) => sum + pick(point), 0) / points.length) * 100) / 100
  return { lng: mean(({ lng }) => lng), lat: mean(({ lat }) => lat) }
}

/** Square of the distance in kilometres; null where a point is not known. */
export function squareBetween(a: MaybePlaced, b: MaybePlaced, middle: Degrees | null): number | null {
  const [one, other] = [pointOf(a), pointOf(b)]
  if (!one || !other || !middle) return null
  const [from, to] = [toPlane(one, middle), toPlane(other, middle)]
  return (from.x - to.x) ** 2 + (from.y - to.y) ** 2
}
