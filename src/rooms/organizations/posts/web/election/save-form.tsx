import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { ElectionInput, ElectionOutcome } from '../../rules/election.ts'
import { SHIFT_RULE } from '../../rules/terms.ts'
import { postsApi } from '../api.ts'
import { useSend } from '../posts/send.ts'
import { needsReason } from '../posts/term-forms.tsx'
import { usePostsWords } from '../words.ts'
import type { ElectionDraft } from './draft.ts'

/** Records what was counted: the term in office ends, the next begins. */
export function SaveForm({
  organization,
  draft,
  input,
  outcome,
}: {
  readonly organization: string
  readonly draft: ElectionDraft
  readonly input: ElectionInput
  readonly outcome: ElectionOutcome | null
}) {
  const { election: words, form } = usePostsWords()
  const { today } = useOffice()
  const navigate = useNavigate()
  const { data: page } = useQuery(postsApi.query('posts.get', { id: organization }))
  const [day, setDay] = useState(today)
  const [approvedBy, setApprovedBy] = useState('')
  const [paper, setPaper] = useState('')
  const [soft, setSoft] = useState('')
  const { votes, ...figures } = input
  const seated = draft.candidates.filter(({ post }, at) => post !== '' && outcome?.fates[at] === 'elected')
  const send = useSend(
    () =>
      postsApi.call('posts.recordElection', {
        id: organization,
        day,
        no: page?.nextNo ?? 1,
        approvedBy,
        paper,
        overrides: soft.trim().length < 2 ? {} : { [SHIFT_RULE]: soft.trim() },
        ballots: [
          {
            ...figures,
            candidates: draft.candidates.map(({ name, post }, at) => {
              const elected = post !== '' && outcome?.fates[at] === 'elected'
              return elected ? { votes: votes[at] ?? 0, name: name.trim(), post } : { votes: votes[at] ?? 0 }
            }),
          },
        ],
      }),
    () => void navigate({ to: '/terms', search: { open: organization } }),
  )
  const far = needsReason(send.error)
  const why =
    page?.changeable === false
      ? words.mayNot
      : outcome === null || !outcome.valid
        ? words.notValid
        : seated.length === 0 || seated.some(({ name }) => name.trim() === '')
          ? words.needPosts
          : null
  return (
    <Card title={words.saveTitle} padded>
      <Form onSend={() => why === null && send.mutate()}>
        {page === undefined ? null : <p className="muted">{page.sentence}</p>}
        <Field label={words.day}>
          <input type="date" value={day} max={today} onChange={(event) => setDay(event.target.value)} />
        </Field>
        <Field label={words.approvedBy} hint={words.approvedHint}>
          <input value={approvedBy} maxLength={120} onChange={(event) => setApprovedBy(event.target.value)} />
        </Field>
        <Field label={form.paper} hint={form.paperHint}>
          <input value={paper} maxLength={60} onChange={(event) => setPaper(event.target.value)} />
        </Field>
        {far ? (
          <Field label={form.soft}>
            <input value={soft} maxLength={400} onChange={(event) => setSoft(event.target.value)} />
          </Field>
        ) : null}
        {send.error === null ? null : <ProblemPanel error={send.error} />}
        <div className="row">
          <ReasonButton
            type="primary"
            htmlType="submit"
            needs="posts.recordElection"
            reason={why}
            loading={send.isPending}
          >
            {words.save}
          </ReasonButton>
          <span className="muted">{page === undefined ? null : `${words.no}：${page.nextNo}`}</span>
        </div>
      </Form>
    </Card>
  )
}
