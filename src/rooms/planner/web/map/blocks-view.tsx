import { useMemo } from 'react'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import type { PlanMap } from '../../contract.ts'
import { TileView, useSayTile } from './block-tiles.tsx'
import { layout } from './layout.ts'
import type { Block, MapGroup } from './layout.ts'
import { useRoving } from './use-roving.ts'
import { useSize } from './use-size.ts'
import { useMapWords } from './words.ts'

/** Counties, towns, places, groups as nested rectangles; places are shares of the picture, so that it prints as it is. */
export function BlocksView(props: {
  readonly map: PlanMap
  readonly root: string | null
  readonly proposal: string | undefined
  readonly onBlock: (block: Block) => void
  readonly onGroup: (group: MapGroup) => void
  readonly onSay: (text: string) => void
}) {
  const { ref, size } = useSize<HTMLDivElement>()
  return (
    <div className="map-canvas" ref={ref}>
      {size === null ? null : <Tiles key={props.root} {...props} width={size.width} height={size.height} />}
    </div>
  )
}

function Tiles({
  map,
  root,
  proposal,
  width,
  height,
  onBlock,
  onGroup,
  onSay,
}: Parameters<typeof BlocksView>[0] & { readonly width: number; readonly height: number }) {
  const words = useMapWords()
  const say = useSayTile()
  const tiles = useMemo(() => layout(map, root, { x: 0, y: 0, width, height }), [map, root, width, height])
  // A frame of groups that belong to no single block, or one without a head, cannot be gone into.
  const open = useMemo(
    () => tiles.filter((tile) => tile.kind !== 'frame' || (tile.block !== null && tile.headed)),
    [tiles],
  )
  const boxes = useMemo(
    () => open.map((tile) => (tile.kind === 'frame' ? { ...tile.box, height: 22 } : tile.box)),
    [open],
  )
  const { ref, picture, part: partOf } = useRoving<HTMLDivElement>(boxes)
  if (tiles.length === 0) return <EmptyState title={words.empty} why={words.emptyWhy} />
  return (
    <div className="map-tiles" role="group" aria-label={words.label} ref={ref} {...picture}>
      {tiles.map((tile) => {
        const { box } = tile
        const part = partOf(open.indexOf(tile))
        return (
          <TileView
            key={`${tile.kind} ${tile.key}`}
            tile={tile}
            opened={tile.kind === 'group' && tile.group.id === proposal}
            part={{
              ...part,
              onFocus: () => {
                part.onFocus()
                onSay(say(tile))
              },
            }}
            place={{
              left: share(box.x, width),
              top: share(box.y, height),
              width: share(box.width, width),
              height: share(box.height, height),
            }}
            onPoint={() => onSay(say(tile))}
            onOpen={() => {
              if (tile.kind === 'group') onGroup(tile.group)
              else if (tile.block !== null) onBlock(tile.block)
            }}
          />
        )
      })}
    </div>
  )
}

const share = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(3)}%`
