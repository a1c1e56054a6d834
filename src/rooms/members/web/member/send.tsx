import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { usePlatformWords } from '../../../../platform/web/words.ts'

/** A form that sends one deed: its fields, what is still missing as the button's reason, the refusal in its place. */
export function DeedForm<T>({
  send,
  missing,
  what,
  onSend,
  onDone,
  onCancel,
  children,
}: {
  readonly send: string
  readonly missing: string | null
  readonly what?: string
  readonly onSend: () => Promise<T>
  readonly onDone: (answer: T) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}) {
  const platform = usePlatformWords()
  const run = useMutation({
    mutationFn: onSend,
    onSuccess: async (answer) => {
      await refreshAll()
      onDone(answer)
    },
  })
  return (
    <Form onSend={() => (missing === null ? run.mutate() : undefined)}>
      {what === undefined ? null : <p className="muted">{what}</p>}
      {children}
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
