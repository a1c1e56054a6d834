import { Link } from '@tanstack/react-router'
import { countText, gapText, pointsText, rateText } from '../../../../platform/web/format.ts'
import { ArticleName } from '../../../../platform/web/parts/article-text.tsx'
import { Kpi, Kpis } from '../../../../platform/web/parts/card.tsx'
import { Figure, FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { ledgerSearch } from '../../../units/web/public.ts'
import type { Measure } from '../../contract.ts'
import { headlineOf } from './glance.ts'
import type { Actions, PlanGlance, Summary } from './glance.ts'
import { useOverviewWords } from './words.ts'

interface Props {
  readonly summary: Summary | undefined
  readonly actions: Actions | undefined
  /** Difference to the frozen value, as a rate. */
  readonly change: number | null | undefined
  /** Null when there is no plan yet, or none that the person may see; undefined while that is not known. */
  readonly plan: PlanGlance | null | undefined
  readonly onExplain: (measure: Measure) => void
}

/** Four figures: covered, due, joinable, looked after. */
export function Figures({ summary, actions, change, plan, onExplain }: Props) {
  const { kpi: words } = useOverviewWords()
  const mayPlan = useMay('planner.read').ok
  const of = (measure: Measure) => (summary === undefined ? undefined : headlineOf(summary, measure))
  const organization = of('organization')
  const work = of('work')
  const found = actions?.find((row) => row.due === 'found')
  const join = actions?.find((row) => row.due === 'join')
  return (
    <Kpis>
      <Kpi
        name={words.organization}
        basis={organization?.bottom.name}
        value={
          organization === undefined ? undefined : (
            <Figure onOpen={() => onExplain('organization')}>{rateText(organization.rate)}</Figure>
          )
        }
        unit={
          organization === undefined
            ? undefined
            : `${countText(organization.top.n)} / ${countText(organization.bottom.n)}`
        }
        foot={
          <>
            <Change by={change} />
            {' · '}
            {words.own(rateText(of('own')?.rate))}
          </>
        }
      />
      <Kpi
        name={words.found}
        basis={summary?.preset.name}
        value={
          found === undefined ? undefined : (
            <FigureLink to="/units" search={ledgerSearch(found.filter)}>
              {countText(found.n)}
            </FigureLink>
          )
        }
        unit={words.units}
        foot={found === undefined ? null : <ArticleName article={found.article} />}
      />
      <Kpi
        name={words.join}
        basis={words.joinBasis}
        value={
          join === undefined || plan === undefined ? undefined : (
            <FigureLink to="/units" search={ledgerSearch(join.filter)}>
              {countText(join.n)}
            </FigureLink>
          )
        }
        unit={plan == null ? words.units : words.groups(countText(plan.groups))}
        foot={<PlanFoot plan={plan} />}
      />
      <Kpi
        name={words.work}
        basis={work?.bottom.name}
        value={work === undefined ? undefined : <Figure onOpen={() => onExplain('work')}>{rateText(work.rate)}</Figure>}
        unit={work === undefined ? undefined : `${countText(work.top.n)} / ${countText(work.bottom.n)}`}
        foot={
          plan == null
            ? mayPlan
              ? words.noNeed
              : null
            : plan.instructorsNeeded === 0
              ? words.enough
              : words.needed(countText(plan.instructorsNeeded), plan.capacity)
        }
      />
    </Kpis>
  )
}

function Change({ by }: { readonly by: number | null | undefined }) {
  const { kpi: words } = useOverviewWords()
  if (by == null) return words.first
  if (pointsText(by) === '0.0') return words.level
  const mark = by > 0 ? '▲' : '▼'
  return (
    <>
      <span className={by > 0 ? 'good' : 'bad'}>
        {mark} {pointsText(by).replace(/^[+−]/, '')}
      </span>{' '}
      {words.points}
    </>
  )
}

function PlanFoot({ plan }: { readonly plan: PlanGlance | null | undefined }) {
  const { kpi: words } = useOverviewWords()
  const may = useMay('planner.read').ok
  if (plan == null) {
    if (!may) return null
    return (
      <>
        {words.noPlan}
        <Link to="/plan/{-$id}" params={{ id: undefined }}>
          {words.makePlan}
        </Link>
      </>
    )
  }
  if (plan.stale) return words.stale
  const best = plan.gap === 0 ? words.proven : words.gap(gapText(plan.gap))
  return `${best}，${words.uncovered(countText(plan.uncovered))}`
}
