import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { lifeApi } from '../api.ts'
import { meetingOf, recordOf, whyNot, type RecordDraft } from '../record/draft.ts'
import { Holders, RecordFields } from '../record/record-fields.tsx'
import { useLifeWords } from '../words.ts'
import type { MeetingPage } from './meeting-panel.tsx'

/** The same fields once more; the version before stays, with the reason. */
export function CorrectForm({ meeting, onDone }: { readonly meeting: MeetingPage; readonly onDone: () => void }) {
  const { meeting: words, form } = useLifeWords()
  const [draft, setDraft] = useState<RecordDraft>(() => recordOf(meeting))
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () => {
      const { source: _, ...fields } = meetingOf(draft, 'hand', 0)
      return lifeApi.call('life.correct', {
        ...fields,
        meeting: meeting.id,
        version: meeting.version,
        reason: reason.trim(),
      })
    },
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const why = whyNot(draft, form) ?? (reason.trim().length < 2 ? form.needReason : null)
  return (
    <Form onSend={() => why === null && send.mutate()}>
      <Holders draft={draft} onChange={setDraft} />
      <RecordFields draft={draft} members={0} onChange={setDraft} />
      <Field label={form.reason} hint={words.reasonHint}>
        <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" needs="life.correct" reason={why} loading={send.isPending}>
          {form.correct}
        </ReasonButton>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
