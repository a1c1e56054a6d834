import type { Output } from '../../../../../platform/web/api/client.ts'
import { countText } from '../../../../../platform/web/format.ts'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import type { postsEndpoints } from '../../contract.ts'
import type { ElectionInput, ElectionOutcome } from '../../rules/election.ts'
import { usePostsWords } from '../words.ts'

/** Whether the election stands, what it takes, and where that is written. */
export function OutcomeCard({
  input,
  outcome,
  rules,
}: {
  readonly input: ElectionInput
  readonly outcome: ElectionOutcome | null
  readonly rules: Output<typeof postsEndpoints, 'posts.electionRules'>['rules']
}) {
  const { election: words } = usePostsWords()
  return (
    <Card title={words.outcome} padded>
      <div className="form num" aria-live="polite">
        {outcome === null ? (
          <p>{words.outcomeNone}</p>
        ) : (
          <b className={outcome.valid ? 'good' : 'bad'}>{outcome.sentence}</b>
        )}
        {outcome === null ? null : (
          <ul className="election-says">
            <li>{words.quorum(countText(outcome.quorum), countText(input.due))}</li>
            <li>{words.least(countText(input.seats), countText(outcome.candidatesLeast))}</li>
            <li>{words.line(countText(outcome.line))}</li>
            {outcome.refused.slice(1).map(({ why }) => (
              <li key={why} className="bad">
                {why}
              </li>
            ))}
          </ul>
        )}
        <div>
          <span className="muted">{words.rules}</span>
          {rules.map((rule) => (
            <ArticleText key={rule.rule} article={rule} />
          ))}
        </div>
      </div>
    </Card>
  )
}
