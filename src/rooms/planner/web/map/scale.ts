import type { Spot } from './hull.ts'

const MARGIN = 28

/** Puts kilometres (east, north) into a picture, same scale both ways; `scale` is pixels per kilometre. */
export function fitPoints(points: readonly Spot[], width: number, height: number) {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y } of points) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  // Points all in one place still need a span, or the scale would be infinite.
  const across = Math.max(east - west, 0.05)
  const along = Math.max(north - south, 0.05)
  const scale = Math.min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / along)
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2]
  return {
    scale,
    at: ({ x, y }: Spot): Spot => ({
      x: width / 2 + (x - middleX) * scale,
      y: height / 2 - (y - middleY) * scale,
    }),
  }
}

/** A round length of at most a fifth of the picture, for the scale bar. */
export function ruler(scale: number, width: number): { kilometres: number; pixels: number } {
  const most = width / 5 / scale
  const power = 10 ** Math.floor(Math.log10(most))
  const kilometres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
  return { kilometres: Number(kilometres.toPrecision(3)), pixels: kilometres * scale }
}
