import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { WrittenRegister } from '../contract.ts'
import { registerApi } from './api.ts'
import { useRegisterWords } from './words.ts'
import './register.css'

/** Registers that were written, each to be taken back as a whole. */
export function PastImports({ rows }: { readonly rows: readonly WrittenRegister[] }) {
  const words = useRegisterWords()
  const [undoing, setUndoing] = useState<string | null>(null)
  return (
    <Card title={words.past}>
      <ul className="register-sheets num">
        {rows.map(({ id, file, registered, by, at, undone }) => (
          <li key={id}>
            <span>
              <b>{file}</b>{' '}
              {undone ? (
                <span className="tag">{words.undone}</span>
              ) : (
                <ReasonButton
                  size="small"
                  type="link"
                  needs="organizations.undoRegister"
                  onClick={() => setUndoing(id)}
                >
                  {words.undo}
                </ReasonButton>
              )}
            </span>
            <span className="faint">{words.pastLine(countText(registered), by, momentText(at))}</span>
          </li>
        ))}
      </ul>
      <SidePanel open={undoing !== null} title={words.undoTitle} onClose={() => setUndoing(null)}>
        {undoing === null ? null : <UndoForm id={undoing} onDone={() => setUndoing(null)} />}
      </SidePanel>
    </Card>
  )
}

function UndoForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const words = useRegisterWords()
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () => registerApi.call('organizations.undoRegister', { id, reason: reason.trim() }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const why = reason.trim().length < 2 ? words.needReason : null
  return (
    <Form onSend={() => why === null && send.mutate()}>
      <p className="muted">{words.undoNote}</p>
      <Field label={words.undoReason}>
        <textarea value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" reason={why} loading={send.isPending}>
          {words.undo}
        </ReasonButton>
      </div>
    </Form>
  )
}
