import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'

/** Yes or no with a written answer. */
export function DecideForm({
  label,
  yes,
  no,
  least,
  missing,
  reason,
  onDecide,
  onDone,
}: {
  readonly label: string
  readonly yes: string
  readonly no: string
  /** Fewest characters of the answer. */
  readonly least: number
  readonly missing: string
  readonly reason: string | null
  readonly onDecide: (yes: boolean, answer: string) => Promise<unknown>
  readonly onDone: () => void
}) {
  const [answer, setAnswer] = useState('')
  const text = answer.trim()
  const decide = useMutation({
    mutationFn: (granted: boolean) => onDecide(granted, text),
    onSuccess: async () => {
      await refreshAll()
      onDone()
    },
  })
  const why = reason ?? (text.length < least ? missing : null)
  return (
    <Form onSend={() => undefined}>
      <Field label={label}>
        <textarea maxLength={200} value={answer} onChange={(event) => setAnswer(event.target.value)} />
      </Field>
      {decide.error === null ? null : <ProblemPanel error={decide.error} />}
      <div className="row">
        <ReasonButton
          type="primary"
          reason={why}
          loading={decide.isPending && decide.variables === true}
          onClick={() => decide.mutate(true)}
        >
          {yes}
        </ReasonButton>
        <ReasonButton
          reason={reason ?? (text.length < Math.max(2, least) ? missing : null)}
          loading={decide.isPending && decide.variables === false}
          onClick={() => decide.mutate(false)}
        >
          {no}
        </ReasonButton>
      </div>
    </Form>
  )
}
