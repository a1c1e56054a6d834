import { Button } from 'antd'
import { ofCommittee, postKinds, postNames, type PostKind } from '../../rules/post-kinds.ts'
import type { ElectionOutcome } from '../../rules/election.ts'
import { usePostsWords } from '../words.ts'
import { withCandidate, type CandidateDraft, type ElectionDraft } from './draft.ts'

/** Votes of each, what follows, and, where the election is to be recorded, who takes which post. */
export function Candidates({
  draft,
  outcome,
  named,
  onChange,
}: {
  readonly draft: ElectionDraft
  readonly outcome: ElectionOutcome | null
  /** Names and posts are asked for. */
  readonly named: boolean
  readonly onChange: (draft: ElectionDraft) => void
}) {
  const { election: words } = usePostsWords()
  const change = (key: number, part: Partial<CandidateDraft>): void =>
    onChange({ ...draft, candidates: draft.candidates.map((one) => (one.key === key ? { ...one, ...part } : one)) })
  return (
    <>
      <table className="election-table num">
        <thead>
          <tr>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.votes}</th>
            <th scope="col">{words.fate}</th>
            {named ? (
              <>
                <th scope="col">{words.post}</th>
                <th scope="col">{words.name}</th>
              </>
            ) : null}
            <th scope="col">{words.take}</th>
          </tr>
        </thead>
        <tbody>
          {draft.candidates.map((one, at) => {
            const fate = outcome?.valid === true ? outcome.fates[at] : undefined
            return (
              <tr key={one.key}>
                <td>{words.candidate(at + 1)}</td>
                <td>
                  <input
                    className="control"
                    inputMode="numeric"
                    aria-label={`${words.candidate(at + 1)} ${words.votes}`}
                    value={one.votes}
                    onChange={(event) => change(one.key, { votes: event.target.value })}
                  />
                </td>
                <td className={fate === 'elected' ? 'good' : fate === 'tied' ? 'bad' : 'muted'}>
                  {fate === undefined ? '—' : words.fates[fate]}
                </td>
                {named && fate === 'elected' ? (
                  <>
                    <td>
                      <select
                        className="control"
                        aria-label={`${words.candidate(at + 1)} ${words.post}`}
                        value={one.post}
                        onChange={(event) => change(one.key, { post: event.target.value as PostKind | '' })}
                      >
                        <option value="">{words.postLater}</option>
                        {postKinds.filter(ofCommittee).map((post) => (
                          <option key={post} value={post}>
                            {postNames[post]}
                          </option>
                        ))}
                      </select>
                    </td>
                    <td>
                      <input
                        className="control"
                        aria-label={`${words.candidate(at + 1)} ${words.name}`}
                        autoComplete="off"
                        maxLength={60}
                        value={one.name}
                        onChange={(event) => change(one.key, { name: event.target.value })}
                      />
                    </td>
                  </>
                ) : named ? (
                  <>
                    <td>—</td>
                    <td>—</td>
                  </>
                ) : null}
                <td className="no-print">
                  <button
                    type="button"
                    className="link-button"
                    aria-label={words.drop(at + 1)}
                    disabled={draft.candidates.length === 1}
                    onClick={() =>
                      onChange({ ...draft, candidates: draft.candidates.filter(({ key }) => key !== one.key) })
                    }
                  >
                    ×
                  </button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className="row no-print">
        <Button size="small" onClick={() => onChange(withCandidate(draft))}>
          {words.add}
        </Button>
        {named ? <span className="faint">{words.nameHint}</span> : null}
      </div>
    </>
  )
}
