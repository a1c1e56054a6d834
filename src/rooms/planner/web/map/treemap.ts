/**
 * Nested blocks: a rectangle is cut into one rectangle per value, areas in proportion, shapes as near to a square as
 * rows allow. Method: squarified treemap (Bruls, Huizing, van Wijk, 2000). Values are laid from the largest down into
 * rows along the shorter side; a row is closed when one more value would make its longest shape worse.
 */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Boxes in the order of the values; a value of 0 or less gets an empty box. Largest first from the upper left. */
export function treemap(values: readonly number[], into: Box): Box[] {
  const boxes: Box[] = values.map(() => ({ x: into.x, y: into.y, width: 0, height: 0 }))
  const order = values.flatMap((value, at) => (value > 0 ? [at] : []))
  order.sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0) || one - other)
  const total = order.reduce((sum, at) => sum + (values[at] ?? 0), 0)
  if (total === 0 || into.width <= 0 || into.height <= 0) return boxes
  const scale = (into.width * into.height) / total
  const area = (at: number): number => (values[at] ?? 0) * scale
  let rest = into
  let row: number[] = []
  let sum = 0
  const close = (): void => {
    rest = lay(row, sum, rest, area, boxes)
    row = []
    sum = 0
  }
  for (const at of order) {
    const side = Math.min(rest.width, rest.height)
    // Within a row the first is the largest; the last, being the smallest, and the first bound its shapes.
    const first = area(row[0] ?? at)
    if (
      row.length > 0 &&
      worst(first, area(at), sum + area(at), side) > worst(first, area(row.at(-1) ?? at), sum, side)
    )
      close()
    row.push(at)
    sum += area(at)
  }
  close()
  return boxes
}

/** Longest side over shortest among the shapes of a row. */
function worst(largest: number, smallest: number, sum: number, side: number): number {
  const square = side * side
  return Math.max((square * largest) / (sum * sum), (sum * sum) / (square * smallest))
}

/** Puts a row along the shorter side and gives back what is left. */
function lay(row: readonly number[], sum: number, rest: Box, area: (at: number) => number, boxes: Box[]): Box {
  if (row.length === 0) return rest
  const upright = rest.width >= rest.height
  const deep = sum / (upright ? rest.height : rest.width)
  let along = upright ? rest.y : rest.x
  for (const at of row) {
    const long = area(at) / deep
    boxes[at] = upright
      ? { x: rest.x, y: along, width: deep, height: long }
      : { x: along, y: rest.y, width: long, height: deep }
    along += long
  }
  return upright
    ? { x: rest.x + deep, y: rest.y, width: Math.max(0, rest.width - deep), height: rest.height }
    : { x: rest.x, y: rest.y + deep, width: rest.width, height: Math.max(0, rest.height - deep) }
}

/** The room inside a box: a frame all round and a head above. */
export function inside(box: Box, frame: number, head: number): Box {
  return {
    x: box.x + frame,
    y: box.y + frame + head,
    width: Math.max(0, box.width - 2 * frame),
    height: Math.max(0, box.height - 2 * frame - head),
  }
}
