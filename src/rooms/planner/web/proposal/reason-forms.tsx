import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { plannerApi } from '../api.ts'
import { ApartFields } from './apart-fields.tsx'
import type { Apart } from './apart-fields.tsx'
import type { Proposal } from './proposal.ts'
import { useProposalWords } from './words.ts'

interface FormProps {
  readonly proposal: Proposal
  readonly pending: boolean
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}

/** Keeps the group together in every later plan. */
export function LockForm({ pending, onSend, onCancel }: FormProps) {
  const words = useProposalWords()
  const [reason, setReason] = useState('')
  const missing = reason.trim() === '' ? words.needReason : null
  return (
    <Form onSend={() => missing === null && onSend(reason.trim())}>
      <Field label={words.lockReason} hint={words.lockReasonHint}>
        <textarea value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <p className="faint">{words.lockHint}</p>
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" reason={missing} loading={pending}>
          {words.send}
        </ReasonButton>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </Form>
  )
}

/** Not this way; and, where that is why, two of them never together again. */
export function RejectForm({ proposal, pending, onSend, onCancel }: FormProps) {
  const words = useProposalWords()
  const [reason, setReason] = useState('')
  const [apart, setApart] = useState<Apart | null>(null)
  const text = reason.trim()
  const save = useMutation({
    mutationFn: async (pair: Apart | null) => {
      if (pair !== null) await plannerApi.call('planner.savePair', { kind: 'apart', ...pair, reason: text })
    },
    onSuccess: () => onSend(text),
  })
  const missing =
    text === ''
      ? words.needReason
      : apart !== null && (apart.a === '' || apart.b === '' || apart.a === apart.b)
        ? words.apartNeed
        : null
  return (
    <Form onSend={() => missing === null && save.mutate(apart)}>
      <Field label={words.rejectReason} hint={words.reasonHint}>
        <textarea value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {proposal.kind === 'joint' ? <ApartFields members={proposal.members} value={apart} onChange={setApart} /> : null}
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" reason={missing} loading={pending || save.isPending}>
          {words.send}
        </ReasonButton>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
