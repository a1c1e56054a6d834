import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countText, rateText } from '../../../../platform/web/format.ts'
import { ArticleText } from '../../../../platform/web/parts/article-text.tsx'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import type { Input, Output } from '../../../../platform/web/api/client.ts'
import { ledgerSearch } from '../../../units/web/public.ts'
import type { coverageEndpoints, Denominator, Figure } from '../../contract.ts'
import { coverageApi } from '../api.ts'
import { useExplainWords } from './words.ts'
import './explain-panel.css'

export type ExplainInput = Input<typeof coverageEndpoints, 'coverage.explain'>
type Answer = Output<typeof coverageEndpoints, 'coverage.explain'>

/**
 * “这个数怎么来的”: the fraction with both counts, the article, who chose the denominator, what is left out on what
 * grounds, the same under other denominators, the frozen value. `onDenominator` looks at the figure under another one.
 */
export function Explain({
  of,
  onDenominator,
}: {
  readonly of: ExplainInput
  readonly onDenominator: (denominator: Denominator) => void
}) {
  const query = useQuery({ ...coverageApi.query('coverage.explain', of), placeholderData: keepPreviousData })
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <SkeletonLines count={9} />
  return <ExplainBody answer={query.data} onDenominator={onDenominator} />
}

function ExplainBody({
  answer,
  onDenominator,
}: {
  readonly answer: Answer
  readonly onDenominator: (denominator: Denominator) => void
}) {
  const words = useExplainWords()
  const { figure, others, excluded, snapshot } = answer
  const left = excluded.reduce((sum, { n }) => sum + n, 0)
  const each = excluded.map(({ reason, n }) => words.reason(reason, countText(n))).join('、')
  return (
    <div className="explain num">
      <Fraction figure={figure} />
      <dl>
        <dt>{words.article}</dt>
        <dd>
          <ArticleText article={figure.article} />
        </dd>
        <dt>{words.chosen}</dt>
        <dd>{words.chosenAsOf(answer.chosen, figure.asOf)}</dd>
        <dt>{words.excluded}</dt>
        <dd>{left === 0 ? words.excludedNone : words.excludedAll(countText(left), each)}</dd>
        {others.length === 0 ? null : <dt>{words.others}</dt>}
        {others.length === 0 ? null : (
          <dd className="explain-others">
            {others.map((other) => (
              <button
                key={other.id}
                type="button"
                className="link-button"
                onClick={() => onDenominator(other.denominator)}
              >
                {words.other(other.bottom.name, rateText(other.rate))}
              </button>
            ))}
          </dd>
        )}
        {snapshot === null ? null : <dt>{words.snapshot}</dt>}
        {snapshot === null ? null : (
          <dd className="in-text">
            {words.snapshotRate(snapshot.name, rateText(snapshot.rate))}
            <Link to="/snapshots/$id" params={{ id: snapshot.id }}>
              {words.changes}
            </Link>
          </dd>
        )}
      </dl>
    </div>
  )
}

/** Numerator over denominator; each count goes to exactly its rows. */
function Fraction({ figure }: { readonly figure: Figure }) {
  const words = useExplainWords()
  return (
    <div className="explain-fraction">
      <div className="explain-terms">
        <div>
          {figure.parts.map((part, index) => (
            <span key={part.name}>
              {index === 0 ? null : ' + '}
              <FigureLink plain to="/units" search={ledgerSearch(part.filter)}>
                {part.name} {countText(part.n)}
              </FigureLink>
            </span>
          ))}
        </div>
        <div>
          <FigureLink plain to="/units" search={ledgerSearch(figure.bottom.filter)}>
            {figure.bottom.name} {countText(figure.bottom.n)}
          </FigureLink>
        </div>
      </div>
      <span>=</span>
      {figure.rate === null ? <span>{words.none}</span> : <span className="explain-rate">{rateText(figure.rate)}</span>}
    </div>
  )
}
