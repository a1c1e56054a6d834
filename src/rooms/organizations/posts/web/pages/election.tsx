import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { Rule } from '../../../../rulebook/contract.ts'
import { OrganizationFinder, organizationsApi } from '../../../web/public.tsx'
import { countElection, type PassBasis } from '../../rules/election.ts'
import { postsApi } from '../api.ts'
import { bookOf } from '../election/book.ts'
import { Candidates } from '../election/candidates.tsx'
import { emptyDraft, figures, inputOf, isBegun, type ElectionDraft } from '../election/draft.ts'
import { OutcomeCard } from '../election/outcome-card.tsx'
import { SaveForm } from '../election/save-form.tsx'
import { usePostsWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../posts/posts.css'

/** Counts an election while it is being held; nothing is kept unless it is recorded. */
export function ElectionPage() {
  const { election: words } = usePostsWords()
  const query = useQuery(postsApi.query('posts.electionRules', {}))
  if (query.error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  return (
    <Page title={words.title} lead={words.lead}>
      {query.data === undefined ? <SkeletonBlock height={420} /> : <Calculator rules={query.data.rules} />}
    </Page>
  )
}

function Calculator({ rules }: { readonly rules: Rule[] }) {
  const { election: words } = usePostsWords()
  const { organization } = useSearch({ from: '/election' })
  const navigate = useNavigate({ from: '/election' })
  const { today } = useOffice()
  const book = bookOf(today, rules)
  const usual: PassBasis = book.param('election.pass-line', 'ofThoseDue') === 1 ? 'due' : 'present'
  const [draft, setDraft] = useState<ElectionDraft>(() => emptyDraft(usual))
  const choose = (id: string | undefined): void => void navigate({ search: { organization: id }, replace: true })
  const input = inputOf(draft)
  const outcome = isBegun(draft) ? countElection(input, book) : null
  return (
    <div className="election-columns">
      <div>
        <Card padded>
          <div className="form">
            {organization === undefined ? (
              <OrganizationFinder
                label={`${words.organization}（${words.organizationHint}）`}
                onPick={({ id }) => choose(id)}
              />
            ) : (
              <ChosenOrganization id={organization} onTake={() => choose(undefined)} />
            )}
            <div className="election-figures">
              <Field label={words.of}>
                <select
                  value={draft.of}
                  onChange={(event) =>
                    setDraft({ ...draft, of: event.target.value === 'officers' ? 'officers' : 'committee' })
                  }
                >
                  <option value="committee">{words.ofNames.committee}</option>
                  <option value="officers">{words.ofNames.officers}</option>
                </select>
              </Field>
              {figures.map((name) => (
                <Field key={name} label={words[name]}>
                  <input
                    inputMode="numeric"
                    value={draft[name]}
                    placeholder={
                      name === 'issued' || name === 'returned' || name === 'valid' ? String(input[name]) : ''
                    }
                    onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
                  />
                </Field>
              ))}
            </div>
            <Field label={words.basis} hint={words.basisHint}>
              <select
                value={draft.basis}
                onChange={(event) => setDraft({ ...draft, basis: event.target.value === 'due' ? 'due' : 'present' })}
              >
                <option value="present">{words.basisNames.present}</option>
                <option value="due">{words.basisNames.due}</option>
              </select>
            </Field>
          </div>
        </Card>
        <Card title={words.candidates} padded>
          <div className="form">
            <Candidates draft={draft} outcome={outcome} named={organization !== undefined} onChange={setDraft} />
          </div>
        </Card>
      </div>
      <div>
        <OutcomeCard input={input} outcome={outcome} rules={rules} />
        {organization === undefined ? null : (
          <SaveForm key={organization} organization={organization} draft={draft} input={input} outcome={outcome} />
        )}
      </div>
    </div>
  )
}

function ChosenOrganization({ id, onTake }: { readonly id: string; readonly onTake: () => void }) {
  const { election: words } = usePostsWords()
  const { data } = useQuery(organizationsApi.query('organizations.get', { id }))
  return (
    <div className="row">
      <span>
        {words.organization}：<b>{data?.name ?? ''}</b>
      </span>
      <button type="button" className="link-button" onClick={onTake}>
        {words.another}
      </button>
    </div>
  )
}
