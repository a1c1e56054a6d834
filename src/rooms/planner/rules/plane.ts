/**
 * Kilometres east and north of a middle. Equirectangular about it: within a town or a city the error is far below that of
 * the coordinates themselves (at 50 km and 40° of latitude under 0.5 %).
 */
export interface Degrees {
  readonly lng: number
  readonly lat: number
}

export interface Kilometres {
  readonly x: number
  readonly y: number
}

/** Mean radius of the earth, IUGG. */
const EARTH = 6371.0088
const RADIAN = Math.PI / 180

export function middleOf(points: readonly Degrees[]): Degrees {
  const n = Math.max(1, points.length)
  return {
    lng: points.reduce((sum, { lng }) => sum + lng, 0) / n,
    lat: points.reduce((sum, { lat }) => sum + lat, 0) / n,
  }
}

export function toPlane({ lng, lat }: Degrees, middle: Degrees): Kilometres {
  return {
    x: (lng - middle.lng) * RADIAN * EARTH * Math.cos(middle.lat * RADIAN),
    y: (lat - middle.lat) * RADIAN * EARTH,
  }
}

export function fromPlane({ x, y }: Kilometres, middle: Degrees): Degrees {
  return {
    lng: middle.lng + x / (RADIAN * EARTH * Math.cos(middle.lat * RADIAN)),
    lat: middle.lat + y / (RADIAN * EARTH),
  }
}
