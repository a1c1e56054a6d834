import type { Box } from './treemap.ts'

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

export const isDirection = (key: string): key is Direction => key.startsWith('Arrow')

/**
 * Which box an arrow key goes to: of those that lie on that side the one with the least way to go, steps sideways
 * counting double, so that an arrow follows the row or column it is in. -1 where nothing lies on that side.
 */
export function neighbour(boxes: readonly Box[], from: number, to: Direction): number {
  const at = boxes[from]
  if (at === undefined) return -1
  const [x, y] = middle(at)
  let best = -1
  let least = Infinity
  boxes.forEach((box, index) => {
    if (index === from || box.width <= 0 || box.height <= 0) return
    const [dx, dy] = [middle(box)[0] - x, middle(box)[1] - y]
    const forward = to === 'ArrowRight' ? dx : to === 'ArrowLeft' ? -dx : to === 'ArrowDown' ? dy : -dy
    const sideways = Math.abs(to === 'ArrowRight' || to === 'ArrowLeft' ? dy : dx)
    const way = forward + 2 * sideways
    if (forward > 0 && beyond(at, box, to) && way < least) [best, least] = [index, way]
  })
  return best
}

/** A box that merely is smaller does not lie to the left for that: its edge has to stand out on that side. */
function beyond(at: Box, box: Box, to: Direction): boolean {
  if (to === 'ArrowLeft') return box.x < at.x - 0.5
  if (to === 'ArrowUp') return box.y < at.y - 0.5
  return to === 'ArrowRight' ? box.x + box.width > at.x + at.width + 0.5 : box.y + box.height > at.y + at.height + 0.5
}

const middle = ({ x, y, width, height }: Box): [number, number] => [x + width / 2, y + height / 2]
