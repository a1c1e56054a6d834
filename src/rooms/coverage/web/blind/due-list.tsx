import { Link } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { ArticleText } from '../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import type { Output } from '../../../../platform/web/api/client.ts'
import { ledgerSearch } from '../../../units/web/public.ts'
import type { Due } from '../../../units/contract.ts'
import type { coverageEndpoints } from '../../contract.ts'
import { useBlindWords } from './words.ts'

type Action = Output<typeof coverageEndpoints, 'coverage.articles'>['rows'][number]

/** Which tab of the plan holds the proposals for an action. */
const inPlan: Partial<Record<Due, 'own' | 'joint' | 'instructor'>> = {
  found: 'own',
  join: 'joint',
  instructor: 'instructor',
}

/** What is to be done, for how many, by which article, and the way there. */
export function DueList({
  actions,
  chosen,
  onChoose,
}: {
  readonly actions: readonly Action[] | undefined
  readonly chosen: Due | undefined
  readonly onChoose: (due: Due | undefined) => void
}) {
  const words = useBlindWords()
  const plans = useMay('planner.read')
  return (
    <Card title={words.dues} note={words.duesNote}>
      {actions === undefined ? <SkeletonLines count={8} /> : null}
      <ul className="dues num">
        {actions?.map((action) => {
          const kind = inPlan[action.due]
          return (
            <li key={action.due} className={action.due === chosen ? 'dues-on' : ''}>
              <div className="dues-count">
                <FigureLink to="/units" search={ledgerSearch(action.filter)}>
                  {countText(action.n)}
                </FigureLink>
                <small>{words.units}</small>
              </div>
              <div className="dues-text">
                <button
                  type="button"
                  className="dues-name"
                  aria-pressed={action.due === chosen}
                  onClick={() => onChoose(action.due === chosen ? undefined : action.due)}
                >
                  {action.name}
                </button>
                <p>{action.advice}</p>
                <ArticleText article={action.article} />
              </div>
              <div className="dues-do no-print">
                <Link to="/units" search={ledgerSearch(action.filter)}>
                  {words.list}
                </Link>
                {kind === undefined || !plans.ok ? (
                  <ReasonButton type="link" size="small" reason={plans.ok ? words.planWhy[action.due] : plans.why}>
                    {words.plan}
                  </ReasonButton>
                ) : (
                  <Link
                    to="/plan/{-$id}"
                    params={{ id: undefined }}
                    search={{ kind }}
                    title={words.planWhy[action.due]}
                  >
                    {words.plan}
                  </Link>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
