import { useQueryClient } from '@tanstack/react-query'
import { countText, rateText } from '../../../../platform/web/format.ts'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { Plan } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { useRun } from '../parts/use-run.ts'
import { costText } from '../plan/cost-text.ts'
import { CurveChart } from './curve-chart.tsx'
import type { CurvePoint } from './curve-chart.tsx'
import { useCurveWords } from './words.ts'
import './curve.css'
import '../../../../platform/web/table/data-table.css'

/** What fewer changes would cost: a line with its table, worked out on demand. */
export function Curve({
  plan,
  titled = true,
}: {
  readonly plan: Pick<Plan, 'id' | 'curve' | 'comparedNo'>
  /** Off where the card around it has the same title. */
  readonly titled?: boolean
}) {
  const words = useCurveWords()
  const client = useQueryClient()
  const run = useRun(
    () => plannerApi.call('planner.curve', { id: plan.id }),
    () => {
      void client.invalidateQueries({ queryKey: ['planner.get'] })
      void client.invalidateQueries({ queryKey: ['planner.list'] })
    },
  )
  const points = [...(plan.curve ?? [])].sort((one, other) => one.changed - other.changed)
  const reason = plan.comparedNo === null ? words.noEarlier : null
  return (
    <div className="curve num" role="group" aria-label={words.chart}>
      {titled ? <h3>{words.title}</h3> : null}
      {points.length === 0 ? (
        <>
          <p>{words.none}</p>
          <p className="faint">{words.noneWhy}</p>
        </>
      ) : (
        <>
          {points.some(({ changed, cost }) => changed !== points[0]?.changed || cost !== points[0]?.cost) ? (
            <CurveChart points={points} />
          ) : (
            <p>{words.flat}</p>
          )}
          <CurveTable points={points} />
        </>
      )}
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      {run.shown ? <JobProgress job={run.job} /> : null}
      {run.running ? null : points.length === 0 ? (
        <div>
          <ReasonButton needs="planner.curve" reason={reason} onClick={() => run.start(undefined)}>
            {words.run}
          </ReasonButton>
        </div>
      ) : (
        <div className="no-print">
          <ReasonButton size="small" needs="planner.curve" onClick={() => run.start(undefined)}>
            {words.again}
          </ReasonButton>
        </div>
      )}
    </div>
  )
}

function CurveTable({ points }: { readonly points: readonly CurvePoint[] }) {
  const words = useCurveWords()
  const least = Math.min(...points.map(({ cost }) => cost))
  return (
    <table className="table plain-table" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col" className="right">
            {words.columns.bonus}
          </th>
          <th scope="col" className="right">
            {words.columns.changed}
          </th>
          <th scope="col" className="right">
            {words.columns.cost}
          </th>
          <th scope="col" className="right">
            {words.columns.more}
          </th>
          <th scope="col">
            <span className="sr-only">{words.chosen}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.bonus} className={point.chosen ? 'at' : ''}>
            <td className="right">{costText(point.bonus)}</td>
            <td className="right">{words.units(countText(point.changed))}</td>
            <td className="right">{costText(point.cost)}</td>
            <td className="right">{least === 0 ? '—' : rateText(point.cost / least - 1)}</td>
            <td>{point.chosen ? <span className="tag tag-teal">{words.chosen}</span> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
