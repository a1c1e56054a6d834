import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import { usePartsWords } from './words.ts'

/** A step that is done only with its reason: what it does, further fields, the reason, and the way back. */
export function ReasonForm({
  what,
  label,
  send,
  least = 2,
  why = null,
  onSend,
  onDone,
  onCancel,
  children,
}: {
  /** What it does and what can be undone. */
  readonly what?: ReactNode
  readonly label?: string
  readonly send: string
  readonly least?: number
  /** What else is still missing. */
  readonly why?: string | null
  readonly onSend: (reason: string) => Promise<unknown>
  readonly onDone: () => void
  readonly onCancel: () => void
  readonly children?: ReactNode
}) {
  const words = usePartsWords()
  const platform = usePlatformWords()
  const [reason, setReason] = useState('')
  const text = reason.trim()
  const run = useMutation({
    mutationFn: () => onSend(text),
    onSuccess: async () => {
      await refreshAll()
      onDone()
    },
  })
  const missing = why ?? (text.length < least ? words.reasonShort : null)
  return (
    <Form onSend={() => (missing === null ? run.mutate() : undefined)}>
      {what === undefined ? null : <p className="muted">{what}</p>}
      {children}
      <Field label={label ?? words.reason}>
        <input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" reason={missing} loading={run.isPending}>
          {send}
        </ReasonButton>
        <Button onClick={onCancel}>{platform.cancel}</Button>
      </div>
    </Form>
  )
}
