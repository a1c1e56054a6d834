import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import type { Comparison } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { Differences } from '../compare/differences.tsx'
import { SideBySide } from '../compare/side-by-side.tsx'
import { useCompareWords } from '../compare/words.ts'
import { ButtonLink } from '../../../../platform/web/parts/button-link.tsx'
import { Curve } from '../curve/curve.tsx'
import '../../../../platform/web/parts/field.css'
import '../parts/room.css'
import '../compare/compare.css'

/** Plans side by side: the first is the yardstick. */
export function ComparePage() {
  const words = useCompareWords()
  const { ids = '' } = useSearch({ from: '/plan/compare' })
  const query = useQuery({ ...plannerApi.query('planner.compare', { ids }), enabled: ids !== '' })
  if (ids === '' || query.error !== null) {
    return (
      <Page title={words.title} lead={words.noneWhy}>
        {ids === '' ? (
          <Card>
            <EmptyState title={words.none} next={<Link to="/plan/scenarios">{words.toScenarios}</Link>} />
          </Card>
        ) : (
          <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    )
  }
  const comparison = query.data
  if (comparison === undefined) {
    return (
      <Page title={words.title}>
        <SkeletonBlock height={520} />
      </Page>
    )
  }
  const { unitsTotal, units } = comparison
  return (
    <Page
      title={words.title}
      lead={comparison.sentence}
      asOf={comparison.plans[0]?.asOf}
      actions={<ButtonLink to="/plan/scenarios">{words.toScenarios}</ButtonLink>}
    >
      <Card title={words.table} note={words.tableNote}>
        <SideBySide plans={comparison.plans} />
      </Card>
      <Card title={words.differ} note={words.differNote(countText(units.length), countText(unitsTotal))}>
        <div className="compare-differ">
          <Differences comparison={comparison} />
        </div>
      </Card>
      <CurveCard plans={comparison.plans} />
    </Page>
  )
}

/** The trade-off of one of the plans; of those that had an earlier one to be compared with. */
function CurveCard({ plans }: { readonly plans: Comparison['plans'] }) {
  const words = useCompareWords()
  const able = plans.filter(({ comparedNo }) => comparedNo !== null)
  const [chosen, setChosen] = useState(able[0]?.id ?? '')
  const { data } = useQuery({ ...plannerApi.query('planner.get', { id: chosen }), enabled: chosen !== '' })
  if (able.length === 0) return null
  return (
    <Card
      title={words.curve}
      extra={
        able.length < 2 ? undefined : (
          <select
            className="control"
            aria-label={words.curveOf}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            {able.map((plan) => (
              <option key={plan.id} value={plan.id}>
                {plan.name === '' ? words.plan(plan.no) : plan.name}
              </option>
            ))}
          </select>
        )
      }
      padded
    >
      {data === undefined ? <SkeletonBlock height={80} /> : <Curve key={data.id} plan={data} titled={false} />}
    </Card>
  )
}
