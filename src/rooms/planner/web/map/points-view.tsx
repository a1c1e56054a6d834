import { useMemo } from 'react'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { countText } from '../../../../platform/web/format.ts'
import type { PlanMap } from '../../contract.ts'
import { usePlanWords } from '../plan/words.ts'
import { fillOf } from './block-tiles.tsx'
import { hull } from './hull.ts'
import type { Spot } from './hull.ts'
import { fitPoints, ruler } from './scale.ts'
import { useRoving } from './use-roving.ts'
import { useSize } from './use-size.ts'
import { useMapWords } from './words.ts'

type Point = PlanMap['points'][number]
const fills = ['joint', 'own', 'none'] as const

/** Units where they are, north above. Of a town every group with the line round it; of more only the dots. */
export function PointsView(props: {
  readonly points: readonly Point[]
  readonly grouped: boolean
  readonly proposal: string | undefined
  readonly onGroup: (group: { readonly id: string }) => void
  readonly onSay: (text: string) => void
}) {
  const words = useMapWords()
  const { ref, size } = useSize<HTMLDivElement>()
  const points = props.points.filter(({ kind }) => kind !== 'instructor')
  return (
    <div className="map-canvas" ref={ref}>
      {points.length === 0 ? (
        <EmptyState title={words.empty} why={words.pointsNo} />
      ) : size === null ? null : (
        <Picture {...props} points={points} width={size.width} height={size.height} />
      )}
    </div>
  )
}

function Picture({
  points,
  grouped,
  proposal,
  width,
  height,
  onGroup,
  onSay,
}: Parameters<typeof PointsView>[0] & { readonly width: number; readonly height: number }) {
  const words = useMapWords()
  const fit = useMemo(() => fitPoints(points, width, height), [points, width, height])
  const bar = ruler(fit.scale, width)
  return (
    <svg className="map-points" viewBox={`0 0 ${width} ${height}`}>
      {grouped ? (
        <Groups points={points} at={fit.at} proposal={proposal} onGroup={onGroup} onSay={onSay} />
      ) : (
        fills.map((fill) => (
          // A line of no length with round ends is a dot: one element for thousands of units.
          <path
            key={fill}
            className={`map-dots-${fill}`}
            d={points
              .filter(({ kind }) => fillOf(kind) === fill)
              .map((point) => {
                const { x, y } = fit.at(point)
                return `M${x.toFixed(1)} ${y.toFixed(1)}h0`
              })
              .join('')}
          />
        ))
      )}
      <g className="map-ruler" transform={`translate(12 ${height - 12})`}>
        <path d={`M0 -4V0H${bar.pixels.toFixed(1)}V-4`} />
        <text x={bar.pixels / 2} y={-6} textAnchor="middle">
          {bar.kilometres < 1
            ? words.metres(countText(bar.kilometres * 1000))
            : words.kilometres(countText(bar.kilometres))}
        </text>
      </g>
    </svg>
  )
}

function Groups({
  points,
  at,
  proposal,
  onGroup,
  onSay,
}: {
  readonly points: readonly Point[]
  readonly at: (point: Spot) => Spot
  readonly proposal: string | undefined
  readonly onGroup: (group: { readonly id: string }) => void
  readonly onSay: (text: string) => void
}) {
  const words = useMapWords()
  const { kinds } = usePlanWords()
  const groups = useMemo(() => {
    const by = new Map<string, Point[]>()
    for (const point of points) by.set(point.id, [...(by.get(point.id) ?? []), point])
    return [...by.values()]
      .map((list) => ({ list, spots: list.map(at) }))
      .sort((one, other) => (one.list[0]?.no ?? 0) - (other.list[0]?.no ?? 0))
  }, [points, at])
  const boxes = useMemo(() => groups.map(({ spots }) => boundsOf(spots)), [groups])
  const { ref, picture, part: partOf } = useRoving<SVGGElement>(boxes)
  return (
    <g role="group" aria-label={words.label} ref={ref} {...picture}>
      {groups.map(({ list, spots }, index) => {
        const first = list[0]
        if (first === undefined) return null
        const names = list.map(({ name }) => name).join('、')
        const say = `${words.groupTitle(first.no, kinds[first.kind])}（${words.unitsOf(countText(list.length))}）：${names}`
        const part = partOf(index)
        const open = (): void => onGroup({ id: first.id })
        return (
          <g
            key={first.id}
            {...part}
            role="button"
            aria-label={say}
            aria-pressed={first.id === proposal}
            className={`map-cluster map-cluster-${fillOf(first.kind)}`}
            onClick={open}
            onMouseEnter={() => onSay(say)}
            onFocus={() => {
              part.onFocus()
              onSay(say)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              open()
            }}
          >
            {spots.length < 2 ? null : (
              <polygon
                points={hull(spots)
                  .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
                  .join(' ')}
              />
            )}
            {spots.map(({ x, y }, order) => (
              <circle key={list[order]?.unit} cx={x} cy={y} r={4} />
            ))}
          </g>
        )
      })}
    </g>
  )
}

function boundsOf(spots: readonly Spot[]) {
  const xs = spots.map(({ x }) => x)
  const ys = spots.map(({ y }) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 }
}
