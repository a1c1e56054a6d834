import { countText } from '../../../../platform/web/format.ts'
import { usePlanWords } from '../plan/words.ts'
import type { Block, MapGroup, Tile } from './layout.ts'
import type { useRoving } from './use-roving.ts'
import { useMapWords } from './words.ts'

/** Height of one name in a group, px. */
const LINE = 18

interface TileProps {
  readonly tile: Tile
  readonly opened: boolean
  readonly part: ReturnType<ReturnType<typeof useRoving>['part']>
  readonly place: { readonly left: string; readonly top: string; readonly width: string; readonly height: string }
  readonly onOpen: () => void
  readonly onPoint: () => void
}

/** One rectangle of the picture: a button whose title says it in full, to the screen reader too; lettered where there is room. */
export function TileView({ tile, opened, part, place, onOpen, onPoint }: TileProps) {
  const words = useMapWords()
  const say = useSayTile()
  const { width, height } = tile.box
  const rest = {
    type: 'button' as const,
    title: say(tile),
    onClick: onOpen,
    onMouseEnter: onPoint,
    ...part,
  }
  if (tile.kind === 'frame' && !tile.headed) return <div className="map-frame" style={place} title={say(tile)} />
  if (tile.kind === 'frame') {
    return (
      <div className="map-frame" style={place}>
        {tile.block === null ? (
          <span className="map-head">{words.across}</span>
        ) : (
          <button {...rest} className="map-head">
            <b className="ellipsis" aria-hidden="true">
              {tile.block.name}
            </b>
            {width > 150 ? <small aria-hidden="true">{words.short(countText(tile.block.units))}</small> : null}
          </button>
        )}
      </div>
    )
  }
  if (tile.kind === 'block') {
    return (
      <button {...rest} className="map-tile" style={place}>
        <BlockFill block={tile.block} />
        {width > 52 && height > 22 ? (
          <span className="map-name" aria-hidden="true">
            <b className="ellipsis">{tile.block.name}</b>
            {height > 42 ? <small>{words.short(countText(tile.block.units))}</small> : null}
          </span>
        ) : null}
      </button>
    )
  }
  const { group } = tile
  return (
    <button {...rest} className={`map-tile map-group map-${fillOf(group.kind)}`} style={place} aria-pressed={opened}>
      {width < 60 || height < 36 ? null : (
        <span className="map-no" aria-hidden="true">
          {group.no}
        </span>
      )}
      {width < 110 || height < 24 + LINE * group.units.length ? (
        <Dots group={group} width={width} height={height} />
      ) : (
        <Names group={group} />
      )}
      {group.decision === 'open' || width < 22 || height < 18 ? null : (
        <i className="map-mark" aria-hidden="true">
          {group.decision === 'locked' ? words.lockedMark : words.decided}
        </i>
      )}
    </button>
  )
}

/** Heights in proportion: joint above, founders, uncovered hatched at the bottom. */
function BlockFill({ block }: { readonly block: Block }) {
  const joint = Math.max(0, block.units - block.uncovered - block.founders)
  return (
    <span className="map-fill" aria-hidden="true">
      <i className="map-joint" style={{ flexGrow: joint }} />
      <i className="map-own" style={{ flexGrow: block.founders }} />
      <i className="map-none" style={{ flexGrow: block.uncovered }} />
    </span>
  )
}

/** Where there is room each dot has its name. */
function Names({ group }: { readonly group: MapGroup }) {
  return (
    <span className="map-units" aria-hidden="true">
      {group.units.map(({ unit, name, weight }) => (
        <span key={unit}>
          <i className={weight > 1 ? 'map-dot map-dot-large' : 'map-dot'} />
          {name}
        </span>
      ))}
    </span>
  )
}

/** A dot for each unit, a larger one for two members or more; none where they would run into each other. */
function Dots({ group, width, height }: { readonly group: MapGroup; readonly width: number; readonly height: number }) {
  const across = Math.max(1, Math.floor((width - 4) / 10))
  if (width < 12 || height < 12 || Math.ceil(group.units.length / across) * 10 > height) return null
  return (
    <span className="map-dots" aria-hidden="true">
      {group.units.map(({ unit, weight }) => (
        <i key={unit} className={weight > 1 ? 'map-dot map-dot-large' : 'map-dot'} />
      ))}
    </span>
  )
}

export const fillOf = (kind: MapGroup['kind']): 'own' | 'joint' | 'none' =>
  kind === 'own' ? 'own' : kind === 'uncovered' ? 'none' : 'joint'

/** Everything a rectangle stands for, in words: for the tooltip, the line under the picture and the screen reader. */
export function useSayTile(): (tile: Tile) => string {
  const words = useMapWords()
  const { kinds, states } = usePlanWords()
  return (tile) => {
    if (tile.kind === 'group') {
      const { no, kind, units, decision } = tile.group
      const names = units.map(({ name }) => name).join('、')
      return `${words.groupTitle(no, kinds[kind])}（${words.unitsOf(countText(units.length))}，${states[decision]}）：${names}`
    }
    if (tile.block === null) return words.across
    const { name, units, groups, uncovered, founders } = tile.block
    const line = words.block(countText(units), countText(groups), countText(uncovered))
    return `${name}：${line}${founders === 0 ? '' : ` · ${words.blockFounders(countText(founders))}`}`
  }
}
