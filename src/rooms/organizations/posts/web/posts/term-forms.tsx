import { useState } from 'react'
import { ApiProblem } from '../../../../../platform/web/api/problem.ts'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { Term } from '../../contract.ts'
import { SHIFT_RULE } from '../../rules/terms.ts'
import { postsApi } from '../api.ts'
import { usePostsWords } from '../words.ts'
import { FormEnd } from './post-forms.tsx'
import { useSend } from './send.ts'

export const needsReason = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'posts.needs-reason'

/** A term that was elected before it came on record here. */
export function RecordTermForm({
  organization,
  no: next,
  onDone,
}: {
  readonly organization: string
  readonly no: number
  readonly onDone: () => void
}) {
  const { form: words } = usePostsWords()
  const { today } = useOffice()
  const [no, setNo] = useState(String(next))
  const [begins, setBegins] = useState('')
  const [ended, setEnded] = useState('')
  const send = useSend(
    () =>
      postsApi.call('posts.recordTerm', {
        id: organization,
        no: Number(no),
        begins,
        ended: ended === '' ? null : ended,
      }),
    onDone,
  )
  const why = begins === '' || !(Number(no) >= 1) ? words.needAll : null
  return (
    <div className="posts-form">
      <Form onSend={() => why === null && send.mutate()}>
        <div className="posts-two">
          <Field label={words.no}>
            <input type="number" min={1} max={200} value={no} onChange={(event) => setNo(event.target.value)} />
          </Field>
          <Field label={words.begins}>
            <input type="date" value={begins} max={today} onChange={(event) => setBegins(event.target.value)} />
          </Field>
          <Field label={words.ended} hint={words.endedHint}>
            <input type="date" value={ended} max={today} onChange={(event) => setEnded(event.target.value)} />
          </Field>
        </div>
        <FormEnd needs="posts.recordTerm" why={why} pending={send.isPending} error={send.error} onCancel={onDone} />
      </Form>
    </div>
  )
}

/** An earlier or later election that the superior has approved. */
export function ShiftForm({ term, onDone }: { readonly term: Term; readonly onDone: () => void }) {
  const { form: words } = usePostsWords()
  const { today } = useOffice()
  const [to, setTo] = useState<string>(term.due ?? '')
  const [approvedBy, setApprovedBy] = useState('')
  const [approvedOn, setApprovedOn] = useState(today)
  const [paper, setPaper] = useState('')
  const [reason, setReason] = useState('')
  const [soft, setSoft] = useState('')
  const send = useSend(
    () =>
      postsApi.call('posts.shiftTerm', {
        term: term.id,
        version: term.version,
        to,
        approvedBy,
        approvedOn,
        paper,
        reason,
        overrides: soft.trim().length < 2 ? {} : { [SHIFT_RULE]: soft.trim() },
      }),
    onDone,
  )
  const far = needsReason(send.error)
  const why = approvedBy.trim().length < 2 || reason.trim().length < 2 ? words.needAll : null
  return (
    <div className="posts-form">
      <Form onSend={() => why === null && send.mutate()}>
        <div className="posts-two">
          <Field label={words.to}>
            <input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
          </Field>
          <Field label={words.approvedBy}>
            <input value={approvedBy} maxLength={120} onChange={(event) => setApprovedBy(event.target.value)} />
          </Field>
          <Field label={words.approvedOn}>
            <input type="date" value={approvedOn} max={today} onChange={(event) => setApprovedOn(event.target.value)} />
          </Field>
          <Field label={words.paper} hint={words.paperHint}>
            <input value={paper} maxLength={60} onChange={(event) => setPaper(event.target.value)} />
          </Field>
        </div>
        <Field label={words.reason}>
          <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {far ? (
          <Field label={words.soft}>
            <input value={soft} maxLength={400} onChange={(event) => setSoft(event.target.value)} />
          </Field>
        ) : null}
        <FormEnd needs="posts.shiftTerm" why={why} pending={send.isPending} error={send.error} onCancel={onDone} />
      </Form>
    </div>
  )
}

export function WithdrawTermForm({ term, onDone }: { readonly term: Term; readonly onDone: () => void }) {
  const { form: words } = usePostsWords()
  const [reason, setReason] = useState('')
  const send = useSend(
    () => postsApi.call('posts.withdrawTerm', { term: term.id, version: term.version, reason }),
    onDone,
  )
  const why = reason.trim().length < 2 ? words.needReason : null
  return (
    <div className="posts-form">
      <Form onSend={() => why === null && send.mutate()}>
        <Field label={words.reason}>
          <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <FormEnd needs="posts.withdrawTerm" why={why} pending={send.isPending} error={send.error} onCancel={onDone} />
      </Form>
    </div>
  )
}
