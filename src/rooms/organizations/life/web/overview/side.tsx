import { Link } from '@tanstack/react-router'
import { countText } from '../../../../../platform/web/format.ts'
import { ArticleName } from '../../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import type { LifeSummary } from '../../contract.ts'
import { effects, type LifeSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'

interface Props {
  readonly summary: LifeSummary | undefined
  readonly search: LifeSearch
  readonly onSet: (what: Partial<LifeSearch>) => void
}

/** What the month asks for, by which article, and how many did not hold it: each line narrows the list. */
export function DemandsCard({ summary, search, onSet }: Props) {
  const { page: words } = useLifeWords()
  const choose = (lacking: LifeSearch['lacking']): void =>
    onSet({ view: 'list', lacking, effect: undefined, weak: undefined })
  return (
    <Card title={words.demands} note={words.demandsNote}>
      {summary === undefined ? (
        <SkeletonLines count={4} />
      ) : summary.organizations === 0 ? (
        <p className="card-body muted">{words.noDemands}</p>
      ) : (
        <ul className="life-lines num">
          <li>
            <button type="button" aria-pressed={search.lacking === 'any'} onClick={() => choose('any')}>
              <span>{words.any}</span>
              <span>
                {countText(summary.lacking)} / {countText(summary.organizations)}
              </span>
            </button>
          </li>
          {summary.demands
            .filter((one) => one.asked > 0)
            .map(({ kind, words: name, months, times, article, asked, lacking }) => (
              <li key={kind}>
                <button
                  type="button"
                  title={`《${article.regulation}》${article.article}\n${article.text}`}
                  aria-pressed={search.lacking === kind}
                  onClick={() => choose(kind)}
                >
                  <span>
                    {name}
                    <small className="ellipsis">
                      {words.often(months, times)} · <ArticleName article={article} />
                    </small>
                  </span>
                  <span className={lacking > 0 ? 'life-lacks' : ''}>
                    {countText(lacking)} / {countText(asked)}
                  </span>
                </button>
              </li>
            ))}
        </ul>
      )}
    </Card>
  )
}

/** Organisation life really held, beside the coverage on paper. */
export function EffectCard({ summary, search, onSet }: Props) {
  const { page: words } = useLifeWords()
  if (summary === undefined) {
    return (
      <Card title={words.effectCard}>
        <SkeletonLines count={3} />
      </Card>
    )
  }
  const { effective, weak } = summary
  const counts = {
    effective: effective.effective,
    not: effective.organizations - effective.effective - effective.fresh,
    new: effective.fresh,
  }
  return (
    <Card title={words.effectCard} note={words.effectNote(effective.months, effective.times)}>
      <ul className="life-lines num">
        {effects.map((effect) => (
          <li key={effect}>
            <button
              type="button"
              aria-pressed={search.effect === effect}
              onClick={() => onSet({ view: 'list', effect, lacking: undefined, weak: undefined })}
            >
              <span>{words.effects[effect]}</span>
              <span>{countText(counts[effect])}</span>
            </button>
          </li>
        ))}
        {weak === null ? null : (
          <li>
            <button
              type="button"
              title={weak.article.text}
              aria-pressed={search.weak === 'true'}
              onClick={() => onSet({ view: 'list', weak: 'true', lacking: undefined, effect: undefined })}
            >
              <span>
                {words.weakOne}
                <small>
                  {weak.words} · <ArticleName article={weak.article} />
                </small>
              </span>
              <span className={weak.n > 0 ? 'life-lacks' : ''}>{countText(weak.n)}</span>
            </button>
          </li>
        )}
      </ul>
      <p className="life-foot in-text faint" title={effective.article.text}>
        {words.effectUnits(countText(effective.unitsEffective), countText(effective.units))}
        <br />
        <ArticleName article={effective.article} />
        {weak === null ? (
          <>
            <br />
            {words.weakOff}
            <Link to="/rules" search={{ tab: 'rules' }}>
              {words.weakRule}
            </Link>
          </>
        ) : null}
      </p>
    </Card>
  )
}
