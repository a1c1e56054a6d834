import { countText } from '../../../../platform/web/format.ts'
import type { Plan } from '../../contract.ts'
import { costText } from '../plan/cost-text.ts'
import { ticks } from './ticks.ts'
import { useCurveWords } from './words.ts'

export type CurvePoint = NonNullable<Plan['curve']>[number]

const WIDTH = 460
const HEIGHT = 190
const LEFT = 56
const BOTTOM = 36
const TOP = 24
const RIGHT = 24

/** Changes to the right, cost upwards; the point that was taken is filled and named. Its numbers stand in the table. */
export function CurveChart({ points }: { readonly points: readonly CurvePoint[] }) {
  const words = useCurveWords()
  const xs = ticks(Math.min(...points.map(({ changed }) => changed)), Math.max(...points.map(({ changed }) => changed)))
  const ys = ticks(Math.min(...points.map(({ cost }) => cost)), Math.max(...points.map(({ cost }) => cost)))
  const x = place(xs, LEFT, WIDTH - RIGHT)
  const y = place(ys, HEIGHT - BOTTOM, TOP)
  const line = points.map(({ changed, cost }) => `${x(changed).toFixed(1)},${y(cost).toFixed(1)}`).join(' ')
  return (
    <svg className="curve-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.chart}>
      {ys.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} className="curve-grid" />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {costText(tick)}
          </text>
        </g>
      ))}
      {xs.map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
          {countText(tick)}
        </text>
      ))}
      <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end">
        {words.x}
      </text>
      <text x={LEFT} y={12} textAnchor="end">
        {words.y}
      </text>
      <polyline points={line} className="curve-line" />
      {points.map((point) => (
        <circle
          key={point.bonus}
          cx={x(point.changed)}
          cy={y(point.cost)}
          r={point.chosen ? 5 : 3.5}
          className={point.chosen ? 'curve-chosen' : 'curve-point'}
        />
      ))}
      {points
        .filter(({ chosen }) => chosen)
        .map((point) => (
          <text
            key={point.bonus}
            x={Math.min(x(point.changed), WIDTH - RIGHT - 20)}
            y={y(point.cost) - 10}
            textAnchor="middle"
            className="curve-name"
          >
            {words.chosen}
          </text>
        ))}
    </svg>
  )
}

/** Maps the span of some ticks onto a span of the picture; a single tick stands in the middle. */
function place(marks: readonly number[], from: number, to: number): (value: number) => number {
  const least = marks[0] ?? 0
  const most = marks.at(-1) ?? least
  return (value) => (most === least ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from))
}
