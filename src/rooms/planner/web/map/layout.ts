import type { PlanMap } from '../../contract.ts'
import { inside, treemap } from './treemap.ts'
import type { Box } from './treemap.ts'

export type Block = PlanMap['blocks'][number]
export type MapGroup = PlanMap['groups'][number]

/** A frame holds tiles and is gone into by its head; a block is gone into whole; a group opens its reasons. */
export type Tile =
  | {
      readonly kind: 'frame'
      readonly key: string
      readonly box: Box
      readonly block: Block | null
      /** Too small for a head: only the line round its groups. */
      readonly headed: boolean
    }
  | { readonly kind: 'block'; readonly key: string; readonly box: Box; readonly block: Block }
  | { readonly kind: 'group'; readonly key: string; readonly box: Box; readonly group: MapGroup }

const GAP = 3
export const HEAD = 22
/** Smaller than this a frame could not hold its head and anything under it. */
const FRAME_WIDTH = 84
const FRAME_HEIGHT = 56
/** Smaller still, not even a line round it can be told from those of its groups. */
const BARE = 28

/**
 * What one look at the plan shows: the blocks below `root` as frames with the next level inside, or, once groups are
 * known, with their groups inside. Groups that reach over several blocks stand in a frame of their own (block null).
 */
export function layout(map: Pick<PlanMap, 'blocks' | 'groups'>, root: string | null, into: Box): Tile[] {
  const groups = map.groups.filter(({ kind }) => kind !== 'instructor')
  return groups.length > 0 && root !== null
    ? layoutGroups(map.blocks, groups, root, into)
    : layoutBlocks(map.blocks, root, into)
}

function layoutBlocks(blocks: readonly Block[], root: string | null, into: Box): Tile[] {
  const below = childrenOf(blocks)
  let top = below(root)
  // A single county holds everything: its towns are the first thing to see.
  if (root === null && top.length === 1 && top[0] !== undefined) top = below(top[0].id)
  const boxes = treemap(
    top.map(({ units }) => units),
    into,
  )
  return top.flatMap((block, at): Tile[] => {
    const box = shrink(boxes[at] ?? into)
    const inner = below(block.id)
    if (inner.length === 0 || !holds(box)) return seen({ kind: 'block', key: block.id, box, block })
    const room = inside(box, GAP, HEAD)
    const parts = treemap(
      inner.map(({ units }) => units),
      room,
    )
    return [
      { kind: 'frame', key: block.id, box, block, headed: true },
      ...inner.flatMap((part, index) =>
        seen({ kind: 'block', key: part.id, box: shrink(parts[index] ?? room), block: part }),
      ),
    ]
  })
}

function layoutGroups(blocks: readonly Block[], groups: readonly MapGroup[], root: string, into: Box): Tile[] {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const held = new Map<string, MapGroup[]>()
  for (const group of groups) {
    const frame = frameOf(group.block, root, byId)
    if (frame === null) continue
    const list = held.get(frame)
    if (list === undefined) held.set(frame, [group])
    else list.push(group)
  }
  const frames = [...held].map(([id, list]) => ({ block: byId.get(id) ?? null, own: id === root, list }))
  const boxes = treemap(
    frames.map(({ list }) => unitsIn(list)),
    into,
  )
  return frames.flatMap(({ block, own, list }, at): Tile[] => {
    const outer = shrink(boxes[at] ?? into)
    const headed = holds(outer)
    const framed = headed || (list.length > 1 && outer.width >= BARE && outer.height >= BARE)
    const room = framed ? inside(outer, headed ? GAP : 1, headed ? HEAD : 0) : outer
    const cells = treemap(
      list.map(({ units }) => units.length),
      room,
    )
    const tiles = list.flatMap((group, index) =>
      seen({ kind: 'group', key: group.id, box: shrink(cells[index] ?? room), group }),
    )
    if (!framed) return tiles
    return [
      { kind: 'frame', key: own ? '' : (block?.id ?? ''), box: outer, block: own ? null : block, headed },
      ...tiles,
    ]
  })
}

/** The block just below `root` that a block lies in, `root` itself for what reaches over several; null when outside. */
function frameOf(block: string, root: string, byId: ReadonlyMap<string, Block>): string | null {
  if (block === root) return root
  let at: string | null = block
  while (at !== null) {
    const parent: string | null = byId.get(at)?.parent ?? null
    if (parent === root) return at
    at = parent
  }
  return null
}

/** The way down to a block, from the top. */
export function trailOf(blocks: readonly Block[], id: string | null): Block[] {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const trail: Block[] = []
  for (let at = id === null ? undefined : byId.get(id); at !== undefined;) {
    trail.unshift(at)
    at = at.parent === null ? undefined : byId.get(at.parent)
  }
  return trail
}

function childrenOf(blocks: readonly Block[]): (parent: string | null) => Block[] {
  const by = new Map<string | null, Block[]>()
  for (const block of blocks) {
    if (block.units <= 0) continue
    const list = by.get(block.parent)
    if (list === undefined) by.set(block.parent, [block])
    else list.push(block)
  }
  return (parent) => by.get(parent) ?? []
}

const unitsIn = (groups: readonly MapGroup[]): number => groups.reduce((sum, { units }) => sum + units.length, 0)
const holds = ({ width, height }: Box): boolean => width >= FRAME_WIDTH && height >= FRAME_HEIGHT

/** A thin gap between neighbours. */
const shrink = ({ x, y, width, height }: Box): Box => ({
  x: x + 1,
  y: y + 1,
  width: Math.max(0, width - 2),
  height: Math.max(0, height - 2),
})

/** What is too thin to be seen or hit is left out; its units are in the figures of the frame. */
const seen = (tile: Tile): Tile[] => (tile.box.width < 2 || tile.box.height < 2 ? [] : [tile])
