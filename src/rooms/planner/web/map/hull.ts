export interface Spot {
  readonly x: number
  readonly y: number
}

/** The convex line round some points, anticlockwise (Andrew's monotone chain); one or two points as they are. */
export function hull(points: readonly Spot[]): Spot[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  if (sorted.length < 3) return sorted
  const half = (list: readonly Spot[]): Spot[] => {
    const line: Spot[] = []
    for (const point of list) {
      while (line.length > 1 && turn(line.at(-2) as Spot, line.at(-1) as Spot, point) <= 0) line.pop()
      line.push(point)
    }
    return line.slice(0, -1)
  }
  const round = [...half(sorted), ...half(sorted.toReversed())]
  return round.length < 2 ? [sorted[0] as Spot, sorted.at(-1) as Spot] : round
}

/** Above 0 when c lies to the left of the way from a to b. */
const turn = (a: Spot, b: Spot, c: Spot): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
