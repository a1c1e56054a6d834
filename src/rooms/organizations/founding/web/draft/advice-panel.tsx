import { countText } from '../../../../../platform/web/format.ts'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import type { FoundingCase, FoundingKind } from '../../contract.ts'
import { useFoundingWords } from '../words.ts'
import './draft.css'

type Advice = NonNullable<FoundingCase['advice']>

/** Which form fits and why, what else could be done, what could not; a form can be taken from here. */
export function AdvicePanel({
  advice,
  chosen,
  onTake,
}: {
  readonly advice: Advice | undefined
  readonly chosen: FoundingKind | null
  /** Absent where nothing can be chosen any more. */
  readonly onTake?: (kind: FoundingKind) => void
}) {
  const { advice: words } = useFoundingWords()
  if (advice === undefined) return <p className="card-body muted">{words.waiting}</p>
  const { sentence, membersFull, members, advised, alternatives, refused, committee } = advice
  const take = (kind: FoundingKind, name: string) =>
    onTake === undefined || kind === chosen ? null : (
      <button type="button" className="link-button" onClick={() => onTake(kind)}>
        {words.take(name)}
      </button>
    )
  return (
    <div className="advice num">
      <p>
        {sentence}
        {membersFull === null || members === null ? null : (
          <span className="muted">{words.members(countText(membersFull), countText(members))}</span>
        )}
      </p>
      {advised === null ? null : (
        <section>
          <h3>
            {words.advised} <b>{advised.name}</b> {take(advised.kind, advised.name)}
          </h3>
          {advised.article === null ? null : <ArticleText article={advised.article} />}
        </section>
      )}
      {alternatives.length === 0 ? null : (
        <section>
          <h3>{words.alternatives}</h3>
          <ul>
            {alternatives.map(({ kind, name, why, needsReason }) => (
              <li key={kind}>
                <b>{name}</b> {needsReason ? <span className="tag tag-sand">{words.needsReason}</span> : null}{' '}
                {take(kind, name)}
                <small>{why}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {refused.length === 0 ? null : (
        <details>
          <summary>{words.refused}</summary>
          <ul>
            {refused.map(({ kind, name, why, article }) => (
              <li key={kind}>
                {name}
                <small>
                  {why}
                  {article === null ? null : article.article}
                </small>
              </li>
            ))}
          </ul>
        </details>
      )}
      <section>
        <h3>{words.committee}</h3>
        <p>{committee.why}</p>
      </section>
    </div>
  )
}
