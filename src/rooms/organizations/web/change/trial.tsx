import type { Trial } from '../../contract.ts'
import { useOrganizationsWords } from '../words.ts'
import './change.css'

/** What would happen, what speaks against it with the article, and where a reason is asked for. */
export function TrialPanel({
  trial,
  reasons,
  onReason,
}: {
  readonly trial: Trial | undefined
  readonly reasons: Readonly<Record<string, string>>
  readonly onReason: (rule: string, text: string) => void
}) {
  const { form: words } = useOrganizationsWords()
  if (trial === undefined) return <p className="muted">{words.trying}</p>
  return (
    <div className="trial" aria-live="polite">
      {trial.refused.length === 0 ? null : (
        <section className="trial-refused">
          <h3>{words.refused}</h3>
          <ul>
            {trial.refused.map(({ code, why, article }) => (
              <li key={`${code} ${why}`}>
                {why}
                {article === null ? null : <small>{words.source(article.regulation, article.article)}</small>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {trial.soft.map(({ rule, why, article }) => (
        <section key={rule} className="trial-soft">
          <h3>{words.soft}</h3>
          <p>
            {why}
            {article === null ? null : <small>{words.source(article.regulation, article.article)}</small>}
          </p>
          <label className="field">
            <span>{words.softReason}</span>
            <textarea
              value={reasons[rule] ?? ''}
              maxLength={400}
              onChange={(event) => onReason(rule, event.target.value)}
            />
          </label>
        </section>
      ))}
      {trial.refused.length > 0 || trial.follows.length === 0 ? null : (
        <section>
          <h3>{words.follows}</h3>
          <ul>
            {trial.follows.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
